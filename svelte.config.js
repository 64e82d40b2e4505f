import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { globSync } from 'node:fs';
import path from 'node:path';

/**
 * The threads of the server (`x.worker.ts`) are built beside the application, in `build/workers`: the adapter bundles
 * the server again and drops what is only named by its address.
 * @param {import('@sveltejs/kit').Adapter} inner
 * @returns {import('@sveltejs/kit').Adapter}
 */
const withWorkers = (inner) => ({
	...inner,
	async adapt(builder) {
		await inner.adapt(builder);
		const { build } = await import('vite');
		const input = Object.fromEntries(
			globSync('src/server/**/*.worker.ts').map((file) => [path.basename(file, '.ts'), file])
		);
		await build({
			configFile: false,
			logLevel: 'warn',
			build: { ssr: true, outDir: 'build/workers', rolldownOptions: { input } }
		});
	}
});

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: true },
	kit: {
		adapter: withWorkers(adapter({ precompress: true })),
		// Tests write their generated types elsewhere, so that a running dev server is not disturbed.
		outDir: process.env.VITEST ? 'node_modules/.cache/kit-test' : '.svelte-kit',
		// `src` as the library folder keeps `src/server` guarded: a page that imports it does not build.
		files: { lib: 'src' },
		csp: {
			mode: 'nonce',
			directives: {
				'default-src': ['none'],
				'script-src': ['self'],
				'style-src': ['self'],
				// The style of SvelteKit's own route announcer.
				'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
				'img-src': ['self', 'data:', 'blob:'],
				'connect-src': ['self'],
				'font-src': ['self'],
				'form-action': ['self'],
				'base-uri': ['none'],
				'frame-ancestors': ['none'],
				'object-src': ['none']
			}
		}
	}
};

import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Where the code of a thread or of a process of its own is, `name.worker.ts`: beside the module that starts it from the
 * sources; in the built application, in the folder `workers` of the build (svelte.config.js), somewhere above the bundle
 * this code ends in.
 *
 * @param from `import.meta.url` of the module that starts it
 */
export function workerFile(name: string, from: string): URL {
	const here = new URL(from);
	if (here.pathname.endsWith('.ts')) return new URL(`./${name}.worker.ts`, here);
	for (let folder = import.meta.dirname; ; folder = path.dirname(folder)) {
		const file = path.join(folder, 'workers', `${name}.worker.js`);
		if (existsSync(file)) return pathToFileURL(file);
		if (folder === path.dirname(folder)) throw new Error(`${name}.worker was not built`);
	}
}

/** `npm run check`: all that can be said of the code without starting it, in less than a minute. */
import './node-version.mjs';
import { availableParallelism } from 'node:os';
import { prepare, runScript } from './run.mjs';

const cache = 'node_modules/.cache';

/** Longest first: they share the processors. @type {[name: string, script: string, parameters: string[]][]} */
const checks = [
	['types', 'node_modules/svelte-check/bin/svelte-check', ['--fail-on-warnings', '--output', 'human']],
	['lint', 'node_modules/eslint/bin/eslint.js', ['--cache', '--cache-location', `${cache}/eslint/`, '.']],
	['unit tests', 'node_modules/vitest/vitest.mjs', ['run', '--project', 'unit', '--reporter', 'dot']],
	['format', 'node_modules/prettier/bin/prettier.cjs', ['--check', '--cache', '--log-level', 'warn', '.']],
	['unused code', 'node_modules/knip/bin/knip.js', []],
	['imports', 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', ['src']],
	['generated documents', 'src/cli/docs.ts', ['--check']]
];

const started = performance.now();
const failed = [];
await check('messages and generated types', prepare);

const waiting = [...checks];
const together = Math.max(2, availableParallelism());
await Promise.all(
	Array.from({ length: together }, async () => {
		for (let next = waiting.shift(); next; next = waiting.shift()) {
			const [name, script, parameters] = next;
			await check(name, () => runScript(script, parameters));
		}
	})
);

console.log(`\n${failed.length === 0 ? 'All is well' : `To mend: ${failed.join(', ')}`} (${seconds(started)})`);
process.exit(failed.length === 0 ? 0 : 1);

/**
 * Does one check and says how it went: its output only when it found something.
 *
 * @param {string} name
 * @param {() => Promise<{ isDone: boolean, output: string }>} work
 */
async function check(name, work) {
	const begun = performance.now();
	const { isDone, output } = await work();
	console.log(`${isDone ? '✓' : '✗'} ${name} (${seconds(begun)})`);
	if (isDone) return;
	failed.push(name);
	console.log(output.trimEnd().replaceAll(/^/gm, '    '));
}

/** @param {number} since */
function seconds(since) {
	return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/** Runs the commands that checks and tests are made of. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
	process.on(signal, () => {
		for (const child of running) child.kill(signal);
		process.exit(128 + constants.signals[signal]);
	});
}

/**
 * Runs a script of node_modules or of the project under this Node.js.
 *
 * @param {string} script
 * @param {readonly string[]} parameters
 * @param {{ isShown?: boolean, variables?: Record<string, string> }} options `isShown`: its output goes to the
 *   terminal as it comes; else it is kept and given back.
 * @returns {Promise<{ isDone: boolean, output: string }>}
 */
export function runScript(script, parameters, { isShown = false, variables = {} } = {}) {
	return run(process.execPath, [script, ...parameters], { isShown, variables });
}

/**
 * Runs a program.
 *
 * @param {string} program
 * @param {readonly string[]} parameters
 * @param {{ isShown?: boolean, variables?: Record<string, string> }} options
 * @returns {Promise<{ isDone: boolean, output: string }>}
 */
export function run(program, parameters, { isShown = false, variables = {} } = {}) {
	const out = isShown ? 'inherit' : 'pipe';
	const child = spawn(program, parameters, { env: { ...process.env, ...variables }, stdio: ['ignore', out, out] });
	running.add(child);
	let output = '';
	child.stdout?.on('data', (text) => (output += text));
	child.stderr?.on('data', (text) => (output += text));
	return new Promise((resolve) => {
		child.once('error', (error) => resolve({ isDone: false, output: String(error) }));
		child.once('close', (code) => {
			running.delete(child);
			// A program that fell has no code at all.
			resolve({ isDone: code === 0, output });
		});
	});
}

/** Compiles the messages and SvelteKit's types, without which nothing of the project can be read. */
export const prepare = () => run('npm', ['run', '--silent', 'prepare']);

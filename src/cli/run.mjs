/** Runs the commands that checks and tests are made of. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/**
 * How a program ended. `isStuck`: it went on after its time, and was killed with all it had started.
 *
 * @typedef {{ isDone: boolean, isStuck: boolean, output: string }} Ended
 */

/**
 * - `isShown`: its output goes to the terminal as it comes; else it is kept and given back.
 * - `variables`: of its environment, beside ours.
 * - `minutes`: how long it may take.
 *
 * @typedef {{ isShown?: boolean, variables?: Record<string, string>, minutes?: number }} Options
 */

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
	process.on(signal, () => {
		for (const child of running) end(child, signal);
		process.exit(128 + constants.signals[signal]);
	});
}

/** Groups of processes are for systems that have them. */
const hasGroups = process.platform !== 'win32';

/**
 * Runs a script of node_modules or of the project under this Node.js.
 *
 * @param {string} script
 * @param {readonly string[]} parameters
 * @param {Options} options
 * @returns {Promise<Ended>}
 */
export function runScript(script, parameters, options = {}) {
	return run(process.execPath, [script, ...parameters], options);
}

/**
 * Runs a program.
 *
 * @param {string} program
 * @param {readonly string[]} parameters
 * @param {Options} options
 * @returns {Promise<Ended>}
 */
export function run(program, parameters, { isShown = false, variables = {}, minutes } = {}) {
	const out = isShown ? 'inherit' : 'pipe';
	const child = spawn(program, parameters, {
		env: { ...process.env, ...variables },
		stdio: ['ignore', out, out],
		detached: hasGroups
	});
	running.add(child);
	let output = '';
	let isStuck = false;
	child.stdout?.on('data', (text) => (output += text));
	child.stderr?.on('data', (text) => (output += text));
	const stop = () => {
		isStuck = true;
		end(child, 'SIGKILL');
	};
	const limit = minutes === undefined ? undefined : setTimeout(stop, minutes * 60_000);
	return new Promise((resolve) => {
		child.once('error', (error) => resolve({ isDone: false, isStuck, output: String(error) }));
		child.once('close', (code) => {
			clearTimeout(limit);
			running.delete(child);
			// A program that fell has no code at all.
			resolve({ isDone: code === 0, isStuck, output });
		});
	});
}

/**
 * Ends a program with all it has started.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function end(child, signal) {
	if (!hasGroups || child.pid === undefined) child.kill(signal);
	else if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, signal);
}

/** Compiles the messages and SvelteKit's types, without which nothing of the project can be read. */
export const prepare = () => run('npm', ['run', '--silent', 'prepare']);

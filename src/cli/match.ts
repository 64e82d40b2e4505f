/**
 * Finds the best exchanges of a pool read from a file.
 *
 *     npm run -s match -- FILE --max-cycle K --max-chain L [--time S] [--seed N] [--threads N] [--duals] [--json]
 *
 * Formats: see src/bench/instances/formats.ts. With --time, the search goes on until S seconds after the start of the command;
 * without, it ends by itself. Large pools are searched by several threads: as many as there are processors, four at most, unless
 * --threads says how many; the answer is the same. With --duals, the answer carries the prices that prove its bound. A pool with several levels has
 * `whole` beside them: the objective as one number, in decimal digits whatever its size. Exit codes: 0 answered, 2 the
 * file or the arguments are not valid (one sentence on standard error).
 */
import { parseArgs } from 'node:util';
import { MalformedFile } from '../bench/instances/scanner.ts';
import { readInstanceFile } from '../bench/instances/read-file.ts';
import { solve } from '../domain/matching/solve.ts';
import { wholeOf, writtenWhole } from '../domain/matching/whole.ts';
import { usualThreads, withCrew } from '../server/matching/crew.ts';
import { complaintOf } from './say.mjs';

class WrongUse extends Error {}

function readArguments(given: string[]) {
	let parsed;
	try {
		parsed = parseArgs({
			args: given,
			allowPositionals: true,
			options: {
				'max-cycle': { type: 'string' },
				'max-chain': { type: 'string' },
				time: { type: 'string' },
				seed: { type: 'string' },
				threads: { type: 'string' },
				duals: { type: 'boolean' },
				json: { type: 'boolean' }
			}
		});
	} catch (error) {
		throw new WrongUse((error as Error).message.split('\n')[0]);
	}
	const { values, positionals } = parsed;
	const number = (
		name: 'max-cycle' | 'max-chain' | 'time' | 'seed' | 'threads',
		isWhole: boolean
	): number | undefined => {
		const text = values[name];
		if (text === undefined) return undefined;
		const value = Number(text);
		if (text.trim() === '' || !(value >= 0) || value === Infinity || (isWhole && !Number.isInteger(value))) {
			throw new WrongUse(`--${name} takes a ${isWhole ? 'whole ' : ''}number, not « ${text} ».`);
		}
		return value;
	};
	const maxCycle = number('max-cycle', true);
	const maxChain = number('max-chain', true);
	if (positionals.length !== 1 || maxCycle === undefined || maxChain === undefined) {
		throw new WrongUse(
			'Usage: match FILE --max-cycle K --max-chain L [--time S] [--seed N] [--threads N] [--duals] [--json]'
		);
	}
	return {
		file: positionals[0]!,
		maxCycle,
		maxChain,
		time: number('time', false),
		seed: number('seed', true),
		threads: number('threads', true) ?? usualThreads(),
		duals: values.duals ?? false,
		json: values.json ?? false
	};
}

function main() {
	const { file, maxCycle, maxChain, time, seed, threads, duals, json } = readArguments(process.argv.slice(2));
	const { pool, scale } = readInstanceFile(file);
	const deadline = time === undefined ? Infinity : time * 1000;
	const effort = time === undefined ? 1 : Infinity;
	const secondsLeft = () => (deadline - performance.now()) / 1000;
	const answer = withCrew(threads, (crew) => solve(pool, { maxCycle, maxChain, seed }, { effort, secondsLeft, crew }));
	const seconds = Math.round(performance.now()) / 1000;
	const { cycles, chains, gap, optimal, stoppedBecause } = answer;
	const unscaled = (value: number) => value / scale;
	if (json) {
		const levels = answer.levels.map((level) => ({
			...level,
			value: unscaled(level.value),
			bound: unscaled(level.bound)
		}));
		const { value, bound } = levels[0]!;
		const whole = levels.length > 1 ? { whole: writtenWhole(wholeOf(pool, answer.levels)) } : {};
		const proof = duals ? { duals: Array.from(answer.prices, unscaled) } : {};
		console.log(
			JSON.stringify({
				cycles,
				chains,
				value,
				bound,
				optimal,
				seconds,
				gap,
				stoppedBecause,
				levels,
				...whole,
				...proof
			})
		);
		return;
	}
	for (const level of answer.levels) {
		const proof = level.optimal
			? 'proven the best'
			: `at most ${unscaled(level.bound)}, gap ${(100 * level.gap).toFixed(2)} %`;
		console.log(`${level.name}: ${unscaled(level.value)} (${proof})`);
	}
	if (answer.levels.length > 1)
		console.log(`all levels as one number: gap ${(100 * wholeOf(pool, answer.levels).gap).toFixed(2)} %`);
	for (const cycle of cycles) console.log(`cycle ${cycle.join(' → ')} → ${cycle[0]}`);
	for (const chain of chains) console.log(`chain ${chain.join(' → ')}`);
	console.log(`${seconds} s, ended because: ${stoppedBecause}`);
}

try {
	main();
} catch (error) {
	console.error(error instanceof MalformedFile ? `Line ${error.line}: ${error.message}.` : complaintOf(error));
	const isOfTheFile = error instanceof Error && 'code' in error;
	process.exitCode = error instanceof MalformedFile || error instanceof WrongUse || isOfTheFile ? 2 : 1;
}

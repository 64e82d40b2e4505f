import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { alone, lotOf, type Attempt, type Lot } from '#domain/matching/crew.ts';
import { solve } from '#domain/matching/solve.ts';
import { territoryPool } from '../../bench/territory.ts';
import { withCrew } from './crew.ts';

/** Four exchanges, of which two can be had at once. */
const lot: Lot = lotOf(
	{
		vertices: 4,
		count: 4,
		start: Int32Array.of(0, 2, 4, 6, 8),
		member: Int32Array.of(0, 1, 2, 3, 0, 2, 1, 3),
		profit: Float64Array.of(5, 4, 4, 4)
	},
	Float64Array.of(2, 2, 2, 2),
	Int32Array.of(0, 1)
);
const attemptOf = (seed: number): Attempt => ({ isDive: seed % 2 === 1, seed, noise: 4, loyalty: 1, inertia: 0.3 });
const never = () => false;

let folder: string;
beforeAll(() => void (folder = mkdtempSync(path.join(tmpdir(), 'crew-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** A helper that takes an attempt, says so in a file, and then does as told; and a wait for it to have taken one. */
function helperThat(name: string, does: string) {
	const mark = path.join(folder, name);
	const code = `
		import { writeFileSync } from 'node:fs';
		import { workerData } from 'node:worker_threads';
		const { port } = workerData;
		port.on('message', ({ state }) => {
			Atomics.add(state, 0, 1);
			writeFileSync(${JSON.stringify(mark)}, '');
			${does}
		});`;
	const until = performance.now() + 20_000;
	const waitForIt = () => {
		const still = new Int32Array(new SharedArrayBuffer(4));
		while (!existsSync(mark) && performance.now() < until) Atomics.wait(still, 0, 0, 10);
		return false;
	};
	return { file: new URL(`data:text/javascript,${encodeURIComponent(code)}`), waitForIt };
}

test('attempts come to the same, in the same order, whoever does them', () => {
	const attempts = Array.from({ length: 4 }, (_, seed) => attemptOf(seed));
	const expected = alone.attemptAll(lot, attempts, never);
	for (const threads of [1, 2, 3])
		withCrew(threads, (crew) => {
			for (let turn = 0; turn < 3; turn++) expect(crew.attemptAll(lot, attempts, never)).toEqual(expected);
		});
});

test('a large territory gets the same answer from one, two or three threads', () => {
	const pool = territoryPool({ listings: 6_000, homesEach: 8, vacanciesPerThousand: 10, seed: 3 });
	const answerWith = (threads: number) =>
		withCrew(threads, (crew) => {
			// Ended after a number of looks at the value, not by a clock.
			let looks = 0;
			const progress = ({ value }: { value: number }) => void (looks += value > 0 ? 1 : 0);
			return solve(pool, { maxCycle: 3, maxChain: 2, seed: 7 }, { crew, progress, shouldStop: () => looks >= 2 });
		});
	const answer = answerWith(1);
	expect(answer.effort.nodes).toBeGreaterThanOrEqual(8);
	const bytes = JSON.stringify({ ...answer, prices: Array.from(answer.prices) });
	for (const threads of [2, 3]) {
		const other = answerWith(threads);
		expect(JSON.stringify({ ...other, prices: Array.from(other.prices) })).toBe(bytes);
	}
});

test('a search whose thread fails ends with the reason', () => {
	const { file, waitForIt } = helperThat('fails', `port.postMessage({ failure: new RangeError('no room left') });`);
	const search = () =>
		withCrew(2, (crew) => crew.attemptAll(lot, [attemptOf(1), attemptOf(2)], waitForIt), { file, patience: 20_000 });
	expect(search).toThrow(
		expect.objectContaining({ message: 'A thread of the search failed', cause: new RangeError('no room left') })
	);
});

test('a search whose thread dies does not wait for it for ever', () => {
	const { file, waitForIt } = helperThat('dies', 'process.exit(1);');
	const search = () =>
		withCrew(2, (crew) => crew.attemptAll(lot, [attemptOf(1), attemptOf(2)], waitForIt), { file, patience: 200 });
	expect(search).toThrow('A thread of the search was lost');
});

test('a search goes on without a thread that does not start', () => {
	const file = new URL(`data:text/javascript,throw new Error('not today')`);
	const attempts = [attemptOf(1), attemptOf(2)];
	const found = withCrew(2, (crew) => crew.attemptAll(lot, attempts, never), { file });
	expect(found).toEqual(alone.attemptAll(lot, attempts, never));
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestByBruteForce, isBetter } from './brute-force.test-support.ts';
import { checkSelection } from './check.ts';
import { poolBuilder, type LevelShape } from './pool-builder.ts';
import { somePool, somePoolWithPromises } from './pools.test-support.ts';
import { repair, solve } from './solve.ts';

const limits = fc.record({ maxCycle: fc.integer({ min: 2, max: 4 }), maxChain: fc.integer({ min: 0, max: 4 }) });

/** A pool of unweighted moves. */
function aPool(size: { households: number; vacancies?: number }, arcs: [number, number][]) {
	const builder = poolBuilder({ vacancies: 0, ...size, levels: [{ name: 'moves', kind: 'count' }] });
	for (const [u, v] of arcs) builder.arc(u, v);
	return builder.build();
}

function expectTheBest(levels: LevelShape[], withPatience = false) {
	fc.assert(
		fc.property(somePool({ levels, withPatience }), limits, (pool, allowed) => {
			const answer = solve(pool, allowed);
			const report = checkSelection(pool, answer, allowed);
			expect(report.faults).toEqual([]);
			expect(answer.levels.map((level) => level.value)).toEqual(report.value);
			expect(report.value).toEqual(bestByBruteForce(pool, allowed));
			expect(answer.optimal).toBe(true);
			expect(answer.levels.map((level) => level.bound)).toEqual(report.value);
		}),
		{ numRuns: 150 }
	);
}

describe('on small pools, the engine finds what trying everything finds', () => {
	test('when moves are counted', () => expectTheBest([{ name: 'moves', kind: 'count' }]));
	test('when moves carry weights, some negative', () => expectTheBest([{ name: 'worth', kind: 'sum' }]));
	test('when households limit the length of their exchange', () =>
		expectTheBest([{ name: 'worth', kind: 'sum' }], true));
	test('when what counts is the moves that will be completed', () =>
		expectTheBest([{ name: 'expected', kind: 'expectedMoves' }]));
	test('when three levels are settled one after the other', () =>
		expectTheBest([
			{ name: 'moves', kind: 'count' },
			{ name: 'short', kind: 'sum', perCycle: [0, 0, 5, 3, 1], perChain: [0, 4, 3, 2, 1] },
			{ name: 'expected', kind: 'expectedMoves' }
		]));
});

describe('when moves are promised to groups of households', () => {
	test.each([1, 2])('after %i other levels, the engine keeps the promises that trying everything keeps', (at) => {
		fc.assert(
			fc.property(somePoolWithPromises(at), limits, (pool, allowed) => {
				const answer = solve(pool, allowed);
				const report = checkSelection(pool, answer, allowed);
				expect(report.faults).toEqual([]);
				expect(answer.levels.map((level) => level.value)).toEqual(report.value);
				expect(report.value).toEqual(bestByBruteForce(pool, allowed));
			}),
			{ numRuns: 150 }
		);
	});

	test('whatever their place and when the search is stopped, bounds hold and what is said to be proven is', () => {
		const place = fc.integer({ min: 0, max: 2 });
		const effort = fc.constantFrom(0, 1);
		fc.assert(
			fc.property(place.chain(somePoolWithPromises), limits, effort, (pool, allowed, tries) => {
				const answer = solve(pool, allowed, { effort: tries });
				const { value } = checkSelection(pool, answer, allowed);
				const best = bestByBruteForce(pool, allowed);
				expect(isBetter(value, best)).toBe(false);
				if (answer.optimal) expect(value).toEqual(best);
				// A bound is of the sets that keep the levels before at their values: the best one does, as far as both agree.
				const apart = best.findIndex((reached, k) => reached !== value[k]);
				const agreed = apart < 0 ? best.length : apart + 1;
				for (const [k, { bound }] of answer.levels.slice(0, agreed).entries())
					expect(bound).toBeGreaterThanOrEqual(best[k]!);
			}),
			{ numRuns: 200 }
		);
	});

	test('exchanges already agreed upon keep promises too', () => {
		const pool = aPool({ households: 4 }, [
			[0, 1],
			[1, 0],
			[1, 2],
			[2, 1],
			[2, 3],
			[3, 2]
		]);
		const group = Int32Array.of(0, 0, 1, 1);
		const promised = Int32Array.of(2, 1);
		const promising = {
			...pool,
			levels: [...pool.levels, { name: 'balance', kind: 'guarantee', group, promised } as const]
		};
		const protect = { cycles: [[0, 1]], chains: [] };
		const { levels, optimal } = solve(promising, { maxCycle: 2, maxChain: 0, protect });
		expect(levels.map(({ value, bound }) => [value, bound])).toEqual([
			[4, 4],
			[3, 3]
		]);
		expect(optimal).toBe(true);
	});
});

test('two households wanting each other’s dwelling exchange them', () => {
	const answer = solve(
		aPool({ households: 2 }, [
			[0, 1],
			[1, 0]
		]),
		{ maxCycle: 2, maxChain: 0 }
	);
	expect(answer).toMatchObject({
		cycles: [[0, 1]],
		chains: [],
		value: 2,
		bound: 2,
		optimal: true,
		stoppedBecause: 'proven'
	});
});

test('a vacant dwelling starts a chain and the last dwelling is left free', () => {
	const pool = aPool({ households: 2, vacancies: 1 }, [
		[2, 0],
		[0, 1]
	]);
	expect(solve(pool, { maxCycle: 3, maxChain: 2 }).chains).toEqual([[2, 0, 1]]);
	expect(solve(pool, { maxCycle: 3, maxChain: 1 }).chains).toEqual([[2, 0]]);
	expect(solve(pool, { maxCycle: 3, maxChain: 0 }).chains).toEqual([]);
});

test('the same seed gives the same answer', () => {
	fc.assert(
		fc.property(somePool({ largest: 12 }), limits, (pool, allowed) => {
			expect(solve(pool, { ...allowed, seed: 7 })).toEqual(solve(pool, { ...allowed, seed: 7 }));
		}),
		{ numRuns: 50 }
	);
});

test('a run cut short says so, and its bound still holds', () => {
	fc.assert(
		fc.property(somePool({ largest: 8 }), limits, (pool, allowed) => {
			const answer = solve(pool, allowed, { shouldStop: () => true });
			expect(checkSelection(pool, answer, allowed).faults).toEqual([]);
			expect(answer.bound).toBeGreaterThanOrEqual(bestByBruteForce(pool, allowed)[0]!);
			if (!answer.optimal) expect(answer.stoppedBecause).toBe('stopped');
		}),
		{ numRuns: 100 }
	);
});

test('households who found each other are kept together', () => {
	const pool = aPool({ households: 4 }, [
		[0, 1],
		[1, 0],
		[1, 2],
		[2, 3],
		[3, 1],
		[0, 2],
		[2, 0]
	]);
	expect(solve(pool, { maxCycle: 3, maxChain: 0 }).value).toBe(3);
	const protect = { cycles: [[0, 1]], chains: [] };
	expect(solve(pool, { maxCycle: 3, maxChain: 0, protect })).toMatchObject({ cycles: [[0, 1]], value: 2, bound: 2 });
	expect(() => solve(pool, { maxCycle: 3, maxChain: 0, protect: { cycles: [[0, 3]], chains: [] } })).toThrow(
		'NO_SUCH_ARC'
	);
});

test('what is kept counts while the rest is searched: no bound told is below what is found in the end', () => {
	const pool = aPool({ households: 6 }, [
		[0, 1],
		[1, 0],
		[2, 3],
		[3, 4],
		[4, 2],
		[4, 5],
		[5, 4]
	]);
	const told: number[] = [];
	const protect = { cycles: [[0, 1]], chains: [] };
	const { value } = solve(
		pool,
		{ maxCycle: 3, maxChain: 0, protect },
		{ progress: ({ bound }) => told.push(Math.ceil(bound)) }
	);
	expect(value).toBe(5);
	expect(told.length).toBeGreaterThan(0);
	expect(Math.min(...told)).toBeGreaterThanOrEqual(value);
});

test('after a refusal, the exchanges it does not touch stay, and the others are rearranged', () => {
	const pool = aPool({ households: 6 }, [
		[0, 1],
		[1, 0],
		[2, 3],
		[3, 2],
		[2, 4],
		[4, 5],
		[5, 2]
	]);
	const limits = { maxCycle: 3, maxChain: 0 };
	const mended = repair(
		pool,
		{
			cycles: [
				[0, 1],
				[2, 3]
			],
			chains: []
		},
		{ removedVertices: [3] },
		limits
	);
	expect(mended.kept.cycles).toEqual([[0, 1]]);
	expect(mended.broken.cycles).toEqual([[2, 3]]);
	expect(mended.cycles).toEqual([
		[0, 1],
		[2, 4, 5]
	]);
});

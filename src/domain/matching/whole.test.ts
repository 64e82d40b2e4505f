import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestByBruteForce, everyExchange, isBetter } from './brute-force.test-support.ts';
import { checkSelection } from './check.ts';
import { poolBuilder, type LevelShape } from './pool-builder.ts';
import { somePool, somePoolWithPromises } from './pools.test-support.ts';
import { solve } from './solve.ts';
import { wholeOf, writtenWhole } from './whole.ts';

const limits = fc.record({ maxCycle: fc.integer({ min: 2, max: 4 }), maxChain: fc.integer({ min: 0, max: 4 }) });
const threeLevels: LevelShape[] = [
	{ name: 'worth', kind: 'sum', perCycle: [0, 0, 5, 3, -1], perChain: [0, 4, 3, 2, -2] },
	{ name: 'moves', kind: 'count' },
	{ name: 'expected', kind: 'expectedMoves' }
];
const levelled = fc.oneof(
	somePool({ levels: threeLevels, largest: 6 }),
	fc.integer({ min: 0, max: 2 }).chain(somePoolWithPromises)
);
const settled = (values: readonly number[]) => values.map((value) => ({ value, bound: value }));

describe('on small pools, whatever their levels', () => {
	test('of two sets of exchanges, the better one is the one whose whole is larger', () => {
		fc.assert(
			fc.property(levelled, limits, fc.integer(), (pool, allowed, seed) => {
				const { cycles, chains } = everyExchange(pool, allowed);
				const alone = [
					...cycles.map((cycle) => ({ cycles: [cycle], chains: [] })),
					...chains.map((chain) => ({ cycles: [], chains: [chain] })),
					solve(pool, { ...allowed, seed }, { effort: 0 })
				].map((set) => checkSelection(pool, set, allowed).value);
				const wholes = alone.map((values) => wholeOf(pool, settled(values)).value);
				for (const [i, one] of alone.entries())
					for (const [j, other] of alone.entries()) expect(wholes[i]! > wholes[j]!).toBe(isBetter(one, other));
			}),
			{ numRuns: 60 }
		);
	});

	test('the best set is never above the bound, and there is no gap when every level is proven and only then', () => {
		const budget = fc.constantFrom({ effort: 0 }, { effort: 1 }, { shouldStop: () => true });
		fc.assert(
			fc.property(levelled, limits, budget, (pool, allowed, limited) => {
				const { levels, optimal } = solve(pool, allowed, limited);
				const whole = wholeOf(pool, levels);
				const best = wholeOf(pool, settled(bestByBruteForce(pool, allowed)));
				expect(whole.value).toBeLessThanOrEqual(best.value);
				expect(whole.bound).toBeGreaterThanOrEqual(best.value);
				expect(whole.gap === 0).toBe(optimal);
				expect(whole.bound === whole.value).toBe(optimal);
				expect(whole.gap).toBeGreaterThanOrEqual(0);
				expect(whole.gap).toBeLessThanOrEqual(1);
			}),
			{ numRuns: 150 }
		);
	});
});

describe('ten households, priorities before moves', () => {
	const builder = poolBuilder({
		households: 10,
		vacancies: 0,
		levels: [
			{ name: 'priorities', kind: 'sum' },
			{ name: 'households', kind: 'count' }
		]
	});
	builder.arc(0, 1, 3);
	const pool = builder.build();

	test('one point of priorities weighs more than every household', () => {
		expect(wholeOf(pool, settled([7, 4]))).toEqual({ value: 7n * 11n + 4n, bound: 81n, gap: 0 });
	});

	test('the bound of moves says nothing of the sets that have more priorities', () => {
		const known = wholeOf(pool, [
			{ value: 7, bound: 8 },
			{ value: 4, bound: 4 }
		]);
		expect(known).toEqual({ value: 81n, bound: 98n, gap: 17 / 98 });
		expect(known.bound).toBe(wholeOf(pool, settled([8, 10])).value);
	});

	test('once priorities are proven, what moves may gain weighs little', () => {
		const known = wholeOf(pool, [
			{ value: 7, bound: 7 },
			{ value: 4, bound: 6 }
		]);
		expect(known).toEqual({ value: 81n, bound: 83n, gap: 2 / 83 });
	});
});

test('no number is too large to be told exactly', () => {
	const levels = Array.from({ length: 5 }, (_, k) => ({ name: `level ${k}`, kind: 'sum' as const }));
	const builder = poolBuilder({ households: 200_000, vacancies: 0, levels });
	builder.arc(0, 1, 1000, 1000, 1000, 1000, 1000);
	const weight = 200_000_001n;
	expect(writtenWhole(wholeOf(builder.build(), settled([1, 0, 0, 0, 1])))).toEqual({
		value: String(weight ** 4n + 1n),
		bound: String(weight ** 4n + 1n),
		gap: 0
	});
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestByBruteForce } from './brute-force.test-support.ts';
import { checkSelection } from './check.ts';
import type { Pool } from './pool.ts';
import { poolBuilder, type LevelShape } from './pool-builder.ts';
import { somePool } from './pools.test-support.ts';
import { readyForRepair, repairAround } from './repair-around.ts';
import { solve } from './solve.ts';

const levels: LevelShape[] = [
	{ name: 'priorities', kind: 'sum' },
	{ name: 'households', kind: 'count' },
	{ name: 'independence', kind: 'count', perCycle: [0, 3, 4, 3, 0], perChain: [0, 3, 4, 3, 0] },
	{ name: 'quality', kind: 'sum' }
];

const limitsOf = fc.record({ maxCycle: fc.integer({ min: 2, max: 4 }), maxChain: fc.integer({ min: 0, max: 4 }) });

/** A pool with what a run chose in it, and what breaks: an exchange, by the no of one of its households. */
const broken = fc
	.record({
		pool: somePool({ levels, largest: 8, withPatience: true }),
		limits: limitsOf,
		which: fc.nat(9),
		who: fc.nat(9)
	})
	.map(({ pool, limits, which, who }) => {
		const { cycles, chains } = solve(pool, limits);
		const all = [
			...cycles.map((vertices) => ({ vertices, isChain: false })),
			...chains.map((vertices) => ({ vertices, isChain: true }))
		];
		const fallen = all[which % Math.max(1, all.length)];
		const stands = all.filter((one) => one !== fallen).flatMap(({ vertices }) => vertices);
		const movers = fallen ? fallen.vertices.filter((v) => v < pool.households) : [];
		const declines = movers[who % Math.max(1, movers.length)];
		const place = fallen && declines !== undefined ? fallen.vertices.indexOf(declines) : 0;
		const giver = fallen?.vertices.at(place - 1);
		return {
			pool,
			limits,
			freed: fallen?.vertices ?? [],
			taken: stands,
			declines,
			cut: giver === undefined ? [] : [[giver, declines!] as const]
		};
	});

const usesArc = (vertices: readonly number[], isChain: boolean, [u, v]: readonly [number, number]) =>
	vertices.some((from, i) => from === u && (isChain ? vertices[i + 1] : vertices[(i + 1) % vertices.length]) === v);

describe('a repair', () => {
	test.each([
		['when a household declines a home', false],
		['when it leaves altogether', true]
	])('%s finds the best exchanges through those it freed, as trying everything does', (_, leaves) => {
		let repaired = 0;
		fc.assert(
			fc.property(broken, ({ pool, limits, freed, taken, declines, cut }) => {
				if (declines === undefined) return;
				const away = new Set([...taken, ...(leaves ? [declines] : [])]);
				const around = readyForRepair(pool, limits)!;
				const answer = repairAround(around, { freed, taken: away, cut });
				const expected = bestByBruteForce(
					pool,
					limits,
					(vertices, isChain) =>
						vertices.some((v) => freed.includes(v)) &&
						!vertices.some((v) => away.has(v)) &&
						!cut.some((arc) => usesArc(vertices, isChain, arc))
				);
				expect(answer.value).toEqual(expected);
				expect(answer.isProven).toBe(true);
				expect(checkSelection(pool, answer, limits).faults).toEqual([]);
				if (answer.cycles.length + answer.chains.length > 0) repaired++;
			}),
			{ numRuns: 300 }
		);
		expect(repaired).toBeGreaterThan(20);
	});

	test('never takes an exchange worth less than nothing', () => {
		const builder = poolBuilder({ households: 2, vacancies: 0, levels: [{ name: 'worth', kind: 'sum' }] });
		builder.arc(0, 1, -2);
		builder.arc(1, 0, 1);
		const around = readyForRepair(builder.build(), { maxCycle: 2, maxChain: 0 })!;
		expect(repairAround(around, { freed: [0, 1], taken: [] })).toMatchObject({
			cycles: [],
			value: [0],
			isProven: true
		});
	});

	test('weighs expected moves as the checker does', () => {
		fc.assert(
			fc.property(
				somePool({ levels: [{ name: 'moves', kind: 'expectedMoves' }], largest: 6 }),
				limitsOf,
				(pool, limits) => {
					const answer = repairAround(readyForRepair(pool, limits)!, { freed: [0], taken: [] });
					expect(answer.value).toEqual(bestByBruteForce(pool, limits, (vertices) => vertices.includes(0)));
				}
			),
			{ numRuns: 100 }
		);
	});

	test('leaves levels that no exact number can hold to a whole run', () => {
		const huge: Pool = poolBuilder({
			households: 2,
			vacancies: 0,
			levels: Array.from({ length: 4 }, (_, k) => ({ name: `${k}`, kind: 'sum' as const }))
		}).build();
		const builder = poolBuilder({
			households: 2,
			vacancies: 0,
			levels: huge.levels.map(({ name }) => ({ name, kind: 'sum' as const }))
		});
		builder.arc(0, 1, 100_000, 100_000, 100_000, 100_000);
		expect(readyForRepair(builder.build(), { maxCycle: 2, maxChain: 0 })).toBeNull();
	});
});

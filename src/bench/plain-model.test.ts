import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { checkSelection } from '../domain/matching/check.ts';
import { solve } from '../domain/matching/solve.ts';
import { solvePlainly } from './plain-model.ts';
import { randomChains, randomLimits } from './random-chains.ts';
import { territoryPool } from './territory.ts';

vi.setConfig({ testTimeout: 120_000 });

const someTerritory = fc
	.record({
		listings: fc.integer({ min: 20, max: 80 }),
		homesEach: fc.integer({ min: 3, max: 12 }),
		vacanciesPerThousand: fc.integer({ min: 0, max: 60 }),
		seed: fc.nat()
	})
	.map(territoryPool);

test('on invented territories, the engine proves the value that a solver given all exchanges proves', async () => {
	const limits = fc.record({ maxCycle: fc.integer({ min: 2, max: 4 }), maxChain: fc.integer({ min: 0, max: 4 }) });
	await fc.assert(
		fc.asyncProperty(someTerritory, limits, async (pool, allowed) => {
			const answer = solve(pool, allowed);
			const plain = await solvePlainly(pool, allowed, 60);
			fc.pre(plain !== null && plain.optimal && !plain.isRestricted);
			expect(answer).toMatchObject({ value: plain!.value, bound: plain!.value, optimal: true });
		}),
		{ numRuns: 15 }
	);
});

test('exchanges drawn at random are exchanges, five households at most', () => {
	fc.assert(
		fc.property(someTerritory, fc.nat(), (pool, seed) => {
			expect(checkSelection(pool, randomChains(pool, seed), randomLimits).faults).toEqual([]);
		}),
		{ numRuns: 50 }
	);
});

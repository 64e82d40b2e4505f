import { expect, test } from 'vitest';
import { relaxation, type Target } from './bound.ts';
import { chanceOf } from './chance.ts';
import { poolBuilder } from './pool-builder.ts';
import { searchOf } from './search.ts';
import { solve } from './solve.ts';

/** Households of whom few moves settle something urgent: what is urgent and how many move then draw far apart. */
function somePool(seed: number) {
	const [households, wishes] = [400, 12];
	const chance = chanceOf(seed);
	const builder = poolBuilder({
		households,
		vacancies: 0,
		levels: [
			{ name: 'priorities', kind: 'sum' },
			{ name: 'households', kind: 'count' }
		]
	});
	for (let v = 0; v < households; v++) {
		for (let k = 0; k < wishes; k++) {
			const u = Math.floor(chance() * households);
			if (u !== v) builder.arc(u, v, chance() < 0.05 ? 1 + Math.floor(chance() * 3) : 0);
		}
	}
	return builder.build();
}

const budget = { rounds: 60, tolerance: 1e-4, slow: 0, enough: 0, perRoot: 4, shouldStop: () => false };

test('near the best of a first level, the second is bounded as low as by any rate tried by hand', () => {
	const { prices } = searchOf(somePool(1), { maxCycle: 4, maxChain: 0 });
	const bounded = (target: Target, rate: number) =>
		relaxation(prices, target, { price: new Float64Array(prices.vertices), rate: Float64Array.of(rate) }, budget)!
			.proof;
	const first = bounded({ level: 0, floors: [] }, 0);
	const atLeast = Math.floor(0.999 * first.bound);
	const second = bounded({ level: 1, floors: [{ level: 0, atLeast }] }, 1);
	const byHand = [1, 2, 4, 8, 16, 32].map((rate) => {
		const { bound } = bounded({ level: 0, floors: [], weights: [rate, 1] }, 0);
		return bound - rate * atLeast;
	});
	expect(second.bound).toBeLessThan(1.003 * Math.min(...byHand));
});

/** Forty households, and six homes that suit each, more or less. */
function aSmallPool(seed: number) {
	const chance = chanceOf(seed);
	const builder = poolBuilder({
		households: 40,
		vacancies: 0,
		levels: [
			{ name: 'moves', kind: 'count' },
			{ name: 'worth', kind: 'sum' }
		]
	});
	const someone = () => Math.floor(40 * chance());
	for (let arc = 0; arc < 240; arc++) {
		const [u, v] = [someone(), someone()];
		if (u !== v) builder.arc(u, v, 1 + Math.floor(10 * chance()));
	}
	return builder.build();
}

test.each([6, 9, 10])('a bound that rises for a round goes on coming down, in pool %i', (seed) => {
	const limits = { maxCycle: 3, maxChain: 0 };
	const pool = aSmallPool(seed);
	const moves = solve(pool, limits).levels[0]!.value;
	const { prices } = searchOf(pool, limits);
	const target: Target = { level: 1, floors: [{ level: 0, atLeast: moves }] };
	const boundFrom = (price: Float64Array, rate: number) =>
		relaxation(prices, target, { price, rate: Float64Array.of(rate) }, { ...budget, rounds: 200 })!;
	const first = boundFrom(new Float64Array(prices.vertices), 1);
	const again = boundFrom(first.price, first.proof.weights[0]!);
	expect(first.proof.bound).toBeLessThan(again.proof.bound * 1.005);
});

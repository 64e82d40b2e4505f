import { expect, test } from 'vitest';
import { relaxation, type Target } from './bound.ts';
import { chanceOf } from './chance.ts';
import { poolBuilder } from './pool-builder.ts';
import { relaxationAtBestRates } from './rates.ts';
import { searchOf } from './search.ts';

/** Households of whom few moves settle something urgent: what is urgent and how many move then draw far apart. */
function somePool() {
	const [households, wishes] = [200, 10];
	const chance = chanceOf(3);
	const levels = [
		{ name: 'priorities', kind: 'sum' },
		{ name: 'households', kind: 'count' }
	] as const;
	const builder = poolBuilder({ households, vacancies: 0, levels });
	for (let v = 0; v < households; v++)
		for (let k = 0; k < wishes; k++) {
			const u = Math.floor(chance() * households);
			if (u !== v) builder.arc(u, v, chance() < 0.05 ? 1 + Math.floor(chance() * 3) : 0);
		}
	return builder.build();
}

const budget = { rounds: 60, tolerance: 1e-4, slow: 0, enough: 0, perRoot: 4, shouldStop: () => false };

test.each([0.2, 200])('a level is bounded as low from a rate far off (%d) as by any rate tried by hand', (rate) => {
	const { prices } = searchOf(somePool(), { maxCycle: 3, maxChain: 0 });
	const nothing = { price: new Float64Array(prices.vertices), rate: new Float64Array(0) };
	const bounded = (target: Target) => relaxation(prices, target, nothing, budget)!.proof;
	const atLeast = Math.floor(0.995 * bounded({ level: 0, floors: [] }).bound);
	const byHand = [1, 2, 4, 8, 16, 32].map((by) => {
		const { bound } = bounded({ level: 0, floors: [], weights: [by, 1] });
		return bound - by * atLeast;
	});
	const target = { level: 1, floors: [{ level: 0, atLeast }] };
	// Few rounds at each rate: by itself the method would not have left the first.
	const short = { ...budget, rounds: 4 };
	const start = { price: new Float64Array(prices.vertices), rate: Float64Array.of(rate) };
	expect(relaxationAtBestRates(prices, target, start, short)!.proof.bound).toBeLessThan(1.003 * Math.min(...byHand));
});

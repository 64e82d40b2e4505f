/** Better and better sets of exchanges: message passing and dives from perturbed profits, and the best of each group of differences. */
import type { Chance } from './chance.ts';
import { dive } from './dive.ts';
import { typicalPrice, type Prices } from './bound.ts';
import type { Packing } from './first-order.ts';
import { merged, settle, valuesOf } from './propose.ts';

/** How far profits are perturbed, and chosen exchanges favoured at most, as shares of a typical price. */
const NOISE = 0.03;
const LOYALTY = 0.1;

/** Vertices of the largest pools where dives are worth their time. */
const LARGEST_DIVE = 5_000;
/** The method that does better is used so many times for one of the other. */
const PREFERENCE = 4;

/** What is known of the two methods from one call to the next: profit of the last set each came to. */
export type Experience = { attempts: number; settled: number; dived: number };

export const noExperience = (): Experience => ({ attempts: 0, settled: 0, dived: 0 });

export type Improvement = { chosen: Int32Array; attempts: number };

/**
 * Settles or dives again and again, each time with profits perturbed a little and half of what is chosen favoured a little, and
 * keeps the best of each group of differences. Ends after `attempts`, or when `isDone` says so. Exchanges are places in the stock,
 * which may grow.
 */
export function improve(
	prices: Prices,
	price: Float64Array,
	from: Int32Array,
	chance: Chance,
	experience: Experience,
	budget: { attempts: number; isDone: (chosen: Int32Array) => boolean; shouldStop: () => boolean }
): Improvement {
	const { store } = prices.stock;
	const typical = typicalPrice(price);
	let chosen = from;
	let attempts = 0;
	while (attempts < budget.attempts && !budget.isDone(chosen) && !budget.shouldStop()) {
		const packing: Packing = { vertices: prices.vertices, ...store };
		const isFirst = experience.attempts < 2;
		const noise = isFirst ? 0 : NOISE * typical;
		const profit = new Float64Array(packing.count);
		for (let c = 0; c < packing.count; c++) profit[c] = packing.profit[c]! + noise * (chance() - 0.5);
		if (!isFirst) for (const c of chosen) if (chance() < 0.5) profit[c]! += LOYALTY * typical * chance();
		const inertia = isFirst ? 0.5 : 0.2 + 0.4 * chance();
		const isDive = divesNext(packing, experience);
		const other = isDive
			? dive(prices, (c) => profit[c] ?? store.profit[c]!, price, budget.shouldStop)
			: settle(packing, profit, price, inertia, budget.shouldStop);
		const worth = valuesOf([store.profit], other)[0]!;
		if (isDive) experience.dived = worth;
		else experience.settled = worth;
		chosen = merged({ vertices: prices.vertices, ...store }, store.value, chosen, other);
		experience.attempts++;
		attempts++;
	}
	return { chosen, attempts };
}

/** One of each to begin with, then mostly the one that does better. */
function divesNext(packing: Packing, { attempts, settled, dived }: Experience): boolean {
	if (packing.vertices > LARGEST_DIVE) return false;
	if (attempts < 2) return attempts === 1;
	const isTurnOfTheOther = attempts % (PREFERENCE + 1) === 0;
	return dived > settled !== isTurnOfTheOther;
}

/** Better and better sets of exchanges: message passing and dives from perturbed profits, and the best of each group of differences. */
import type { Chance } from './chance.ts';
import { dive } from './dive.ts';
import { typicalPrice, type Prices } from './bound.ts';
import type { Packing } from './first-order.ts';
import { merged, type Trade } from './merge.ts';
import { settle, valuesOf } from './propose.ts';

/** How far profits are perturbed, and chosen exchanges favoured at most, as shares of a typical price. */
const NOISE = 0.03;
const LOYALTY = 0.1;

/** Vertices of the largest pools where dives are worth their time. */
const LARGEST_DIVE = 5_000;
/** The method that does better is used so many times for one of the other. */
const PREFERENCE = 4;

/** What is known from one call to the next. */
export type Experience = {
	attempts: number;
	/** Profit of the last set each of the two methods came to. */
	settled: number;
	dived: number;
	/** The set of greatest profit, all levels weighed together: a better place to search from than the best by levels. */
	worthiest: Int32Array | null;
};

export const noExperience = (): Experience => ({ attempts: 0, settled: 0, dived: 0, worthiest: null });

export type Improvement = { chosen: Int32Array; attempts: number };

/**
 * Settles or dives again and again, each time with profits perturbed a little and half of what is chosen favoured a little, and
 * keeps the best of each group of differences. With several levels two sets are kept: the worthiest, around which the search goes
 * on, and the best by levels, which is the answer. Ends after `attempts`, or when `isDone` says so. Exchanges are places in the
 * stock, which may grow.
 */
export function improve(
	prices: Prices,
	price: Float64Array,
	from: Int32Array,
	chance: Chance,
	experience: Experience,
	trade: Trade,
	budget: { attempts: number; isDone: (chosen: Int32Array) => boolean; shouldStop: () => boolean }
): Improvement {
	const { store } = prices.stock;
	const typical = typicalPrice(price);
	const hasLevels = store.value.length > 1;
	let chosen = from;
	let around = (hasLevels && experience.worthiest) || from;
	let attempts = 0;
	while (attempts < budget.attempts && !budget.isDone(chosen) && !budget.shouldStop()) {
		const packing: Packing = { vertices: prices.vertices, ...store };
		const isFirst = experience.attempts < 2;
		const noise = isFirst ? 0 : NOISE * typical;
		const profit = new Float64Array(packing.count);
		for (let c = 0; c < packing.count; c++) profit[c] = store.profit[c]! + noise * (chance() - 0.5);
		if (!isFirst) for (const c of around) if (chance() < 0.5) profit[c]! += LOYALTY * typical * chance();
		const inertia = isFirst ? 0.5 : 0.2 + 0.4 * chance();
		const isDive = divesNext(packing, experience);
		const other = isDive
			? dive(prices, (c) => profit[c] ?? store.profit[c]!, price, budget.shouldStop)
			: settle(packing, profit, price, inertia, budget.shouldStop);
		const worth = valuesOf([store.profit], other)[0]!;
		if (isDive) experience.dived = worth;
		else experience.settled = worth;
		const known: Packing = { vertices: prices.vertices, ...store };
		if (hasLevels) around = merged(known, [store.profit], around, other, byProfit);
		chosen = merged(known, store.value, chosen, hasLevels ? around : other, trade);
		if (!hasLevels) around = chosen;
		experience.attempts++;
		attempts++;
	}
	experience.worthiest = around;
	return { chosen, attempts };
}

const byProfit: Trade = { level: 0, floors: [], weights: [1], reader: null };

/** One of each to begin with, then mostly the one that does better. */
function divesNext(packing: Packing, { attempts, settled, dived }: Experience): boolean {
	if (packing.vertices > LARGEST_DIVE) return false;
	if (attempts < 2) return attempts === 1;
	const isTurnOfTheOther = attempts % (PREFERENCE + 1) === 0;
	return dived > settled !== isTurnOfTheOther;
}

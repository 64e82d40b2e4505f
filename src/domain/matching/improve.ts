/** Better and better sets of exchanges: message passing and dives from perturbed profits, and the best of each group of differences. */
import type { Chance } from './chance.ts';
import { dive } from './dive.ts';
import { typicalPrice, type Prices } from './bound.ts';
import type { Packing } from './first-order.ts';
import { merged, type Trade } from './merge.ts';
import { settle, valuesOf } from './propose.ts';
import type { Store } from './store.ts';

/** How far profits are perturbed, and chosen exchanges favoured at most, as shares of a typical price. */
const NOISE = 0.03;
const LOYALTY = 0.1;

/** Vertices of the largest pools where dives are worth their time. */
const LARGEST_DIVE = 5_000;
/** The method that does better is used so many times for one of the other. */
const PREFERENCE = 4;

/** What is known of the two methods from one call to the next: profit of the last set each came to. */
export type Experience = {
	attempts: number;
	settled: number;
	dived: number;
	/** Per floor, how many times its weight in the proof it weighs in the search: more while sets fall short of it. */
	stress: number[];
};

export const noExperience = (floors: number): Experience => ({
	attempts: 0,
	settled: 0,
	dived: 0,
	stress: new Array<number>(floors).fill(1)
});

/** How fast a floor weighs more when a set falls short of it, and less when it is kept. */
const MORE = 1.3;
const LESS = 0.93;
const MOST = 16;
/** The least a unit of a floor weighs, when the proof gives it next to nothing. */
const LEAST = 1 / 64;

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
	trade: Trade,
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
		const profitOf = profitUnderStress(store, trade, experience.stress);
		const profit = new Float64Array(packing.count);
		for (let c = 0; c < packing.count; c++) profit[c] = profitOf(c) + noise * (chance() - 0.5);
		if (!isFirst) for (const c of chosen) if (chance() < 0.5) profit[c]! += LOYALTY * typical * chance();
		const inertia = isFirst ? 0.5 : 0.2 + 0.4 * chance();
		const isDive = divesNext(packing, experience);
		const other = isDive
			? dive(prices, (c) => profit[c] ?? profitOf(c), price, budget.shouldStop)
			: settle(packing, profit, price, inertia, budget.shouldStop);
		const worth = valuesOf([store.profit], other)[0]!;
		if (isDive) experience.dived = worth;
		else experience.settled = worth;
		trade.floors.forEach(({ level, atLeast }, k) => {
			const isShort = valuesOf([store.value[level]!], other)[0]! < atLeast;
			experience.stress[k] = Math.min(MOST, Math.max(1, experience.stress[k]! * (isShort ? MORE : LESS)));
		});
		chosen = merged({ vertices: prices.vertices, ...store }, store.value, chosen, other, trade);
		experience.attempts++;
		attempts++;
	}
	return { chosen, attempts };
}

/** What exchanges are worth when floors weigh more than in the proof. */
function profitUnderStress(store: Store, { floors, weights }: Trade, stress: readonly number[]): (c: number) => number {
	if (floors.length === 0) return (c) => store.profit[c]!;
	const extra = floors.map(({ level }, k) => stress[k]! * Math.max(LEAST, weights[level]!) - weights[level]!);
	return (c) => floors.reduce((sum, { level }, k) => sum + extra[k]! * store.value[level]![c]!, store.profit[c]!);
}

/** One of each to begin with, then mostly the one that does better. */
function divesNext(packing: Packing, { attempts, settled, dived }: Experience): boolean {
	if (packing.vertices > LARGEST_DIVE) return false;
	if (attempts < 2) return attempts === 1;
	const isTurnOfTheOther = attempts % (PREFERENCE + 1) === 0;
	return dived > settled !== isTurnOfTheOther;
}

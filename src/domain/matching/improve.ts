/** Better and better sets of exchanges: message passing and dives from perturbed profits, and the best of each group of differences. */
import type { Chance } from './chance.ts';
import { lotOf, perturbed, type Attempt, type Crew } from './crew.ts';
import { dive } from './dive.ts';
import { typicalPrice, type Prices } from './bound.ts';
import type { Packing } from './first-order.ts';
import { merged, type Trade } from './merge.ts';
import { valuesOf } from './propose.ts';

/**
 * How far profits are perturbed, and chosen exchanges favoured at most, as shares of a typical price. Measured on invented
 * territories: with more of either, attempts soon bring nothing; with much less loyalty, they begin far from what is known.
 */
const NOISE = 0.007;
const LOYALTY = 0.05;

/** Vertices of the largest pools where dives are worth their time. */
const LARGEST_DIVE = 5_000;
/**
 * Attempts of a turn in larger ones, all around the same set, so that several threads can share them. The number is the same for any
 * number of threads, as the answer must be.
 */
const TOGETHER = 4;
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

export type ImproveBudget = {
	attempts: number;
	isDone: (chosen: Int32Array) => boolean;
	shouldStop: () => boolean;
	/** Who does attempts of the same turn. */
	crew: Crew;
};

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
	budget: ImproveBudget
): Improvement {
	const { store } = prices.stock;
	const typical = typicalPrice(price);
	const hasLevels = store.value.length > 1;
	const isLarge = prices.vertices > LARGEST_DIVE;
	let chosen = from;
	let around = (hasLevels && experience.worthiest) || from;
	let attempts = 0;
	while (attempts < budget.attempts && !budget.isDone(chosen) && !budget.shouldStop()) {
		const packing: Packing = { vertices: prices.vertices, ...store };
		const isDive = !isLarge && divesNext(experience);
		const others = isDive ? [dived(packing)] : settled(packing);
		if (isDive) experience.dived = worthOf(others[0]!);
		else experience.settled = worthOf(others.at(-1)!);
		const known: Packing = { vertices: prices.vertices, ...store };
		for (const other of others) {
			if (hasLevels) around = merged(known, [store.profit], around, other, byProfit);
			chosen = merged(known, store.value, chosen, hasLevels ? around : other, trade);
			if (!hasLevels) around = chosen;
		}
		experience.attempts += others.length;
		attempts += others.length;
	}
	experience.worthiest = around;
	return { chosen, attempts };

	/** How the attempt after so many others goes about it; the first of each method takes profits as they are. */
	function attemptAfter(others: number): Attempt {
		const isPlain = others < (isLarge ? 1 : 2);
		return {
			seed: Math.floor(chance() * 2 ** 32),
			noise: isPlain ? 0 : NOISE * typical,
			loyalty: isPlain || experience.attempts === 0 ? 0 : LOYALTY * typical,
			inertia: isPlain ? 0.5 : 0.2 + 0.4 * chance()
		};
	}

	function dived(packing: Packing): Int32Array {
		const profit = perturbed({ packing, around }, attemptAfter(experience.attempts));
		return dive(prices, (c) => profit[c] ?? store.profit[c]!, price, budget.shouldStop);
	}

	function settled(packing: Packing): Int32Array[] {
		const count = isLarge ? Math.min(TOGETHER, budget.attempts - attempts) : 1;
		const turn = Array.from({ length: count }, (_, k) => attemptAfter(experience.attempts + k));
		return budget.crew.attemptAll(lotOf(packing, price, around), turn, budget.shouldStop);
	}

	function worthOf(set: Int32Array): number {
		return valuesOf([store.profit], set)[0]!;
	}
}

const byProfit: Trade = { level: 0, floors: [], weights: [1], reader: null };

/** One of each to begin with, then mostly the one that does better. */
function divesNext({ attempts, settled, dived }: Experience): boolean {
	if (attempts < 2) return attempts === 1;
	const isTurnOfTheOther = attempts % (PREFERENCE + 1) === 0;
	return dived > settled !== isTurnOfTheOther;
}

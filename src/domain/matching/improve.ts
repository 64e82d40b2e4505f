/** Better and better sets of exchanges: message passing and dives from perturbed profits, and the best of each group of differences. */
import type { Chance } from './chance.ts';
import { lotOf, perturbed, type Attempt, type Crew } from './crew.ts';
import { dive } from './dive.ts';
import { onGrid, typicalPrice, type Prices } from './bound.ts';
import type { Packing } from './first-order.ts';
import { merged, type Trade } from './merge.ts';
import { valuesOf } from './propose.ts';

/**
 * How far profits are perturbed, and chosen exchanges favoured at most, as shares of a typical price. Measured on invented
 * territories: with more of either, attempts soon bring nothing; with much less loyalty, they begin far from what is known.
 */
const NOISE = 0.007;
const LOYALTY = 0.05;

/**
 * Vertices of the largest pools where dives look for new exchanges on their way. In larger ones that takes most of their time; they
 * are worth it without when there are several levels, and else do less than messages.
 */
const LARGEST_TO_LOOK = 5_000;
const PER_ROOT = 2;
/**
 * Attempts of a turn in larger ones, all around the same set, so that several threads can share them. The number is the same for any
 * number of threads, as the answer must be.
 */
const TOGETHER = 4;
/** The method that does better is used so many times for one of the other. */
const PREFERENCE = 4;

/**
 * How much of an old message is kept: with less, messages about cycles of four swing without end, and what they settle on is worth
 * a fifth less; those about shorter ones find more with less.
 */
const leastInertia = (maxCycle: number) => (maxCycle <= 3 ? 0.2 : 0.4);
const MOST_INERTIA = 0.6;

/** What is known from one call to the next. */
export type Experience = {
	attempts: number;
	/** Times a method was chosen, for one attempt or several. */
	turns: number;
	/** Profit of the last set each of the two methods came to. */
	settled: number;
	dived: number;
	/** The set of greatest profit, all levels weighed together: a better place to search from than the best by levels. */
	worthiest: Int32Array | null;
};

export const noExperience = (): Experience => ({ attempts: 0, turns: 0, settled: 0, dived: 0, worthiest: null });

export type Improvement = { chosen: Int32Array; attempts: number };

export type ImproveBudget = {
	attempts: number;
	isDone: (chosen: Int32Array) => boolean;
	shouldStop: () => boolean;
	/** Who does attempts of the same turn. */
	crew: Crew;
	/** Households in the longest cycle allowed. */
	maxCycle: number;
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
	const isLarge = prices.vertices > LARGEST_TO_LOOK;
	const least = leastInertia(budget.maxCycle);
	let chosen = from;
	let around = (hasLevels && experience.worthiest) || from;
	let attempts = 0;
	while (attempts < budget.attempts && !budget.isDone(chosen) && !budget.shouldStop()) {
		const packing: Packing = { vertices: prices.vertices, ...store };
		const isDive = (!isLarge || hasLevels) && divesNext(experience);
		const others = isLarge ? together(packing, isDive) : [isDive ? dived(packing) : together(packing, false)[0]!];
		if (isDive) experience.dived = worthOf(others[0]!);
		else experience.settled = worthOf(others.at(-1)!);
		const known: Packing = { vertices: prices.vertices, ...store };
		for (const other of others) {
			if (hasLevels) around = merged(known, [store.profit], around, other, byProfit);
			chosen = merged(known, store.value, chosen, hasLevels ? around : other, trade);
			if (!hasLevels) around = chosen;
		}
		experience.turns++;
		experience.attempts += others.length;
		attempts += others.length;
	}
	experience.worthiest = around;
	return { chosen, attempts };

	/** How the attempt after so many others goes about it; the first of each method takes profits as they are. */
	function attemptAfter(others: number, isDive: boolean): Attempt {
		const isPlain = others < (isLarge ? 1 : 2);
		return {
			isDive,
			seed: Math.floor(chance() * 2 ** 32),
			noise: isPlain ? 0 : NOISE * typical,
			loyalty: isPlain || experience.attempts === 0 ? 0 : LOYALTY * typical,
			inertia: isPlain ? 0.5 : least + (MOST_INERTIA - least) * chance()
		};
	}

	function dived(packing: Packing): Int32Array {
		const profit = perturbed({ packing, around }, attemptAfter(experience.attempts, true));
		const look = (costs: Float64Array) => {
			const options = { perRoot: PER_ROOT, isThorough: false, shouldStop: budget.shouldStop };
			prices.pricer.search(onGrid(costs), options, (labels, length) => void prices.stock.add(labels, length));
		};
		return dive(prices.vertices, store, (c) => profit[c] ?? store.profit[c]!, price, look, budget.shouldStop);
	}

	/** Attempts of one turn, all by the same method. */
	function together(packing: Packing, isDive: boolean): Int32Array[] {
		const count = isLarge ? Math.min(TOGETHER, budget.attempts - attempts) : 1;
		const turn = Array.from({ length: count }, (_, k) => attemptAfter(experience.attempts + k, isDive));
		return budget.crew.attemptAll(lotOf(packing, price, around), turn, budget.shouldStop);
	}

	function worthOf(set: Int32Array): number {
		return valuesOf([store.profit], set)[0]!;
	}
}

const byProfit: Trade = { level: 0, floors: [], weights: [1], reader: null };

/** One of each to begin with, then mostly the one that does better. */
function divesNext({ turns, settled, dived }: Experience): boolean {
	if (turns < 2) return turns === 1;
	const isTurnOfTheOther = turns % (PREFERENCE + 1) === 0;
	return dived > settled !== isTurnOfTheOther;
}

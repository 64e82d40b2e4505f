/**
 * What leads the search when there are several levels: all of them weighed into one number, each much more than the next. Sought
 * level after level, good sets are many and alike for the first level and poor for the others, and what one level left the next
 * cannot mend without losing before; sought together, they are better at every level, the first included.
 */
import { relaxation, type Prices, type Proof } from './bound.ts';
import type { LevelWeights } from './store.ts';

/**
 * How many times more than alike a level weighs beside the next. The first two draw apart as a rule (an urgent situation costs
 * moves), the next ones much less. Measured on invented territories: with half, the first level gives way; with double, the others.
 */
const BESIDE_THE_SECOND = 64;
const BESIDE_THE_NEXT = 4;

/**
 * Whole weights of the levels, from values of a set that is good already: alike when each brings as much as the others. None for
 * a level that is given without a value: whatever is found, it is as good as can be.
 */
export function guidingWeights(values: readonly (number | null)[]): LevelWeights {
	let lessened = 0;
	let before = 0;
	const weights = values.map((value) => {
		if (value === null) return 0;
		lessened = before === 0 ? 1 : lessened * (before === 1 ? BESIDE_THE_SECOND : BESIDE_THE_NEXT);
		before++;
		return 1 / (lessened * Math.max(1, value));
	});
	const least = Math.min(...weights.filter((weight) => weight > 0));
	return weights.map((weight) => Math.round(weight / least));
}

/** Rounds, and how near the best its prices are: they only lead a search. */
const ROUNDS = 40;
const NEAR = 1e-3;

/** Prices for the levels weighed together, from those proven for one; null when stopped before there are any. */
export function guideFrom(
	prices: Prices,
	values: readonly (number | null)[],
	proof: Proof,
	shouldStop: () => boolean
): Proof | null {
	const weights = guidingWeights(values);
	const weighed = values.reduce<number>((sum, value, k) => sum + weights[k]! * (value ?? 0), 0);
	const price = proof.price.map((p) => (p * weighed) / Math.max(1, proof.total));
	const led = relaxation(
		prices,
		{ level: 0, floors: [], weights },
		{ price, rate: new Float64Array(0) },
		{ rounds: ROUNDS, tolerance: NEAR / 10, slow: NEAR, enough: 0, perRoot: 4, shouldStop }
	);
	return led && led.proof;
}

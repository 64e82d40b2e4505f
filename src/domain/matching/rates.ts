/**
 * The rates of the floors: what a unit of a level already settled is worth in the level being settled. Whatever they are, the bound
 * holds; how low it is depends on them much, and the method of `relaxation` moves them little. So they are tried lower and higher.
 */
import {
	relaxation,
	type Prices,
	type Proof,
	type Relaxation,
	type RelaxationBudget,
	type Start,
	type Target
} from './bound.ts';

/** Rates are divided or multiplied by this at first, then by its root as long as it is more than the least. */
const FIRST_FACTOR = 2;
const LEAST_FACTOR = 1.15;
/** A bound lower by less than this share is not worth another try in the same direction. */
const WORTHWHILE = 2e-4;
/** Rounds of a try that each gain less than this share end it. */
const SLOW = 1e-3;
const ROUNDS = 24;

/** The relaxation of a level at the rates that bound it lowest, as far as they were tried. Null when stopped before any proof. */
export function relaxationAtBestRates(
	prices: Prices,
	target: Target,
	start: Start,
	budget: RelaxationBudget
): Relaxation | null {
	if (target.floors.length === 0) return relaxation(prices, target, start, budget);
	const rounds = Math.min(ROUNDS, budget.rounds);
	let best = relaxation(prices, target, start, { ...budget, rounds, slow: SLOW });
	const isOver = () => !best || best.proof.bound < budget.enough || budget.shouldStop();
	/** Tries another rate for a floor; whether it is worth going on that way. */
	const tryRate = (floor: number, by: number): boolean => {
		const { proof } = best!;
		const tried = relaxation(prices, target, startAt(proof, target, floor, by), {
			...budget,
			rounds,
			slow: SLOW,
			progress: (bound) => budget.progress?.(Math.min(bound, proof.bound))
		});
		if (!tried || tried.proof.bound >= proof.bound) return false;
		best = tried;
		return tried.proof.bound < (1 - WORTHWHILE) * proof.bound;
	};
	for (let factor = FIRST_FACTOR; factor >= LEAST_FACTOR; factor = Math.sqrt(factor)) {
		for (const [floor, { level }] of target.floors.entries()) {
			if (isOver()) return best;
			if (best!.proof.weights[level] === 0) continue;
			if (tryRate(floor, 1 / factor)) while (!isOver() && tryRate(floor, 1 / factor));
			else while (!isOver() && tryRate(floor, factor));
		}
	}
	if (!best || isOver()) return best;
	const { price, weights, bound } = best.proof;
	const rate = Float64Array.from(target.floors, ({ level }) => weights[level]!);
	const polished = relaxation(prices, target, { price, rate }, budget);
	return polished && polished.proof.bound < bound ? polished : best;
}

/** The rates of a proof with one of them changed, and its prices in proportion. */
function startAt({ price, total, weights }: Proof, { floors }: Target, changed: number, by: number): Start {
	const rate = Float64Array.from(floors, ({ level }, floor) => weights[level]! * (floor === changed ? by : 1));
	const { level, atLeast } = floors[changed]!;
	const weighed = total + (by - 1) * weights[level]! * atLeast;
	return { price: price.map((p) => (p * weighed) / Math.max(1, total)), rate };
}

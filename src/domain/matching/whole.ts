/**
 * The objective as the one number it is when its levels are served one after the other: one point of a level weighs more than
 * all that those after it may add up to. It stands beside the figures of the levels: its gap is nearly that of the first level
 * which is not proven, since the others weigh less than one point of it.
 */
import { wholeFactors } from './one-number.ts';
import type { Pool } from './pool.ts';
import type { LevelOutcome } from './solve.ts';

export type Whole = {
	/** Σ over levels of value × weight. Larger for a set exactly when that set is better, at the first level where they differ. */
	value: bigint;
	/** No set of exchanges at all is worth more. */
	bound: bigint;
	/** (bound − value) / bound, or 0 when they are equal: then every level is proven, and only then. */
	gap: number;
};

/** A whole as it is written down: its numbers may be beyond those of JSON. */
export type WrittenWhole = { value: string; bound: string; gap: number };

/**
 * The whole of what is known of each level of a pool. Levels that are proven are worth their values. The first that is not may
 * reach its bound, and the bounds of those after it then say nothing, for they hold as long as it keeps its value: they may be
 * worth anything less than one more point of it.
 */
export function wholeOf(pool: Pool, levels: readonly Pick<LevelOutcome, 'value' | 'bound'>[]): Whole {
	const factors = wholeFactors(pool);
	const value = levels.reduce((sum, level, k) => sum + factors[k]! * BigInt(level.value), 0n);
	const open = levels.findIndex((level) => level.bound > level.value);
	if (open < 0) return { value, bound: value, gap: 0 };
	const kept = levels.slice(0, open).reduce((sum, level, k) => sum + factors[k]! * BigInt(level.value), 0n);
	const bound = kept + factors[open]! * (BigInt(levels[open]!.bound) + 1n) - 1n;
	return { value, bound, gap: Number(bound - value) / Number(bound) };
}

/** The same, to be written down. */
export const writtenWhole = ({ value, bound, gap }: Whole): WrittenWhole => ({
	value: String(value),
	bound: String(bound),
	gap
});

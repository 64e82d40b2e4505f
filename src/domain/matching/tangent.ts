/**
 * A guarantee seen by the engine as a sum over moves. A household of group g counts a slope s, from 0 to 1, and the rest of the
 * promise p is granted: min(n, p) ≤ s·n + (1 − s)·p, whatever the slopes. So a bound of this sum is a bound of the guarantee, and
 * a set that keeps the guarantee keeps the sum. Slopes are 1 where a promise is hard to keep and 0 where it is kept anyway; they,
 * and the sum with them, are whole numbers of `parts`.
 */
import { wholeBound, type Target } from './bound.ts';
import { isGuarantee, type GuaranteeLevel } from './guarantee.ts';
import type { AdditiveLevel, AdditivePool, Pool } from './pool.ts';

export type Tangent = {
	/** The place of the guarantee among the levels of the pool. */
	at: number;
	level: GuaranteeLevel;
	/** Per group, in parts. */
	slope: Int32Array;
	/** What each arc of the pool counts, in parts. */
	weights: Int32Array;
};

/** Parts that make one. */
const parts = 64;

/** The pool with its guarantee as a sum, flat to begin with; the pool itself when it has none. */
export function tangentOf(pool: Pool): { pool: AdditivePool; tangent: Tangent | null } {
	let tangent: Tangent | null = null;
	const levels = pool.levels.map((level, at): AdditiveLevel => {
		if (!isGuarantee(level)) return level;
		if (tangent) throw new RangeError('a pool has one guarantee at most');
		const weights = new Int32Array(pool.target.length);
		tangent = { at, level, slope: new Int32Array(level.promised.length), weights };
		return { name: level.name, kind: 'sum', weights };
	});
	return { pool: { ...pool, levels }, tangent };
}

/** What is granted beside the sum, in parts. */
const grantedBy = ({ level, slope }: Tangent): number =>
	level.promised.reduce((sum, promised, group) => sum + (parts - slope[group]!) * promised, 0);

/** Whether the sum tells nothing: every slope is 0. */
export const isFlat = ({ slope }: Tangent): boolean => slope.every((by) => by === 0);

/** Takes other slopes, between 0 and 1; what was valued with the old ones is to be valued anew. */
export function setSlopes({ slope, weights, level }: Tangent, pool: Pool, slopes: ArrayLike<number>): void {
	for (let group = 0; group < slope.length; group++)
		slope[group] = Math.round(Math.min(1, Math.max(0, slopes[group]!)) * parts);
	for (let arc = 0; arc < weights.length; arc++) weights[arc] = slope[level.group[pool.target[arc]!]!]!;
}

/** From the value of a level to the sum that the engine makes of it, and back. */
export type Scale = {
	/** The least sum of the sets that are worth so much. */
	sumFor: (value: number) => number;
	/** The most that a set is worth when its sum is no more than this. */
	mostFor: (sum: number) => number;
};

/** A level that is a sum, whose bounds come from sums of fractions. */
const asItIs: Scale = { sumFor: (value) => value, mostFor: wholeBound };

/** The guarantee with its present slopes. */
function scaleOf(tangent: Tangent): Scale {
	const granted = grantedBy(tangent);
	return {
		sumFor: (value) => parts * value - granted,
		mostFor: (sum) => Math.floor(wholeBound(sum + granted) / parts)
	};
}

/** The scale of a level. */
export const scaleAt = (tangent: Tangent | null, level: number): Scale =>
	tangent?.at === level ? scaleOf(tangent) : asItIs;

/** A target as its relaxation takes it: the guarantee as a floor of its sum, or none when that would tell nothing. */
export function boundingTarget(tangent: Tangent | null, target: Target): Target {
	if (!tangent) return target;
	const { sumFor } = scaleOf(tangent);
	const floors = target.floors.map((floor) =>
		floor.level === tangent.at ? { ...floor, atLeast: sumFor(floor.atLeast) } : floor
	);
	return { ...target, floors: floors.filter(({ level }) => level !== tangent.at || !isFlat(tangent)) };
}

/** Slope 1 for the groups whose promise is not kept, 0 for the others. */
export const slopesFor = (promised: Int32Array, moved: ArrayLike<number>): number[] =>
	Array.from(promised, (most, group) => (moved[group]! < most ? 1 : 0));

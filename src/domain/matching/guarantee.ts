/**
 * Moves promised to groups of households: Σ over groups of its households that move, counted up to what it was promised. It is no
 * sum over exchanges: what a household brings depends on how many others of its group move.
 */
export type GuaranteeLevel = {
	readonly name: string;
	readonly kind: 'guarantee';
	/** The group of each household. */
	readonly group: Int32Array;
	/** Moves promised to each group. */
	readonly promised: Int32Array;
};

/** Whether a level is a guarantee. */
export const isGuarantee = (level: { kind: string }): level is GuaranteeLevel => level.kind === 'guarantee';

/** What a guarantee is worth when so many households of each group move. */
export function guaranteed(promised: Int32Array, moved: ArrayLike<number>): number {
	let sum = 0;
	for (let group = 0; group < promised.length; group++) sum += Math.min(moved[group]!, promised[group]!);
	return sum;
}

/** The most that a guarantee can be worth: every promise kept. */
export const everyPromise = ({ promised }: GuaranteeLevel): number => guaranteed(promised, promised);

/** What is left to be promised once some households of each group move anyway: the two values add up to the whole. */
export const leftToPromise = (level: GuaranteeLevel, moved: ArrayLike<number>): GuaranteeLevel => ({
	...level,
	promised: level.promised.map((promised, group) => Math.max(0, promised - moved[group]!))
});

/** How many of some households move, by group. */
export function movedByGroup({ group, promised }: GuaranteeLevel, households: Iterable<number>): Int32Array {
	const moved = new Int32Array(promised.length);
	for (const v of households) moved[group[v]!]!++;
	return moved;
}

/** What sets of exchanges are worth at each level, a guarantee as it is: not as the sum that the search makes of it. */
import type { Graph } from './graph.ts';
import { guaranteed, type GuaranteeLevel } from './guarantee.ts';
import { valuesOf } from './propose.ts';
import type { Store } from './store.ts';

/** A set of exchanges as the guarantee reads it. */
export type Reader = {
	at: number;
	promised: Int32Array;
	/** The group of each label; −1 for a vacant dwelling. */
	groupOf: Int32Array;
};

/** How sets of exchanges of a graph are read, for the guarantee at a place among the levels. */
export function readerOf(at: number, level: GuaranteeLevel, { vertex, households }: Graph): Reader {
	const groupOf = vertex.map((v, label) => (label < households ? level.group[v]! : -1));
	return { at, promised: level.promised, groupOf };
}

/** Counts the households that move with an exchange, by group, as many times as `by` says. */
export function countMoves(
	{ groupOf }: Reader,
	{ start, member }: Pick<Store, 'start' | 'member'>,
	c: number,
	by: number,
	moved: Int32Array | Float64Array
): void {
	for (let i = start[c]!; i < start[c + 1]!; i++) {
		const group = groupOf[member[i]!]!;
		if (group >= 0) moved[group]! += by;
	}
}

/** Households that move, by group, with some exchanges. */
export function movedWith(
	reader: Reader,
	store: Pick<Store, 'start' | 'member'>,
	chosen: Iterable<number>
): Int32Array {
	const moved = new Int32Array(reader.promised.length);
	for (const c of chosen) countMoves(reader, store, c, 1, moved);
	return moved;
}

/** The values of a set at every level, the guarantee as it is and not as a sum. */
export function worthOf(
	values: readonly Float64Array[],
	list: Pick<Store, 'start' | 'member'>,
	chosen: ArrayLike<number> & Iterable<number>,
	reader: Reader | null
): number[] {
	const sums = valuesOf(values, chosen);
	if (reader) sums[reader.at] = guaranteed(reader.promised, movedWith(reader, list, chosen));
	return sums;
}

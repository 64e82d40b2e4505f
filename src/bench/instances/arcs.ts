/** Arcs as they are read from a file: any order, weights still decimal. */
import type { AdditivePool } from '../../domain/matching/pool.ts';
import { poolFromArcs } from '../../domain/matching/pool-builder.ts';

/** A pool read from a file. Its weights were multiplied by `scale` to be whole: divide values by it to speak like the file. */
export type Instance = { pool: AdditivePool; scale: number };

export type ArcList = { count: number; from: Int32Array; to: Int32Array; weight: Float64Array };

/** An empty list of arcs, with room for about `expected` of them. */
export const arcList = (expected: number): ArcList => {
	const room = Math.max(16, Math.min(expected, 100_000_000));
	return { count: 0, from: new Int32Array(room), to: new Int32Array(room), weight: new Float64Array(room) };
};

/** Adds an arc. */
export function pushArc(arcs: ArcList, u: number, v: number, weight: number): void {
	if (arcs.count === arcs.from.length) {
		const room = 2 * arcs.count;
		const widened = <T extends Int32Array | Float64Array>(old: T, next: T): T => (next.set(old as never), next);
		arcs.from = widened(arcs.from, new Int32Array(room));
		arcs.to = widened(arcs.to, new Int32Array(room));
		arcs.weight = widened(arcs.weight, new Float64Array(room));
	}
	arcs.from[arcs.count] = u;
	arcs.to[arcs.count] = v;
	arcs.weight[arcs.count++] = weight;
}

/** Largest sum of weights kept exact while the search adds and compares them. */
const LARGEST_TOTAL = 2 ** 46;

/**
 * The pool of some arcs. Loops and arcs into vacant dwellings mean nothing and are left out. Weights are multiplied by a power of
 * ten: the smallest that makes them whole, unless their total would no longer be exact.
 */
export function instanceOf(households: number, vacancies: number, arcs: ArcList, decimals: number): Instance {
	let kept = 0;
	let largest = 1;
	for (let i = 0; i < arcs.count; i++) {
		const u = arcs.from[i]!;
		const v = arcs.to[i]!;
		if (u === v || v >= households) continue;
		arcs.from[kept] = u;
		arcs.to[kept] = v;
		arcs.weight[kept++] = arcs.weight[i]!;
		largest = Math.max(largest, Math.abs(arcs.weight[i]!));
	}
	let digits = decimals;
	while (digits > 0 && largest * Math.max(1, households) * 10 ** digits > LARGEST_TOTAL) digits--;
	const scale = 10 ** digits;
	let isUnit = scale === 1;
	for (let i = 0; i < kept; i++) {
		arcs.weight[i] = Math.round(arcs.weight[i]! * scale);
		isUnit &&= arcs.weight[i] === 1;
	}
	const pool = poolFromArcs(
		{ households, vacancies, levels: [{ name: 'weight', kind: isUnit ? 'count' : 'sum' }] },
		{ count: kept, from: arcs.from, to: arcs.to, numbers: isUnit ? [] : [arcs.weight] }
	);
	return { pool, scale };
}

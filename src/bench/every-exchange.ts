/**
 * Exchanges as numbers: the columns of the set-packing problem. A column is a cycle or a chain, with its vertices in order and
 * its value at each level.
 */
import { findArc, type AdditivePool } from '../domain/matching/pool.ts';
import { exchangeValue } from '../domain/matching/value.ts';

/** A growing list of exchanges; vertices of column c are `member[start[c] … start[c+1]−1]`, in the order of the moves. */
export type Columns = {
	count: number;
	start: Int32Array;
	member: Int32Array;
	isChain: Uint8Array;
	/** Per level of the pool, the value of each column. */
	values: Float64Array[];
};

/** An empty list for a pool. */
const noColumns = (pool: AdditivePool): Columns => ({
	count: 0,
	start: new Int32Array(257),
	member: new Int32Array(1024),
	isChain: new Uint8Array(256),
	values: pool.levels.map(() => new Float64Array(256))
});

/** Adds the exchange made of the first `length` vertices of `path`, with its values. The arcs must exist. */
function addColumn(pool: AdditivePool, columns: Columns, path: ArrayLike<number>, length: number): number {
	const c = columns.count;
	if (c === columns.isChain.length) {
		columns.start = widened(columns.start, 2 * c + 1);
		columns.isChain = widened(columns.isChain, 2 * c);
		columns.values = columns.values.map((values) => widened(values, 2 * c));
	}
	const at = columns.start[c]!;
	if (at + length > columns.member.length) columns.member = widened(columns.member, 2 * columns.member.length + length);
	for (let i = 0; i < length; i++) columns.member[at + i] = path[i]!;
	columns.start[c + 1] = at + length;
	const isChain = path[0]! >= pool.households;
	columns.isChain[c] = isChain ? 1 : 0;
	const moves = isChain ? length - 1 : length;
	const arcs: number[] = [];
	for (let i = 0; i < moves; i++) arcs.push(findArc(pool, path[i]!, path[i + 1 < length ? i + 1 : 0]!));
	pool.levels.forEach((level, k) => (columns.values[k]![c] = exchangeValue(level, arcs, isChain)));
	columns.count++;
	return c;
}

function widened<T extends Int32Array | Uint8Array | Float64Array>(old: T, length: number): T {
	const wider = new (old.constructor as new (length: number) => T)(length);
	wider.set(old as never);
	return wider;
}

/**
 * Every exchange the limits and the patience of the households allow, each cycle once (from its smallest vertex).
 * Null when there are more than `most`, or when asked to stop.
 */
export function everyColumn(
	pool: AdditivePool,
	limits: { maxCycle: number; maxChain: number },
	most: number,
	shouldStop: () => boolean
): Columns | null {
	const columns = noColumns(pool);
	const path = new Int32Array(Math.max(limits.maxCycle, limits.maxChain + 1));
	const onPath = new Uint8Array(pool.households);
	const patience = (v: number) => (pool.patience ? pool.patience[v]! : 255);
	let isComplete = true;

	const extend = (length: number, agreed: number, isChain: boolean, longest: number) => {
		const root = path[0]!;
		const last = path[length - 1]!;
		for (let arc = pool.rowStart[last]!; isComplete && arc < pool.rowStart[last + 1]!; arc++) {
			const next = pool.target[arc]!;
			if (!isChain && next === root && length <= agreed) addColumn(pool, columns, path, length);
			if (onPath[next] || (!isChain && next < root) || length === longest) continue;
			const accepted = Math.min(agreed, patience(next));
			const moves = isChain ? length : length + 1;
			if (accepted < moves) continue;
			path[length] = next;
			onPath[next] = 1;
			if (isChain) addColumn(pool, columns, path, length + 1);
			if (columns.count > most) isComplete = false;
			extend(length + 1, accepted, isChain, longest);
			onPath[next] = 0;
		}
	};
	for (let v = 0; v < pool.households + pool.vacancies && isComplete; v++) {
		if ((v & 255) === 0 && shouldStop()) return null;
		const isChain = v >= pool.households;
		path[0] = v;
		if (!isChain) onPath[v] = 1;
		extend(1, isChain ? 255 : patience(v), isChain, isChain ? limits.maxChain + 1 : limits.maxCycle);
		if (!isChain) onPath[v] = 0;
	}
	return isComplete ? columns : null;
}

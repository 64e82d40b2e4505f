/** Pools made of arcs that come in any order. */
import type { AdditiveLevel, AdditivePool } from './pool.ts';

/** What a level is made of before its numbers are known: the builder collects the numbers arc by arc. */
export type LevelShape =
	| { name: string; kind: 'count'; perCycle?: readonly number[]; perChain?: readonly number[] }
	| { name: string; kind: 'sum'; perCycle?: readonly number[]; perChain?: readonly number[] }
	| { name: string; kind: 'expectedMoves' };

export type PoolBuilder = {
	/**
	 * Adds the arc u → v with one number per level that needs one, in the order of the levels ('count' levels need none).
	 * Arcs come in any order: by dwelling given or by household served, as suits the caller. Loops, arcs into vacant dwellings
	 * and numbers that are not whole are programming errors and throw. An arc given twice keeps its last numbers.
	 */
	arc(u: number, v: number, ...numbers: number[]): void;
	/** Limits the number of moves the household accepts to depend on. */
	patience(household: number, moves: number): void;
	/** The finished pool; the builder must not be used afterwards. */
	build(): AdditivePool;
};

const LARGEST_INT32 = 2147483647;

/** Collects arcs in any order and lays them out in rows, in time proportional to their number. */
export function poolBuilder(size: {
	households: number;
	vacancies: number;
	levels: readonly LevelShape[];
}): PoolBuilder {
	const { households, vacancies } = size;
	const vertices = households + vacancies;
	const carried = size.levels.filter((level) => level.kind !== 'count').length;
	let room = 1024;
	let from = new Int32Array(room);
	let to = new Int32Array(room);
	const numbers = Array.from({ length: carried }, () => new Float64Array(room));
	let arcs = 0;
	let patience: Uint8Array | null = null;

	const grow = () => {
		room *= 2;
		const wider = <T extends Int32Array | Float64Array>(old: T, next: T): T => (next.set(old as never), next);
		from = wider(from, new Int32Array(room));
		to = wider(to, new Int32Array(room));
		for (let k = 0; k < carried; k++) numbers[k] = wider(numbers[k]!, new Float64Array(room));
	};

	return {
		arc(u, v, ...given) {
			if (!(u >= 0 && u < vertices && Number.isInteger(u))) throw new RangeError(`no vertex ${u}`);
			if (!(v >= 0 && v < households && Number.isInteger(v))) throw new RangeError(`no household ${v}`);
			if (u === v) throw new RangeError(`household ${u} already lives in its dwelling`);
			if (given.length !== carried) throw new RangeError(`an arc carries ${carried} numbers, not ${given.length}`);
			if (arcs === room) grow();
			from[arcs] = u;
			to[arcs] = v;
			for (let k = 0; k < carried; k++) {
				const number = given[k]!;
				if (!Number.isSafeInteger(number)) throw new RangeError(`weights are whole numbers, not ${number}`);
				numbers[k]![arcs] = number;
			}
			arcs++;
		},
		patience(household, moves) {
			patience ??= new Uint8Array(households).fill(255);
			patience[household] = moves;
		},
		build: () => poolFromArcs(size, { count: arcs, from, to, numbers }, patience)
	};
}

/** Arcs in any order, with one list of whole numbers per level that carries some. Only the first `count` entries are read. */
export type ArcTable = {
	count: number;
	from: Int32Array;
	to: Int32Array;
	numbers: readonly (Int32Array | Float64Array)[];
};

/** Lays arcs out in rows. They must be valid, as the builder checks; an arc given twice keeps its last numbers. */
export function poolFromArcs(
	size: { households: number; vacancies: number; levels: readonly LevelShape[] },
	arcs: ArcTable,
	patience: Uint8Array | null = null
): AdditivePool {
	const { households, vacancies } = size;
	const vertices = households + vacancies;
	const { from, to } = arcs;
	const byTarget = countingSort(arcs.count, households, (i) => i, to);
	const order = countingSort(arcs.count, vertices, (i) => byTarget[i]!, from);
	const rowStart = new Int32Array(vertices + 1);
	// The order is rewritten in place as repeated arcs are dropped.
	let count = 0;
	for (let i = 0; i < arcs.count; i++) {
		const arc = order[i]!;
		const isRepeated = count > 0 && from[order[count - 1]!] === from[arc] && to[order[count - 1]!] === to[arc];
		if (isRepeated) count--;
		else rowStart[from[arc]! + 1]!++;
		order[count++] = arc;
	}
	for (let u = 0; u < vertices; u++) rowStart[u + 1]! += rowStart[u]!;
	const target = new Int32Array(count);
	for (let i = 0; i < count; i++) target[i] = to[order[i]!]!;
	let next = 0;
	const levels = size.levels.map((shape): AdditiveLevel => {
		if (shape.kind === 'count') return { ...shape, kind: 'sum', weights: null };
		const source = arcs.numbers[next++]!;
		let largest = 0;
		for (let i = 0; i < count; i++) largest = Math.max(largest, Math.abs(source[order[i]!]!));
		const values = largest > LARGEST_INT32 ? new Float64Array(count) : new Int32Array(count);
		for (let i = 0; i < count; i++) values[i] = source[order[i]!]!;
		return shape.kind === 'sum' ? { ...shape, weights: values } : { ...shape, permille: values };
	});
	return { households, vacancies, rowStart, target, levels, patience };
}

/** The positions 0 … count−1, as `item` lists them, in increasing order of key and otherwise unchanged. */
function countingSort(count: number, keys: number, item: (i: number) => number, key: Int32Array): Int32Array {
	const start = new Int32Array(keys + 1);
	for (let i = 0; i < count; i++) start[key[i]! + 1]!++;
	for (let k = 0; k < keys; k++) start[k + 1]! += start[k]!;
	const sorted = new Int32Array(count);
	for (let i = 0; i < count; i++) {
		const arc = item(i);
		sorted[start[key[arc]!]!++] = arc;
	}
	return sorted;
}

/**
 * The exchanges the search knows about, each with its value at each level and its profit under the weights of the moment.
 */
import { exchangeValue } from './value.ts';
import type { Graph } from './graph.ts';
import { findArc, type AdditivePool } from './pool.ts';

export type Store = {
	count: number;
	/** Labels of exchange c: `member[start[c] … start[c+1]−1]`, in the order of the moves; a chain begins with its vacant dwelling. */
	start: Int32Array;
	member: Int32Array;
	profit: Float64Array;
	/** Per level, the value of each exchange. */
	value: Float64Array[];
};

/** What a level weighs in the profit. */
export type LevelWeights = readonly number[];

export type Stock = {
	readonly store: Store;
	/** Adds an exchange unless it is known, as profitable or more; returns its place, or −1 when nothing changed. */
	add(labels: Int32Array, length: number): number;
	/** The place of an exchange, or −1. */
	placeOf(labels: Int32Array, length: number): number;
	/** Keeps only some exchanges, in increasing order of place. */
	keep(places: Int32Array): void;
	/** Recomputes all profits. */
	reweigh(weights: LevelWeights): void;
	/** Values everything anew: the numbers of a level have changed. */
	revalue(): void;
	/** The value per level of a list of labels. */
	valueOf(labels: Int32Array, length: number): readonly number[];
};

/**
 * An empty stock for a graph of a pool. With a single level, an exchange is known by its vertices, whatever their order; with
 * several, two orders may each be better at a level, and both are kept.
 */
export function stockOf(pool: AdditivePool, graph: Graph, weights: LevelWeights): Stock {
	const levels = pool.levels.length;
	let room = 1024;
	let weigh = weights;
	const store: Store = {
		count: 0,
		start: new Int32Array(room + 1),
		member: new Int32Array(4 * room),
		profit: new Float64Array(room),
		value: Array.from({ length: levels }, () => new Float64Array(room))
	};
	// Open addressing: place + 1, 0 when free.
	let table = new Int32Array(4 * room);
	const values: number[] = new Array<number>(levels).fill(0);
	const arcs: number[] = [];

	const hashOf = (labels: Int32Array, from: number, to: number) => {
		// Symmetric in the labels, so that the same households in another order meet in the same place.
		let sum = 0;
		let mixed = 0;
		for (let i = from; i < to; i++) {
			let h = Math.imul(labels[i]! + 1, 0x9e3779b1);
			h ^= h >>> 15;
			h = Math.imul(h, 0x85ebca6b);
			h ^= h >>> 13;
			sum = (sum + h) | 0;
			mixed ^= Math.imul(h, 0xc2b2ae35);
		}
		return (sum ^ (mixed >>> 3) ^ (to - from)) >>> 0;
	};
	const isSame = (c: number, labels: Int32Array, length: number) => {
		const from = store.start[c]!;
		if (store.start[c + 1]! - from !== length) return false;
		if (levels > 1) {
			for (let i = 0; i < length; i++) if (store.member[from + i] !== labels[i]) return false;
			return true;
		}
		for (let i = 0; i < length; i++) {
			let isThere = false;
			for (let j = 0; j < length; j++) if (store.member[from + j] === labels[i]) isThere = true;
			if (!isThere) return false;
		}
		return true;
	};
	const find = (labels: Int32Array, length: number): number => {
		const mask = table.length - 1;
		for (let at = hashOf(labels, 0, length) & mask; ; at = (at + 1) & mask) {
			const place = table[at]! - 1;
			if (place < 0) return ~at;
			if (isSame(place, labels, length)) return place;
		}
	};
	const rehash = (size: number) => {
		table = new Int32Array(size);
		const mask = size - 1;
		for (let c = 0; c < store.count; c++) {
			let at = hashOf(store.member, store.start[c]!, store.start[c + 1]!) & mask;
			while (table[at] !== 0) at = (at + 1) & mask;
			table[at] = c + 1;
		}
	};
	const widened = <T extends Int32Array | Float64Array>(old: T, next: T): T => (next.set(old as never), next);
	const grow = () => {
		room *= 2;
		store.start = widened(store.start, new Int32Array(room + 1));
		store.profit = widened(store.profit, new Float64Array(room));
		store.value = store.value.map((value) => widened(value, new Float64Array(room)));
		rehash(4 * room);
	};
	const evaluate = (labels: Int32Array, length: number) => {
		const isChain = labels[0]! >= graph.households;
		arcs.length = 0;
		const moves = isChain ? length - 1 : length;
		for (let i = 0; i < moves; i++) {
			const u = graph.vertex[labels[i]!]!;
			const v = graph.vertex[labels[i + 1 < length ? i + 1 : 0]!]!;
			arcs.push(findArc(pool, u, v));
		}
		let profit = 0;
		for (let k = 0; k < levels; k++) {
			values[k] = exchangeValue(pool.levels[k]!, arcs, isChain);
			profit += weigh[k]! * values[k]!;
		}
		return profit;
	};
	const write = (c: number, labels: Int32Array, length: number, profit: number) => {
		const at = store.start[c]!;
		for (let i = 0; i < length; i++) store.member[at + i] = labels[i]!;
		store.profit[c] = profit;
		for (let k = 0; k < levels; k++) store.value[k]![c] = values[k]!;
	};

	return {
		store,
		add(labels, length) {
			const profit = evaluate(labels, length);
			const place = find(labels, length);
			if (place >= 0) {
				if (store.profit[place]! >= profit) return -1;
				write(place, labels, length, profit);
				return place;
			}
			const c = store.count;
			table[~place] = c + 1;
			const end = store.start[c]! + length;
			if (end > store.member.length) store.member = widened(store.member, new Int32Array(2 * end));
			store.start[c + 1] = end;
			write(c, labels, length, profit);
			store.count++;
			if (store.count === room) grow();
			return c;
		},
		placeOf: (labels, length) => Math.max(-1, find(labels, length)),
		keep(places) {
			let end = 0;
			for (let to = 0; to < places.length; to++) {
				const from = places[to]!;
				const begin = store.start[from]!;
				const length = store.start[from + 1]! - begin;
				store.member.copyWithin(end, begin, begin + length);
				store.profit[to] = store.profit[from]!;
				for (const value of store.value) value[to] = value[from]!;
				// Places only go down, so the start of `from + 1` is still unread when it is needed.
				store.start[to] = end;
				end += length;
			}
			store.start[places.length] = end;
			store.count = places.length;
			rehash(table.length);
		},
		reweigh(next) {
			weigh = next;
			for (let c = 0; c < store.count; c++) {
				let profit = 0;
				for (let k = 0; k < levels; k++) profit += weigh[k]! * store.value[k]![c]!;
				store.profit[c] = profit;
			}
		},
		revalue() {
			for (let c = 0; c < store.count; c++) {
				const labels = store.member.subarray(store.start[c]!, store.start[c + 1]!);
				store.profit[c] = evaluate(labels, labels.length);
				for (let k = 0; k < levels; k++) store.value[k]![c] = values[k]!;
			}
		},
		valueOf(labels, length) {
			evaluate(labels, length);
			return values;
		}
	};
}

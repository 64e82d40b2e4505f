/**
 * Odd sets: of an odd number of vertices, at most half (rounded down) can be paired off by exchanges that use two or more of them. The
 * relaxation likes to break this with halves of exchanges around odd rings; adding the sets it breaks brings its bound down.
 *
 * A set T of odd size is broken when the vertices of T not fully used, plus the shares of the exchanges that use an odd number of
 * them, come to less than 1. Such sets are looked for from each vertex by adding or removing the vertex that lowers this sum most.
 */
import type { Packing } from './first-order.ts';
import { byVertex } from './prices.ts';

/** How far the search goes from a vertex, and how long a vertex just moved stays where it is. */
const MOVES = 16;
const REST = 6;
/** Sums under 1 by less than this are not worth a row. */
const LEAST = 0.04;
const TIMES_USED = 2;

/** Odd sets of vertices that the shares break, the most broken first, no vertex being in many. */
export function brokenOddSets(packing: Packing, share: Float64Array): Int32Array[] {
	const { vertices, start, member } = packing;
	const { first, place } = hesitant(packing, share);
	const unused = new Float64Array(vertices).fill(1);
	for (let c = 0; c < packing.count; c++) {
		for (let i = start[c]!; i < start[c + 1]! && member[i]! < vertices; i++) unused[member[i]!]! -= share[c]!;
	}
	for (let v = 0; v < vertices; v++) unused[v] = Math.max(0, unused[v]!);
	const isOdd = new Uint8Array(packing.count);
	const isIn = new Uint8Array(vertices);
	const movedAt = new Int32Array(vertices).fill(-REST);
	const found: { set: Int32Array; sum: number }[] = [];

	for (let seed = 0; seed < vertices; seed++) {
		if (first[seed + 1]! - first[seed]! < 2) continue;
		const touched: number[] = [];
		const moved: number[] = [];
		let sum = 0;
		let size = 0;
		let least = 1 - LEAST;
		let best: Int32Array | null = null;
		const change = (v: number) => {
			let by = isIn[v] ? -unused[v]! : unused[v]!;
			for (let i = first[v]!; i < first[v + 1]!; i++) by += isOdd[place[i]!] ? -share[place[i]!]! : share[place[i]!]!;
			return by;
		};
		const move = (v: number, at: number) => {
			sum += change(v);
			for (let i = first[v]!; i < first[v + 1]!; i++) {
				isOdd[place[i]!]! ^= 1;
				touched.push(place[i]!);
			}
			isIn[v]! ^= 1;
			size += isIn[v] ? 1 : -1;
			movedAt[v] = at;
			moved.push(v);
		};
		move(seed, 0);
		for (let at = 1; at <= MOVES; at++) {
			let next = -1;
			let by = Infinity;
			for (const c of touched) {
				if (!isOdd[c]) continue;
				for (let i = start[c]!; i < start[c + 1]! && member[i]! < vertices; i++) {
					const v = member[i]!;
					if (movedAt[v]! > at - REST) continue;
					const change_ = change(v);
					if (change_ < by - 1e-12 || (change_ < by + 1e-12 && v < next)) {
						by = change_;
						next = v;
					}
				}
			}
			if (next < 0 || sum + by > 3) break;
			move(next, at);
			if (size % 2 === 1 && size > 1 && sum < least) {
				least = sum;
				best = Int32Array.from(new Set(moved.filter((v) => isIn[v]))).sort();
			}
		}
		if (best) found.push({ set: best, sum: least });
		for (const c of touched) isOdd[c] = 0;
		for (const v of moved) {
			isIn[v] = 0;
			movedAt[v] = -REST;
		}
	}
	found.sort((a, b) => a.sum - b.sum);
	const times = new Uint8Array(vertices);
	const known = new Set<string>();
	const chosen: Int32Array[] = [];
	for (const { set } of found) {
		const key = set.join(' ');
		if (known.has(key) || set.filter((v) => times[v]! >= TIMES_USED).length > set.length / 2) continue;
		known.add(key);
		for (const v of set) times[v]!++;
		chosen.push(set);
	}
	return chosen;
}

/** Exchanges of each vertex about which the relaxation hesitates. */
function hesitant(packing: Packing, share: Float64Array): { first: Int32Array; place: Int32Array } {
	const { vertices, count, start, member } = packing;
	const kept: number[] = [];
	const keptStart = [0];
	const keptMember: number[] = [];
	for (let c = 0; c < count; c++) {
		if (share[c]! < 0.02 || share[c]! > 0.98) continue;
		kept.push(c);
		for (let i = start[c]!; i < start[c + 1]! && member[i]! < vertices; i++) keptMember.push(member[i]!);
		keptStart.push(keptMember.length);
	}
	const { first, place } = byVertex({
		vertices,
		count: kept.length,
		start: Int32Array.from(keptStart),
		member: Int32Array.from(keptMember),
		profit: new Float64Array(0)
	});
	return { first, place: place.map((k) => kept[k]!) };
}

/** The same packing with a row more for each set, of capacity (size − 1) / 2, used by an exchange once for every two vertices in it. */
export function withOddSets(packing: Packing, sets: readonly Int32Array[]): Packing {
	if (sets.length === 0) return packing;
	const { vertices, count, start, member } = packing;
	const before = packing.capacity ?? new Float64Array(0);
	const capacity = new Float64Array(before.length + sets.length);
	capacity.set(before);
	const setsOf: number[][] = Array.from({ length: vertices }, () => []);
	sets.forEach((set, k) => {
		capacity[before.length + k] = (set.length - 1) / 2;
		for (const v of set) setsOf[v]!.push(k);
	});
	const grownStart = new Int32Array(count + 1);
	const grown: number[] = [];
	const hits = new Int32Array(sets.length);
	for (let c = 0; c < count; c++) {
		const met: number[] = [];
		for (let i = start[c]!; i < start[c + 1]!; i++) {
			grown.push(member[i]!);
			if (member[i]! >= vertices) continue;
			for (const k of setsOf[member[i]!]!) if (hits[k]!++ === 0) met.push(k);
		}
		for (const k of met) {
			for (let twice = 2; twice <= hits[k]!; twice += 2) grown.push(vertices + before.length + k);
			hits[k] = 0;
		}
		grownStart[c + 1] = grown.length;
	}
	return { ...packing, capacity, start: grownStart, member: Int32Array.from(grown) };
}

/** One node of the branch and bound: a shorter list with its own numbering of vertices, its relaxation, and what can be said of it. */
import { partOf, type descend, type Floor, type Iterate, type Packing } from './first-order.ts';
import { pickByRank } from './propose.ts';

export type Found = { value: number; chosen: number[] };
export type Descend = typeof descend;
export type Node = ReturnType<typeof nodeOf>;

/** Sums of fractions are trusted to this. */
export const SLACK = 1e-6;
const STEPS = 64;
const MOST_STEPS = 512;

/** A shorter list with its own numbering of vertices. */
export function nodeOf(
	list: Packing,
	floors: readonly Floor[],
	places: Int32Array,
	local: Int32Array,
	from: Iterate,
	fromVertexOf: Int32Array | null,
	descend: Descend
) {
	// Vertices, then other rows, are renumbered in the order met; prices come from the parent's numbering.
	const met: number[] = [];
	const meet = (isWanted: (row: number) => boolean) => {
		for (const c of places) {
			for (let i = list.start[c]!; i < list.start[c + 1]!; i++) {
				const row = list.member[i]!;
				if (local[row] !== -1 || !isWanted(row)) continue;
				local[row] = met.length;
				met.push(row);
			}
		}
	};
	meet((row) => row < list.vertices);
	const vertices = met.length;
	if (list.capacity) meet((row) => row >= list.vertices);
	const vertexOf = Int32Array.from(met);
	const capacity = Float64Array.from(met.slice(vertices), (row) => list.capacity![row - list.vertices]!);
	const start = new Int32Array(places.length + 1);
	for (let k = 0; k < places.length; k++)
		start[k + 1] = start[k]! + list.start[places[k]! + 1]! - list.start[places[k]!]!;
	const member = new Int32Array(start[places.length]!);
	const profit = new Float64Array(places.length);
	for (let k = 0, at = 0; k < places.length; k++) {
		const c = places[k]!;
		profit[k] = list.profit[c]!;
		for (let i = list.start[c]!; i < list.start[c + 1]!; i++) member[at++] = local[list.member[i]!]!;
	}
	for (const row of met) local[row] = -1;
	const packing: Packing = { vertices, capacity, count: places.length, start, member, profit };
	const roomOf = (row: number) => (row < vertices ? 1 : capacity[row - vertices]!);
	const sides = floors.map(({ worth, atLeast }): Floor => ({
		worth: Float64Array.from(places, (c) => worth[c]!),
		atLeast
	}));
	const iterate: Iterate = { ...from, price: pricesFor(vertexOf, from, fromVertexOf), rate: from.rate.slice() };
	const proven = new Float64Array(vertexOf.length);
	const most = new Float64Array(vertexOf.length);
	let weighed = profit;
	let upper = Infinity;

	/** Proves prices from where the method stands, and keeps them when they are the best so far. */
	const prove = () => {
		const { price, rate } = iterate;
		let total = 0;
		for (let k = 0; k < sides.length; k++) total -= rate[k]! * sides[k]!.atLeast;
		for (let v = 0; v < price.length; v++) total += price[v]! * roomOf(v);
		most.fill(0);
		const combined = sides.length === 0 ? profit : new Float64Array(profit);
		sides.forEach(({ worth }, k) => {
			for (let c = 0; c < combined.length; c++) combined[c]! += rate[k]! * worth[c]!;
		});
		for (let c = 0; c < combined.length; c++) {
			let excess = combined[c]!;
			for (let i = start[c]!; i < start[c + 1]!; i++) excess -= price[member[i]!]!;
			const root = member[start[c]!]!;
			if (excess > most[root]!) {
				total += excess - most[root]!;
				most[root] = excess;
			}
		}
		if (total >= upper) return;
		upper = total;
		weighed = combined;
		for (let v = 0; v < proven.length; v++) proven[v] = price[v]! + most[v]!;
	};

	return {
		vertexOf,
		found: foundOf,
		/** Some of the exchanges as a list of their own, without further rows. */
		listOf: (kept: Int32Array): Packing => partOf(packing, kept),
		upper: () => upper,
		/** Lowers the bound until it says there is no hope of `least`, or does not come down any more. */
		bound(least: number, shouldStop: () => boolean): 'hopeless' | 'open' {
			prove();
			for (let steps = 0; upper >= least - SLACK && steps < MOST_STEPS; steps += STEPS) {
				const before = upper;
				descend(packing, sides, iterate, STEPS, shouldStop);
				prove();
				// At this pace the bound would not come under what is aimed at within the steps allowed.
				if (steps > STEPS && (before - upper) * ((MOST_STEPS - steps) / STEPS) < upper - least) break;
			}
			return upper < least - SLACK ? 'hopeless' : 'open';
		},
		/** The relaxation rounded to a choice, when the floors allow. */
		rounded(): Found | null {
			if (iterate.share.length !== packing.count) return null;
			const chosen = pickByRank(packing, iterate.share);
			for (const { worth, atLeast } of sides) {
				let sum = 0;
				for (const c of chosen) sum += worth[c]!;
				if (sum < atLeast) return null;
			}
			return foundOf(chosen);
		},
		/** What can be part of a choice worth `least`: the prices of its vertices exceed its worth by no more than can be afforded. */
		affordable(least: number): Int32Array {
			const room = upper - least + SLACK;
			const kept: number[] = [];
			for (let c = 0; c < packing.count; c++) {
				let loss = -weighed[c]!;
				for (let i = start[c]!; i < start[c + 1]!; i++) loss += proven[member[i]!]!;
				if (loss <= room) kept.push(c);
			}
			return Int32Array.from(kept);
		},
		/** Bunches of exchanges that share no vertex with one another. */
		groups(kept: Int32Array): Int32Array[] {
			const parent = new Int32Array(packing.vertices);
			for (let v = 0; v < parent.length; v++) parent[v] = v;
			const groupOf = (v: number) => {
				while (parent[v] !== v) {
					parent[v] = parent[parent[v]!]!;
					v = parent[v]!;
				}
				return v;
			};
			// Other rows do not tie groups: each holds for a group alone as well.
			for (const c of kept) {
				const group = groupOf(member[start[c]!]!);
				for (let i = start[c]! + 1; i < start[c + 1]! && member[i]! < vertices; i++)
					parent[groupOf(member[i]!)] = group;
			}
			const groups = new Map<number, number[]>();
			for (const c of kept) {
				const group = groupOf(member[start[c]!]!);
				const bunch = groups.get(group);
				if (bunch) bunch.push(c);
				else groups.set(group, [c]);
			}
			return [...groups.values()].map((bunch) => Int32Array.from(bunch));
		},
		/** A bound on what a bunch is worth. */
		upperOf(bunch: Int32Array): number {
			const isHere = new Uint8Array(vertexOf.length);
			let sum = 0;
			for (const c of bunch) {
				for (let i = start[c]!; i < start[c + 1]!; i++) {
					const row = member[i]!;
					if (!isHere[row]) sum += proven[row]! * roomOf(row);
					isHere[row] = 1;
				}
			}
			return sum;
		},
		/** Two shorter lists that between them miss no choice: the two households about which the relaxation hesitates most, kept together and apart. */
		pair(kept: Int32Array): [Int32Array, Int32Array] | null {
			const together = new Map<number, number>();
			const n = packing.vertices;
			const has = (c: number, v: number) => {
				for (let i = start[c]!; i < start[c + 1]!; i++) if (member[i] === v) return true;
				return false;
			};
			const meets = (c: number, other: number) => {
				for (let i = start[other]!; i < start[other + 1]! && member[i]! < vertices; i++)
					if (has(c, member[i]!)) return true;
				return false;
			};
			const shareOf = (c: number) => Math.min(1, iterate.share[c] ?? 0);
			for (const c of kept) {
				for (let i = start[c]!; i < start[c + 1]! && member[i]! < vertices; i++) {
					for (let j = i + 1; j < start[c + 1]! && member[j]! < vertices; j++) {
						const a = Math.min(member[i]!, member[j]!);
						const b = Math.max(member[i]!, member[j]!);
						together.set(a * n + b, (together.get(a * n + b) ?? 0) + shareOf(c));
					}
				}
			}
			const ranked = [...together].map(([key, share]) => ({ key, doubt: Math.abs(share - 0.6) }));
			ranked.sort((x, y) => x.doubt - y.doubt || x.key - y.key);
			for (const { key } of ranked) {
				const a = Math.floor(key / n);
				const b = key % n;
				const joined = kept.filter((c) => has(c, a) === has(c, b));
				if (joined.length === kept.length) continue;
				return [joined, kept.filter((c) => !(has(c, a) && has(c, b)))];
			}
			if (sides.length === 0) return null;
			// Several exchanges of the same vertices may each be the best for a floor: with one of them, or without it.
			for (const c of kept) {
				const apart = kept.filter((other) => other === c || !meets(c, other));
				if (apart.length < kept.length) return [apart, kept.filter((other) => other !== c)];
			}
			return null;
		},
		/**
		 * The best of each bunch of exchanges with the same vertices. With floors, only when no two meet and each is good or bad in every
		 * respect; null when the floors cannot be kept.
		 */
		disjoint(kept: Int32Array): Found | 'unsure' | null {
			if (sides.length === 0) {
				const rank = new Float64Array(packing.count).fill(-Infinity);
				for (const c of kept) rank[c] = profit[c]!;
				return foundOf(pickByRank(packing, rank).filter((c) => rank[c]! > -Infinity));
			}
			const isTaken = new Uint8Array(packing.vertices);
			const taken: number[] = [];
			for (const c of kept) {
				for (let i = start[c]!; i < start[c + 1]! && member[i]! < vertices; i++) {
					if (isTaken[member[i]!]) return 'unsure';
					isTaken[member[i]!] = 1;
				}
				const respects = [profit[c]!, ...sides.map(({ worth }) => worth[c]!)];
				if (respects.every((by) => by >= 0)) taken.push(c);
				else if (respects.some((by) => by > 0)) return 'unsure';
			}
			const chosen = Int32Array.from(taken);
			for (const { worth, atLeast } of sides) {
				let sum = 0;
				for (const c of chosen) sum += worth[c]!;
				if (sum < atLeast) return null;
			}
			return foundOf(chosen);
		},
		placesOf: (bunch: Int32Array) => bunch.map((c) => places[c]!),
		iterateFor: (bunch: Int32Array): Iterate => ({
			share: Float64Array.from(bunch, (c) => iterate.share[c] ?? 0),
			price: iterate.price,
			rate: iterate.rate,
			balance: iterate.balance
		})
	};

	function foundOf(chosen: Int32Array): Found {
		let value = 0;
		for (const c of chosen) value += profit[c]!;
		return { value, chosen: Array.from(chosen, (c) => places[c]!) };
	}
}

/** Prices of vertices in a new numbering. */
function pricesFor(vertexOf: Int32Array, from: Iterate, fromVertexOf: Int32Array | null): Float64Array {
	if (!fromVertexOf) return Float64Array.from(vertexOf, (v) => from.price[v]!);
	const known = new Map<number, number>();
	fromVertexOf.forEach((v, at) => known.set(v, from.price[at]!));
	return Float64Array.from(vertexOf, (v) => known.get(v) ?? 0);
}

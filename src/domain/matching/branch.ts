/**
 * Exact choice among a list of exchanges, by branch and bound. Each node holds a shorter list: its prices are found by the
 * first-order method from those of its parent, what loses more than can be afforded is struck off, what falls apart is settled
 * part by part, and otherwise two households are either kept together (exchanges with only one of them are struck off) or kept
 * apart (exchanges with both are). At the root, odd sets that the relaxation breaks are added as rows, and kept below.
 */
import { descend, iterateFrom, type Floor, type Iterate, type Packing } from './first-order.ts';
import { brokenOddSets, withOddSets } from './odd-sets.ts';
import { pickByRank } from './propose.ts';

/**
 * Work is counted in entries of the list gone through by the first-order method, so that limits mean the same whatever the size
 * of the list: a billion is a few seconds.
 */
export type ChoiceBudget = { work: number; shouldStop: () => boolean };

export type Choice = {
	/** Places of the exchanges chosen, of greatest total profit; null when none reaches what was asked. */
	chosen: Int32Array | null;
	/** False when the limits were met before the search was over: something better may exist. */
	isProven: boolean;
	nodes: number;
	work: number;
};

type Found = { value: number; chosen: number[] };

/** Sums of fractions are trusted to this. */
const SLACK = 1e-6;
const STEPS = 64;
const MOST_STEPS = 512;

/**
 * Looks for disjoint exchanges of the list worth `aim` or more in all (profits are whole numbers), the floors being kept, and then
 * for the best. `price` is where prices start from.
 */
export function choose(
	given: Packing,
	floors: readonly Floor[],
	start: { price: Float64Array; rate: Float64Array },
	aim: number,
	budget: ChoiceBudget
): Choice {
	let nodes = 0;
	let work = 0;
	let isStopped = false;
	const isOver = () => (isStopped ||= work >= budget.work || budget.shouldStop());
	const descendCounted: typeof descend = (packing, sides, iterate, iterations, shouldStop) => {
		work += (packing.start[packing.count]! * (1 + sides.length) + iterate.price.length) * iterations;
		descend(packing, sides, iterate, iterations, shouldStop);
	};
	const { list, iterate } = tightened(given, floors, start, descendCounted, isOver);
	const local = new Int32Array(rowsOf(list)).fill(-1);
	// What a choice is worth is a multiple of this: exchanges of two, for instance, always come to an even number of moves.
	const step = commonDivisor(given);
	const nextAim = (least: number) => Math.ceil(least / step - SLACK) * step;

	/** The best choice within some places worth `least` or more; null when there is none, or when stopped. */
	const best = (places: Int32Array, from: Iterate, vertexOf: Int32Array | null, least: number): Found | null => {
		nodes++;
		if (isOver()) return null;
		const node = nodeOf(list, floors, places, local, from, vertexOf, descendCounted);
		const rounded = node.bound(least, budget.shouldStop);
		if (rounded === 'hopeless') return null;
		let found: Found | null = null;
		let aimed = least;
		const round = node.rounded();
		if (round && round.value >= aimed) {
			found = round;
			aimed = round.value + step;
			if (node.upper() < aimed - SLACK) return found;
		}
		const kept = node.affordable(aimed);
		const groups = floors.length > 0 ? [kept] : node.groups(kept);
		if (groups.length > 1) return bestOfGroups(node, groups, aimed) ?? found;
		const pair = node.pair(kept);
		if (!pair) {
			// Any two exchanges that meet have the same vertices: the best of each such bunch is the answer.
			const leaf = node.disjoint(kept);
			if (leaf === 'unsure') isStopped = true;
			return leaf && leaf !== 'unsure' && leaf.value >= aimed ? leaf : found;
		}
		for (const part of pair) {
			const better = best(node.placesOf(part), node.iterateFor(part), node.vertexOf, aimed);
			if (better) {
				found = better;
				aimed = better.value + step;
			}
			if (isStopped) break;
		}
		return found;
	};

	const bestOfGroups = (node: Node, groups: Int32Array[], least: number): Found | null => {
		const bounds = groups.map((group) => node.upperOf(group));
		let rest = bounds.reduce((sum, bound) => sum + bound, 0);
		let value = 0;
		const chosen: number[] = [];
		const order = groups.map((_, k) => k).sort((a, b) => groups[a]!.length - groups[b]!.length || a - b);
		for (const k of order) {
			rest -= bounds[k]!;
			const group = groups[k]!;
			const needed = Math.max(0, nextAim(least - value - rest));
			const found = best(node.placesOf(group), node.iterateFor(group), node.vertexOf, needed);
			if (!found) {
				// Nothing chosen in the group is worth 0: it is the answer when 0 is enough.
				if (needed > 0 || isStopped) return null;
				continue;
			}
			value += found.value;
			chosen.push(...found.chosen);
		}
		return value >= least ? { value, chosen } : null;
	};

	const all = new Int32Array(list.count);
	for (let c = 0; c < list.count; c++) all[c] = c;
	const found = best(all, iterate, null, nextAim(aim));
	return { chosen: found && Int32Array.from(found.chosen).sort(), isProven: !isStopped, nodes, work };
}

type Node = ReturnType<typeof nodeOf>;
type Descend = typeof descend;

/** The largest number that divides every profit. */
function commonDivisor({ count, profit }: Packing): number {
	let divisor = 0;
	for (let c = 0; c < count && divisor !== 1; c++) {
		for (let other = Math.abs(profit[c]!); other > 0;) [divisor, other] = [other, divisor % other];
	}
	return Math.max(1, divisor);
}

const rowsOf = (packing: Packing) => packing.vertices + (packing.capacity?.length ?? 0);

const ROOT_STEPS = 768;
const ROOT_ROUNDS = 12;

/** The list with the odd sets that its relaxation breaks, and where the relaxation then stands. */
function tightened(
	given: Packing,
	floors: readonly Floor[],
	start: { price: Float64Array; rate: Float64Array },
	descend: Descend,
	shouldStop: () => boolean
): { list: Packing; iterate: Iterate } {
	let list = given;
	const iterate = iterateFrom(start.price, start.rate);
	for (let round = 0; round < ROOT_ROUNDS && !shouldStop(); round++) {
		descend(list, floors, iterate, round === 0 ? ROOT_STEPS : ROOT_STEPS / 2, shouldStop);
		const sets = brokenOddSets(list, iterate.share);
		if (sets.length === 0) break;
		list = withOddSets(list, sets);
		const price = new Float64Array(rowsOf(list));
		price.set(iterate.price);
		iterate.price = price;
	}
	return { list, iterate };
}

/** A shorter list with its own numbering of vertices. */
function nodeOf(
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

/**
 * Exact choice among a short list of exchanges: branch and bound with the simplex method at each node. Two households are either
 * kept together (exchanges with only one of them are struck off) or apart (exchanges with both are); which two is settled by trying
 * a few both ways for a few pivots, and taking those that lower the bound most on both sides.
 */
import { SLACK } from './branch-node.ts';
import { rowsOf, type Packing } from './first-order.ts';
import { brokenOddSets, withOddSets } from './odd-sets.ts';
import { byVertex } from './prices.ts';
import { pickByRank } from './propose.ts';
import { simplexOf, type Simplex, type SimplexState } from './simplex.ts';

const FRACTION = 1e-6;
/** Pivots of a node, between two looks at the clock, and of a try; and pairs tried. */
const PIVOTS = 5_000;
const PIVOTS_AT_ONCE = 16;
const TRY_PIVOTS = 24;
const PAIRS_TRIED = 20;

type Pair = { a: number; b: number; doubt: number };
export type ShortChoice = { chosen: Int32Array | null; isProven: boolean; nodes: number; work: number };

/**
 * Looks for disjoint exchanges of the list worth `aim` or more, and then for the best, whose worth is a multiple of `step`.
 */
export function chooseShort(
	given: Packing,
	aim: number,
	step: number,
	budget: { work: number; shouldStop: () => boolean }
): ShortChoice {
	const { list, simplex } = tightened(given, aim, budget.shouldStop);
	const { vertices, count, start, member, profit } = list;
	const { first, place } = byVertex({ ...list, vertices: rowsOf(list) });
	const loss = new Float64Array(count);
	const share = new Float64Array(count);
	const states: SimplexState[] = [];
	let sought = aim;
	let chosen: Int32Array | null = null;
	let nodes = 0;
	let isStopped = false;

	const isOver = () => (isStopped ||= simplex.work() >= budget.work || budget.shouldStop());
	const isHopeless = (bound: number) => bound < sought - SLACK;

	const take = (places: Int32Array) => {
		let value = 0;
		for (const c of places) value += profit[c]!;
		if (value < sought - SLACK) return;
		chosen = places;
		sought = value + step;
	};
	const has = (c: number, v: number) => {
		for (let i = start[c]!; i < start[c + 1]!; i++) if (member[i] === v) return true;
		return false;
	};
	const keepTogether = ({ a, b }: Pair) => {
		for (let i = first[a]!; i < first[a + 1]!; i++) if (!has(place[i]!, b)) simplex.forbid(place[i]!);
		for (let i = first[b]!; i < first[b + 1]!; i++) if (!has(place[i]!, a)) simplex.forbid(place[i]!);
	};
	const keepApart = ({ a, b }: Pair) => {
		for (let i = first[a]!; i < first[a + 1]!; i++) if (has(place[i]!, b)) simplex.forbid(place[i]!);
	};

	/** Whether some exchange that may be used has a vertex without the other. */
	const hasWithout = (v: number, other: number) => {
		for (let i = first[v]!; i < first[v + 1]!; i++) {
			const c = place[i]!;
			if (!simplex.isForbidden(c) && !has(c, other)) return true;
		}
		return false;
	};
	/** Those that only have exchanges in common are together already: to keep them so would change nothing, for ever. */
	const isOpen = ({ a, b }: Pair) => hasWithout(a, b) || hasWithout(b, a);

	/** Pairs of vertices that the relaxation keeps partly together, the most doubtful first. */
	const doubtfulPairs = (): Pair[] => {
		const together = new Map<number, number>();
		for (let c = 0; c < count; c++) {
			if (share[c]! < FRACTION || share[c]! > 1 - FRACTION) continue;
			for (let i = start[c]!; i < start[c + 1]! && member[i]! < vertices; i++) {
				for (let j = i + 1; j < start[c + 1]! && member[j]! < vertices; j++) {
					const key = Math.min(member[i]!, member[j]!) * vertices + Math.max(member[i]!, member[j]!);
					together.set(key, (together.get(key) ?? 0) + share[c]!);
				}
			}
		}
		const pairs: Pair[] = [];
		for (const [key, sum] of together) {
			if (sum > 1 - FRACTION) continue;
			pairs.push({ a: Math.floor(key / vertices), b: key % vertices, doubt: Math.abs(sum - 0.5) });
		}
		return pairs.filter(isOpen).sort((x, y) => x.doubt - y.doubt || x.a - y.a || x.b - y.b);
	};

	/** Strikes off what no choice worth what is sought can use. */
	const strikeOff = (bound: number) => {
		for (let c = 0; c < count; c++)
			if (loss[c]! > 0 && !simplex.isForbidden(c) && isHopeless(bound - loss[c]!)) simplex.forbid(c);
	};

	/** Tries pairs both ways from a state; the pair to branch on, or what is forced because one way leads nowhere. */
	const tried = (
		pairs: Pair[],
		state: SimplexState
	): { pair: Pair; isForced: 'together' | 'apart' | null; togetherFirst: boolean } | null => {
		let best: Pair | null = null;
		let most = -Infinity;
		let togetherFirst = true;
		const from = simplex.bound(loss);
		for (const pair of pairs.slice(0, PAIRS_TRIED)) {
			keepTogether(pair);
			simplex.run(TRY_PIVOTS);
			const together = simplex.bound(loss);
			simplex.restore(state);
			keepApart(pair);
			simplex.run(TRY_PIVOTS);
			const apart = simplex.bound(loss);
			simplex.restore(state);
			if (isHopeless(together) && isHopeless(apart)) return null;
			if (isHopeless(together)) return { pair, isForced: 'apart', togetherFirst };
			if (isHopeless(apart)) return { pair, isForced: 'together', togetherFirst };
			const score = Math.max(from - together, SLACK) * Math.max(from - apart, SLACK);
			if (score > most) {
				most = score;
				best = pair;
				togetherFirst = together >= apart;
			}
		}
		return { pair: best!, isForced: null, togetherFirst };
	};

	const search = (depth: number): void => {
		for (;;) {
			nodes++;
			if (!solved(simplex, isOver)) {
				isStopped = true;
				return;
			}
			const bound = simplex.bound(loss);
			if (isHopeless(bound)) return;
			for (let c = 0; c < count; c++) share[c] = simplex.share(c);
			take(pickByRank(list, share));
			if (isHopeless(bound)) return;
			strikeOff(bound);
			const pairs = doubtfulPairs();
			if (pairs.length === 0) {
				// What is whole is worth its bound, and was taken: rounding alone leads here.
				isStopped = true;
				return;
			}
			const state = (states[depth] = simplex.save(states[depth]));
			const next = tried(pairs, state);
			if (!next) return;
			if (next.isForced) {
				if (next.isForced === 'together') keepTogether(next.pair);
				else keepApart(next.pair);
				continue;
			}
			for (const together of [next.togetherFirst, !next.togetherFirst]) {
				if (together) keepTogether(next.pair);
				else keepApart(next.pair);
				search(depth + 1);
				if (isStopped) return;
				simplex.restore(state);
			}
			return;
		}
	};

	search(0);
	return { chosen, isProven: !isStopped, nodes, work: simplex.work() };
}

/** Solves the relaxation; false when stopped, or when rounding does not let it end. */
function solved(simplex: Simplex, shouldStop: () => boolean): boolean {
	let isFresh = false;
	for (let pivots = 0; pivots < PIVOTS; pivots += PIVOTS_AT_ONCE) {
		if (shouldStop()) return false;
		const state = simplex.run(PIVOTS_AT_ONCE);
		if (state === 'optimal') return true;
		if (state === 'lost') {
			if (isFresh) return false;
			simplex.refresh();
			isFresh = true;
		}
	}
	return false;
}

/** Rounds of odd sets, and the part of the way to what is sought that they must go to be worth their rows. */
const ROUNDS = 8;
const WORTHWHILE = 0.2;

/** The list with the odd sets that its relaxation breaks, when they bring the bound down; and its relaxation, solved. */
function tightened(given: Packing, aim: number, shouldStop: () => boolean): { list: Packing; simplex: Simplex } {
	const loss = new Float64Array(given.count);
	const simplex = simplexOf(given);
	solved(simplex, shouldStop);
	const first = simplex.bound(loss);
	let tighter = { list: given, simplex };
	let bound = first;
	for (let round = 0; round < ROUNDS && bound >= aim - SLACK && !shouldStop(); round++) {
		const before = tighter.simplex;
		const share = Float64Array.from({ length: given.count }, (_, c) => before.share(c));
		const sets = brokenOddSets(tighter.list, share);
		if (sets.length === 0) break;
		const list = withOddSets(tighter.list, sets);
		tighter = { list, simplex: simplexOf(list, before.used()) };
		solved(tighter.simplex, shouldStop);
		bound = tighter.simplex.bound(loss);
	}
	return first - bound < WORTHWHILE * (first - aim) ? { list: given, simplex } : tighter;
}

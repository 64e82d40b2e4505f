/**
 * Exact choice among a short list of exchanges: branch and bound with the simplex method at each node. Two households are either
 * kept together or apart (short-pairs.ts); which two is settled by trials (pair-trials.ts).
 *
 * What is aimed at comes down from the bound by halves, until something is found or what was asked is reached. A search
 * aiming high is short, as most of it is hopeless; one aiming low from the start would go far into branches that the best
 * choice, once found, shows to be hopeless. Each aim that is not reached is a better bound.
 */
import { SLACK } from './branch-node.ts';
import type { Packing } from './first-order.ts';
import { brokenOddSets, withOddSets } from './odd-sets.ts';
import { pairTrials } from './pair-trials.ts';
import { pickByRank } from './propose.ts';
import { pairsOf } from './short-pairs.ts';
import { simplexOf, type Simplex, type SimplexState } from './simplex.ts';

/** Pivots of a node, and between two looks at the clock and at the bound. */
const PIVOTS = 5_000;
const PIVOTS_AT_ONCE = 16;

/** Within this share of the way from the bound of the relaxation, what was asked is aimed at: a search just above takes as long. */
const NEAR = 1 / 8;

export type ShortChoice = {
	chosen: Int32Array | null;
	isProven: boolean;
	/** No choice is worth more: what was chosen when proven, and what was asked for less a step when there is none. */
	bound: number;
	nodes: number;
	work: number;
};

/**
 * Looks for disjoint exchanges of the list worth `aim` or more, and then for the best, whose worth is a multiple of `step`.
 * @param atMost what no choice is known to exceed
 */
export function chooseShort(
	given: Packing,
	aim: number,
	step: number,
	budget: { work: number; shouldStop: () => boolean },
	atMost = Infinity
): ShortChoice {
	const { list, simplex } = tightened(given, aim, budget.shouldStop);
	const { count, profit } = list;
	const loss = new Float64Array(count);
	const share = new Float64Array(count);
	const states: SimplexState[] = [];
	const pairs = pairsOf(list, simplex);
	const judge = pairTrials(list.vertices, simplex, pairs, loss);
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

	/** Strikes off what no choice worth what is sought can use. */
	const strikeOff = (bound: number) => {
		for (let c = 0; c < count; c++)
			if (loss[c]! > 0 && !simplex.isForbidden(c) && isHopeless(bound - loss[c]!)) simplex.forbid(c);
	};

	const search = (depth: number): void => {
		for (;;) {
			nodes++;
			if (!solved(simplex, isOver, () => isHopeless(simplex.bound(loss)))) {
				isStopped = true;
				return;
			}
			const bound = simplex.bound(loss);
			if (isHopeless(bound)) return;
			for (let c = 0; c < count; c++) share[c] = simplex.share(c);
			take(pickByRank(list, share));
			if (isHopeless(bound)) return;
			strikeOff(bound);
			const doubtful = pairs.doubtful(share);
			if (doubtful.length === 0) {
				// What is whole is worth its bound, and was taken: rounding alone leads here.
				isStopped = true;
				return;
			}
			const state = (states[depth] = simplex.save(states[depth]));
			const next = judge(doubtful, state, isHopeless);
			if (!next) return;
			if (next.isForced) {
				if (next.isForced === 'together') pairs.keepTogether(next.pair);
				else pairs.keepApart(next.pair);
				continue;
			}
			for (const together of [next.togetherFirst, !next.togetherFirst]) {
				if (together) pairs.keepTogether(next.pair);
				else pairs.keepApart(next.pair);
				search(depth + 1);
				if (isStopped) return;
				simplex.restore(state);
			}
			return;
		}
	};

	const root = simplex.save();
	const relaxed = lastStep(simplex.bound(loss), step);
	let bound = Math.min(atMost, relaxed);
	while (bound >= aim && !chosen) {
		const stepsLeft = Math.round((bound - aim) / step);
		const isFar = bound - aim > NEAR * (relaxed - aim);
		sought = isFar ? aim + Math.floor(stepsLeft / 2) * step : aim;
		simplex.restore(root);
		search(0);
		if (isStopped) break;
		bound = sought - step;
	}
	return { chosen, isProven: !isStopped, bound, nodes, work: simplex.work() };
}

/** The largest multiple of a step that a bound allows. */
const lastStep = (bound: number, step: number): number => Math.floor(bound / step + SLACK) * step;

/** Solves the relaxation, or until it is low enough; false when stopped, or when rounding does not let it end. */
function solved(simplex: Simplex, shouldStop: () => boolean, isEnough = () => false): boolean {
	let isFresh = false;
	for (let pivots = 0; pivots < PIVOTS; pivots += PIVOTS_AT_ONCE) {
		if (shouldStop()) return false;
		const state = simplex.run(PIVOTS_AT_ONCE);
		if (state === 'optimal' || isEnough()) return true;
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

/** The best exchanges that pass by one vertex of a pool: all of them, or the best ones when there are very many. */
import { byWorth, type Candidate, type Passing } from './best-disjoint.ts';
import type { OneNumber } from './one-number.ts';
import { findArc, vertexCount, type Pool } from './pool.ts';
import { newRoom } from './room.ts';

/** A pool with what a search around one of its vertices needs, made once for many searches. */
export type Surroundings = {
	pool: Pool;
	limits: { maxCycle: number; maxChain: number };
	scale: OneNumber;
	/** The arcs that lead to each household: `arcTo[startTo[v] … startTo[v+1]−1]`, and where each comes from. */
	startTo: Int32Array;
	arcTo: Int32Array;
	giverTo: Int32Array;
};

/** Turns the rows of a pool round, in a room of its own unless one is given. */
export function surroundingsOf(
	pool: Pool,
	limits: { maxCycle: number; maxChain: number },
	scale: OneNumber,
	room = newRoom()
): Surroundings {
	const startTo = new Int32Array(pool.households + 1);
	const { rowStart, target } = pool;
	for (let arc = 0; arc < target.length; arc++) startTo[target[arc]! + 1]!++;
	for (let v = 0; v < pool.households; v++) startTo[v + 1]! += startTo[v]!;
	const next = startTo.slice(0, pool.households);
	const arcTo = room('arcTo', Int32Array, target.length);
	const giverTo = room('giverTo', Int32Array, target.length);
	for (let u = 0; u < vertexCount(pool); u++)
		for (let arc = rowStart[u]!; arc < rowStart[u + 1]!; arc++) {
			const at = next[target[arc]!]!++;
			arcTo[at] = arc;
			giverTo[at] = u;
		}
	return { pool, limits, scale, startTo, arcTo, giverTo };
}

/** The arcs that lead to a household. */
export const arcsInto = ({ startTo, arcTo }: Surroundings, v: number): Int32Array =>
	arcTo.subarray(startTo[v]!, startTo[v + 1]!);

/** What paths may be worth at most: see path-bounds.ts. */
export type PathBounds = {
	/** The most that so many moves after a vertex bring; −∞ when there are none. */
	after: (moves: number, v: number) => number;
	/** The most that so many moves from a vacant dwelling to a vertex bring; −∞ when there are none. */
	before: (moves: number, v: number) => number;
};

/** What is open to new exchanges, for one repair. */
export type Openness = {
	/** Vertices that may not be part of an exchange. */
	taken: Uint8Array;
	/** Arcs that are no longer there. */
	cut: ReadonlySet<number>;
	bounds: PathBounds;
};

/** Exchanges kept for a vertex, at most. */
const mostKept = 400;

/** Steps of one search, at most: far more than a neighbourhood of a large region takes. */
const mostSteps = 30_000_000;

/** The best exchanges through a vertex, among the vertices and arcs that are open. */
export function passingBy(around: Surroundings, through: number, open: Openness): Passing {
	const { pool, limits, scale, startTo, arcTo, giverTo } = around;
	const { weight } = scale;
	const { rowStart, target, households } = pool;
	const isClosed = (arc: number) => open.cut.size > 0 && open.cut.has(arc);
	const patience = (v: number) => (v < households && pool.patience ? pool.patience[v]! : 255);
	const { bounds } = open;
	const best: Candidate[] = [];
	let othersAtMost = -Infinity;
	let least = -Infinity;
	let steps = 0;
	const path: number[] = [];
	const arcs: number[] = [];

	const keep = (vertices: readonly number[], along: readonly number[], isChain: boolean) => {
		const { values, total } = scale.of(along, isChain);
		best.push({ vertices: [...vertices], isChain, values, total });
		if (best.length >= 2 * mostKept) shed();
	};
	const shed = () => {
		best.sort(byWorth);
		for (const { total } of best.splice(mostKept)) othersAtMost = Math.max(othersAtMost, total);
		if (best.length === mostKept) least = best.at(-1)!.total;
	};
	/** Whether a branch worth at most so much may be left unseen. */
	const isHopeless = (atMost: number) => {
		if (atMost === -Infinity) return true;
		if (steps++ < mostSteps && atMost >= least) return false;
		othersAtMost = Math.max(othersAtMost, atMost);
		return true;
	};

	/** Cycles: from the vertex onwards, and back to it. */
	const goRound = (left: number, moves: number, total: number, isGiver: Uint8Array) => {
		const from = path.at(-1)!;
		for (let arc = rowStart[from]!; arc < rowStart[from + 1]!; arc++) {
			const to = target[arc]!;
			if (left === 1 && !isGiver[to]) continue;
			if (open.taken[to] || patience(to) < moves || path.includes(to) || isClosed(arc)) continue;
			const sum = total + weight[arc]!;
			if (isHopeless(sum + left * scale.mostOfArc)) continue;
			path.push(to);
			arcs.push(arc);
			if (left > 1) goRound(left - 1, moves, sum, isGiver);
			else {
				const last = findArc(pool, to, through);
				if (!isClosed(last)) keep(path, [...arcs, last], false);
			}
			arcs.pop();
			path.pop();
		}
	};

	/** Chains: the moves after the vertex, once those before it are chosen. */
	const goOn = (left: number, moves: number, total: number) => {
		if (left === 0) return keep(path, arcs, true);
		const from = path.at(-1)!;
		for (let arc = rowStart[from]!; arc < rowStart[from + 1]!; arc++) {
			const to = target[arc]!;
			if (open.taken[to] || patience(to) < moves || path.includes(to) || isClosed(arc)) continue;
			const sum = total + weight[arc]!;
			if (isHopeless(sum + bounds.after(left - 1, to))) continue;
			path.push(to);
			arcs.push(arc);
			goOn(left - 1, moves, sum);
			arcs.pop();
			path.pop();
		}
	};

	/** Chains: the moves before the vertex, from the last to the vacant dwelling that starts them all. */
	const goBack = (left: number, later: number, moves: number, total: number) => {
		const to = path[0]!;
		for (let i = startTo[to]!; i < startTo[to + 1]!; i++) {
			const from = giverTo[i]!;
			if (from >= households !== (left === 1)) continue;
			const arc = arcTo[i]!;
			if (open.taken[from] || patience(from) < moves || path.includes(from) || isClosed(arc)) continue;
			const sum = total + weight[arc]!;
			if (isHopeless(sum + bounds.before(left - 1, from) + bounds.after(later, through))) continue;
			path.unshift(from);
			arcs.unshift(arc);
			if (left > 1) goBack(left - 1, later, moves, sum);
			else goOn(later, moves, sum);
			arcs.shift();
			path.shift();
		}
	};

	path.push(through);
	if (through < households) {
		const isGiver = new Uint8Array(vertexCount(pool));
		for (let i = startTo[through]!; i < startTo[through + 1]!; i++) isGiver[giverTo[i]!] = 1;
		for (let moves = 2; moves <= Math.min(limits.maxCycle, patience(through)); moves++)
			goRound(moves - 1, moves, scale.ofCycle[moves]!, isGiver);
	}
	for (let moves = Math.min(limits.maxChain, patience(through)); moves >= 1; moves--) {
		const bonus = scale.ofChain[moves]!;
		if (through >= households) goOn(moves, moves, bonus);
		else for (let before = 1; before <= moves; before++) goBack(before, moves - before, moves, bonus);
	}
	shed();
	return { vertex: through, best, othersAtMost };
}

/**
 * What paths of a pool may be worth at most, counted for all paths at once (those that come back to a home are let
 * pass). The first moves are counted once for the pool, and corrected where a search opens or raises something; longer
 * paths where they are asked for only.
 */
import type { PathBounds, Surroundings } from './passing-by.ts';
import { vertexCount } from './pool.ts';

/** Moves whose bounds are counted for every vertex; paths of more are some moves more than these. */
const counted = 2;

/** Bounds of one pool, for search after search. */
export type StandingBounds = {
	/**
	 * Bounds that hold when some vertices have opened since the count, some closed (what they give is then high), and
	 * some arcs weigh more. They hold until `undo`.
	 * @param raised vertices that opened, and households whose arcs weigh more
	 * @param taken vertices that are closed now
	 */
	around(raised: readonly number[], taken: Uint8Array): PathBounds & { undo: () => void };
};

/** Counts the bounds of a pool, most of whose vertices stay free or not from one search to the next. */
export function standingBounds(surroundings: Surroundings, taken: Uint8Array): StandingBounds {
	const { pool, scale, startTo, arcTo, giverTo } = surroundings;
	const { weight } = scale;
	const { rowStart, target, households } = pool;
	const vertices = vertexCount(pool);
	const afters = Array.from({ length: counted + 1 }, () => new Float64Array(vertices));
	const befores = Array.from({ length: counted + 1 }, () => new Float64Array(vertices).fill(-Infinity));

	const countAfter = (moves: number, v: number, isTaken: Uint8Array): number => {
		const next = afters[moves - 1]!;
		let most = -Infinity;
		for (let arc = rowStart[v]!; arc < rowStart[v + 1]!; arc++) {
			const to = target[arc]!;
			if (isTaken[to]) continue;
			const worth = weight[arc]! + next[to]!;
			if (worth > most) most = worth;
		}
		return most;
	};
	const countBefore = (moves: number, v: number, isTaken: Uint8Array): number => {
		if (v >= households) return -Infinity;
		const next = befores[moves - 1]!;
		let most = -Infinity;
		for (let i = startTo[v]!; i < startTo[v + 1]!; i++) {
			const from = giverTo[i]!;
			if (isTaken[from] || next[from] === -Infinity) continue;
			const worth = weight[arcTo[i]!]! + next[from]!;
			if (worth > most) most = worth;
		}
		return most;
	};
	for (let v = households; v < vertices; v++) befores[0]![v] = 0;
	for (let moves = 1; moves <= counted; moves++)
		for (let v = 0; v < vertices; v++) {
			afters[moves]![v] = countAfter(moves, v, taken);
			befores[moves]![v] = countBefore(moves, v, taken);
		}

	/** Raises bounds from some vertices, one move more at a time, and keeps what they were. */
	const raise = (
		tables: readonly Float64Array[],
		seeds: readonly number[],
		countAnew: ((moves: number, v: number) => number) | null,
		neighbours: (v: number, visit: (neighbour: number, arc: number) => void) => void,
		now: Uint8Array,
		undone: [Float64Array, number, number][]
	) => {
		let rose: readonly number[] = [];
		for (let moves = 1; moves <= counted; moves++) {
			const [shorter, table] = [tables[moves - 1]!, tables[moves]!];
			const rising = new Set<number>();
			const lift = (v: number, worth: number) => {
				if (worth <= table[v]!) return;
				undone.push([table, v, table[v]!]);
				table[v] = worth;
				rising.add(v);
			};
			if (countAnew) for (const v of seeds) lift(v, countAnew(moves, v));
			for (const v of new Set([...seeds, ...rose]))
				// No path goes through who is closed.
				if (!now[v]) neighbours(v, (neighbour, arc) => lift(neighbour, weight[arc]! + shorter[v]!));
			rose = [...rising];
		}
	};
	const givers = (v: number, visit: (giver: number, arc: number) => void) => {
		if (v < households) for (let i = startTo[v]!; i < startTo[v + 1]!; i++) visit(giverTo[i]!, arcTo[i]!);
	};
	const takers = (v: number, visit: (taker: number, arc: number) => void) => {
		for (let arc = rowStart[v]!; arc < rowStart[v + 1]!; arc++) visit(target[arc]!, arc);
	};

	return {
		around(raised, now) {
			const undone: [Float64Array, number, number][] = [];
			raise(afters, raised, null, givers, now, undone);
			raise(befores, raised, (moves, v) => countBefore(moves, v, now), takers, now, undone);
			return {
				after: farther(afters, (moves, v, shorter) => {
					let most = -Infinity;
					takers(v, (to, arc) => {
						if (!now[to]) most = Math.max(most, weight[arc]! + shorter(moves - 1, to));
					});
					return most;
				}),
				before: farther(befores, (moves, v, shorter) => {
					let most = -Infinity;
					givers(v, (from, arc) => {
						if (!now[from]) most = Math.max(most, weight[arc]! + shorter(moves - 1, from));
					});
					return most;
				}),
				undo: () => {
					for (const [table, v, was] of undone.reverse()) table[v] = was;
				}
			};
		}
	};
}

type Bound = (moves: number, v: number) => number;

/** The bounds counted, and those of longer paths, counted from them where they are asked for. */
function farther(tables: readonly Float64Array[], count: (moves: number, v: number, shorter: Bound) => number): Bound {
	const known = new Map<number, number>();
	const bound: Bound = (moves, v) => {
		if (moves <= counted) return tables[moves]![v]!;
		const key = moves * tables[0]!.length + v;
		const before = known.get(key);
		if (before !== undefined) return before;
		const most = count(moves, v, bound);
		known.set(key, most);
		return most;
	};
	return bound;
}

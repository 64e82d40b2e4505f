/**
 * What paths of a pool may be worth at most, counted for all paths at once (those that come back to a home are let
 * pass). The first moves are counted once for the pool, and corrected where something opens or a search raises it; longer
 * paths where they are asked for only.
 */
import type { PathBounds, Surroundings } from './passing-by.ts';
import { vertexCount } from './pool.ts';

/** Moves whose bounds are counted for every vertex; paths of more are some moves more than these. */
const counted = 2;

/** Bounds of one pool, for search after search. */
export type StandingBounds = {
	/** Opens some vertices for good: the bounds become what a count with them open would give, for a fraction of it. */
	open(vertices: readonly number[]): void;
	/**
	 * Bounds that hold when some vertices have closed since (what they give is then high), some arcs weigh more, and some
	 * vertices were written anew. They hold until `undo`.
	 * @param now the pool as it was counted, or brought up to date since
	 * @param raised vertices that were written anew, and households whose arcs weigh more
	 * @param taken vertices that are closed now: at least those that the bounds were counted with
	 */
	around(now: Surroundings, raised: readonly number[], taken: Uint8Array): PathBounds & { undo: () => void };
};

/**
 * Counts the bounds of a pool, most of whose vertices stay free or not from one search to the next.
 * @param taken vertices that are closed until they are opened
 */
export function standingBounds(first: Surroundings, taken: Uint8Array): StandingBounds {
	const vertices = vertexCount(first.pool);
	const isTaken = taken.slice();
	const afters = Array.from({ length: counted + 1 }, () => new Float64Array(vertices));
	const befores = Array.from({ length: counted + 1 }, () => new Float64Array(vertices).fill(-Infinity));
	for (let v = first.pool.households; v < vertices; v++) befores[0]![v] = 0;
	const { countAfter, countBefore } = countsIn(first);
	for (let moves = 1; moves <= counted; moves++)
		for (let v = 0; v < vertices; v++) {
			afters[moves]![v] = countAfter(afters[moves - 1]!, v, isTaken);
			befores[moves]![v] = countBefore(befores[moves - 1]!, v, isTaken);
		}

	/** Raises the bounds of both sides from some vertices. */
	const raiseFrom = (seeds: readonly number[], now: Surroundings, closed: Uint8Array, lift: Lift) => {
		const { givers, takers, ...count } = countsIn(now);
		raise(afters, seeds, (shorter, v) => count.countAfter(shorter, v, closed), givers, closed, lift);
		raise(befores, seeds, (shorter, v) => count.countBefore(shorter, v, closed), takers, closed, lift);
	};

	return {
		open(some) {
			for (const v of some) isTaken[v] = 0;
			raiseFrom(some, first, isTaken, lifted);
		},
		around(now, raised, closed) {
			const undone: [Float64Array, number, number][] = [];
			raiseFrom(raised, now, closed, (table, v, worth) => {
				const before = table[v]!;
				if (!lifted(table, v, worth)) return false;
				undone.push([table, v, before]);
				return true;
			});
			const { givers, takers } = countsIn(now);
			return {
				after: farther(afters, (moves, v, shorter) => {
					let most = -Infinity;
					takers(v, (to, worth) => {
						if (!closed[to]) most = Math.max(most, worth + shorter(moves - 1, to));
					});
					return most;
				}),
				before: farther(befores, (moves, v, shorter) => {
					let most = -Infinity;
					givers(v, (from, worth) => {
						if (!closed[from]) most = Math.max(most, worth + shorter(moves - 1, from));
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

/** Brings a bound up to what a path is worth; false when it is as high already. */
type Lift = (table: Float64Array, v: number, worth: number) => boolean;

const lifted: Lift = (table, v, worth) => {
	if (worth <= table[v]!) return false;
	table[v] = worth;
	return true;
};

type Visit = (neighbour: number, worth: number) => void;

/** One move more, counted from what shorter paths are worth at most. */
function countsIn({ pool, scale, startTo, arcTo, giverTo }: Surroundings) {
	const { weight } = scale;
	const { rowStart, target, households } = pool;
	return {
		countAfter(shorter: Float64Array, v: number, isTaken: Uint8Array): number {
			let most = -Infinity;
			for (let arc = rowStart[v]!; arc < rowStart[v + 1]!; arc++) {
				const to = target[arc]!;
				if (isTaken[to]) continue;
				const worth = weight[arc]! + shorter[to]!;
				if (worth > most) most = worth;
			}
			return most;
		},
		countBefore(shorter: Float64Array, v: number, isTaken: Uint8Array): number {
			if (v >= households) return -Infinity;
			let most = -Infinity;
			for (let i = startTo[v]!; i < startTo[v + 1]!; i++) {
				const from = giverTo[i]!;
				if (isTaken[from] || shorter[from] === -Infinity) continue;
				const worth = weight[arcTo[i]!]! + shorter[from]!;
				if (worth > most) most = worth;
			}
			return most;
		},
		givers(v: number, visit: Visit) {
			if (v < households) for (let i = startTo[v]!; i < startTo[v + 1]!; i++) visit(giverTo[i]!, weight[arcTo[i]!]!);
		},
		takers(v: number, visit: Visit) {
			for (let arc = rowStart[v]!; arc < rowStart[v + 1]!; arc++) visit(target[arc]!, weight[arc]!);
		}
	};
}

/** Raises bounds from some vertices, one move more at a time. */
function raise(
	tables: readonly Float64Array[],
	seeds: readonly number[],
	countAnew: (shorter: Float64Array, v: number) => number,
	neighbours: (v: number, visit: Visit) => void,
	closed: Uint8Array,
	lift: Lift
): void {
	let rose: readonly number[] = [];
	for (let moves = 1; moves <= counted; moves++) {
		const [shorter, table] = [tables[moves - 1]!, tables[moves]!];
		const rising = new Set<number>();
		for (const v of seeds) if (lift(table, v, countAnew(shorter, v))) rising.add(v);
		for (const v of new Set([...seeds, ...rose]))
			// No path goes through who is closed.
			if (!closed[v])
				neighbours(v, (neighbour, worth) => {
					if (lift(table, neighbour, worth + shorter[v]!)) rising.add(neighbour);
				});
		rose = [...rising];
	}
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

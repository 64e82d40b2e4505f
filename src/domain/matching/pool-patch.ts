/**
 * A pool brought up to date without being laid out again: the rows of a few vertices are written anew, everything else
 * is copied as it stands. The pool before is left untouched.
 */
import { isGuarantee } from './guarantee.ts';
import { numbersOf, vertexCount, type ArcNumbers, type Level, type Pool } from './pool.ts';
import type { ArrayKind, Room } from './room.ts';

/** Some vertices written anew. The same patch of the same pool gives the same bytes. */
export type PoolPatch = {
	/** Those whose arcs were all taken out, from them and to them. */
	vertices: readonly number[];
	/** How many moves each of them accepts to depend on; not read for vacant dwellings. */
	patience: readonly number[];
	/**
	 * The arcs there are now from them and to them, in order of home then household, one after the other: home, household,
	 * then a number for each level of the pool that has numbers.
	 */
	arcs: readonly number[];
};

export type Patched = {
	pool: Pool;
	/**
	 * Numbers of arcs of the pool before and numbers of the arcs of the patch, in the order of the arcs of the pool now.
	 * @param name what the array is kept under in the room
	 */
	inOrder<T extends ArcNumbers>(name: string, before: T, added: (place: number) => number): T;
};

/** The arrays of a pool that have a number for each arc. */
export const numberedLevels = (pool: Pool): ArcNumbers[] => pool.levels.map(numbersOf).filter((all) => all !== null);

/** The pool with some vertices written anew, laid in a room: it holds until the room is used again. */
export function patched(pool: Pool, patch: PoolPatch, room: Room): Patched {
	const numbered = numberedLevels(pool);
	const width = 2 + numbered.length;
	const { rowStart, inOrder } = spliced(pool, patch, width, room);
	const target = inOrder('target', pool.target, (place) => patch.arcs[place * width + 1]!);
	const ofLevel = <T extends ArcNumbers>(numbers: T): T => {
		const k = numbered.indexOf(numbers);
		return inOrder(`level ${k}`, numbers, (place) => patch.arcs[place * width + 2 + k]!);
	};
	const levels = pool.levels.map((level): Level => {
		if (isGuarantee(level)) return level;
		if (level.kind === 'expectedMoves') return { ...level, permille: ofLevel(level.permille) };
		return { ...level, weights: level.weights && ofLevel(level.weights) };
	});
	const patience = pool.patience && Uint8Array.from(pool.patience);
	for (const [i, v] of patch.vertices.entries()) if (patience && v < pool.households) patience[v] = patch.patience[i]!;
	return { pool: { ...pool, rowStart, target, levels, patience }, inOrder };
}

/** Where each arc of the patched pool comes from, as runs of arcs that stay side by side. */
function spliced(pool: Pool, { vertices, arcs }: PoolPatch, width: number, room: Room) {
	const isAnew = new Uint8Array(vertexCount(pool));
	for (const v of vertices) isAnew[v] = 1;
	/** Where each run begins in the pool before, and its length; an arc of the patch is ~ its place, alone. */
	const runs: number[] = [];
	const rowStart = new Int32Array(pool.rowStart.length);
	const added = arcs.length / width;
	let [place, count, from] = [0, 0, 0];
	let nextHome = added > 0 ? arcs[0]! : -1;
	const copyUpTo = (arc: number) => {
		if (arc > from) runs.push(from, arc - from);
		count += arc - from;
		from = arc;
	};
	const put = () => {
		runs.push(~place++, 1);
		count++;
		nextHome = place < added ? arcs[place * width]! : -1;
	};
	for (let u = 0; u < isAnew.length; u++) {
		const end = pool.rowStart[u + 1]!;
		for (let arc = pool.rowStart[u]!; arc < end; arc++) {
			const v = pool.target[arc]!;
			while (nextHome === u && arcs[place * width + 1]! <= v) {
				copyUpTo(arc);
				put();
			}
			if (isAnew[u] === 0 && isAnew[v] === 0) continue;
			copyUpTo(arc);
			from = arc + 1;
		}
		while (nextHome === u) {
			copyUpTo(end);
			put();
		}
		rowStart[u + 1] = count + (end - from);
	}
	copyUpTo(pool.target.length);
	const inOrder = <T extends ArcNumbers>(name: string, before: T, numberOf: (place: number) => number): T => {
		const now = room(name, before.constructor as ArrayKind<T>, count);
		for (let i = 0, at = 0; i < runs.length; i += 2) {
			const [begin, length] = [runs[i]!, runs[i + 1]!];
			if (begin < 0) now[at] = numberOf(~begin);
			else now.set(before.subarray(begin, begin + length), at);
			at += length;
		}
		return now;
	};
	return { rowStart, inOrder };
}

/**
 * The pool of a graph that stands, as it was laid out, with what has closed and what was written anew since. A few
 * homes that come or change are written in their rows; after many, the pool is better laid out again.
 */
import { numberedLevels, type PoolPatch } from '../pool-patch.ts';
import { newRoom } from '../room.ts';
import type { Compatibility } from './compatibility.ts';
import type { HomeMoves } from './home-moves.ts';
import { nobody, numbersOfArc, type CompatibilityGraph } from './lay-out.ts';
import { readyOnceMore, readyToMend, type ReadyPool } from './search.ts';

/** Homes written anew at most: their moves are kept with every repair. */
const mostAnew = 64;

/** Bounds are counted again, between repairs, once so many homes are held that were not: they would be higher than need be. */
const mostHeld = 100;

/** The pool as repairs are asked of it. */
export type UpToDate = { graph: CompatibilityGraph; ready: ReadyPool; patch?: PoolPatch };

export type LaidOut = {
	/** The graph as it was laid out. */
	first: CompatibilityGraph;
	vertexOf(dwellingId: string): number | undefined;
	/** Holds a home, or frees it. */
	close(dwellingId: string, isClosed: boolean): void;
	/** A move is not possible any more: the home of one dwelling to the household of another. */
	cut(from: string, to: string): void;
	/** A home came, changed or went: its moves are read again before the next repair. */
	change(dwellingId: string): void;
	/** Writes what changed; null when the pool must be laid out again. */
	upToDate(): UpToDate | null;
	/** Whether so much was written anew that the pool had better be laid out again now than before a repair. */
	isWorn(): boolean;
	/** Makes the room for changes to come, and has bounds counted again if they have become too high. */
	prepare(): void;
	/** What repairs must not use, and what the bounds they go by are counted with. */
	closures(): { closed: number[]; cut: [number, number][]; countedWith: number[] };
};

/** @param isFree whether a home is held by no live exchange */
export function laidOutOf(
	linked: Compatibility,
	limits: { maxCycle: number; maxChain: number },
	isFree: (dwellingId: string) => boolean
): LaidOut {
	const first = linked.graph(limits, true);
	const laidOut = readyToMend(first.pool, limits);
	const room = newRoom();
	const vertices = [...first.vertices];
	const vertexOf = new Map(vertices.flatMap((vertex, v) => (vertex === nobody ? [] : [[vertex.dwellingId, v]])));
	const closed = Uint8Array.from(vertices, (vertex) => (vertex === nobody || !isFree(vertex.dwellingId) ? 1 : 0));
	const cut: [number, number][] = [];
	/** Closed ever since the bounds were counted. */
	let countedWith = closed.slice();
	/** Per vertex written anew, how many moves it accepts to depend on (0: a vacant home); null when nobody stands there any more. */
	const anew = new Map<number, number | null>();
	/** The arcs from them and to them, by their place in the order of the pool. */
	const arcsAnew = new Map<number, number[]>();
	const changed = new Set<string>();
	let present: UpToDate = { graph: first, ready: laidOut };

	const setClosed = (v: number, isClosed: boolean) => {
		closed[v] = isClosed ? 1 : 0;
		countedWith[v]! &= closed[v]!;
	};

	const freePlace = (isHousehold: boolean): number => {
		const { households } = first.pool;
		return isHousehold
			? vertices.findIndex((vertex, v) => vertex === nobody && v < households)
			: vertices.findIndex((vertex, v) => vertex === nobody && v >= households);
	};

	/** Gives a home its place as it is now; null when there is none left for it. */
	const place = (dwellingId: string, now: HomeMoves | null): { written: number[] } | null => {
		const before = vertexOf.get(dwellingId);
		const isHousehold = now !== null && now.patience !== null;
		const stays = before !== undefined && now !== null && isHousehold === before < first.pool.households;
		const left = before !== undefined && !stays ? [before] : [];
		for (const v of left) {
			anew.set(v, null);
			closed[v] = 1;
		}
		if (!now) return { written: left };
		const v = stays ? before! : freePlace(isHousehold);
		if (v < 0) return null;
		vertexOf.set(dwellingId, v);
		vertices[v] = now.vertex;
		anew.set(v, now.patience ?? 0);
		setClosed(v, !isFree(dwellingId));
		return { written: [...left, v] };
	};

	/** Reads again the moves of the homes that changed, once each has its place; false when one has none. */
	const writeChanged = (): boolean => {
		const read = [...changed].map((dwellingId) => ({ dwellingId, now: linked.movesAt(dwellingId) }));
		const written = new Set<number>();
		for (const { dwellingId, now } of read) {
			const placed = place(dwellingId, now);
			if (!placed) return false;
			for (const v of placed.written) written.add(v);
		}
		for (const [at, [u, v]] of arcsAnew) if (written.has(u!) || written.has(v!)) arcsAnew.delete(at);
		for (const { now } of read)
			for (const { from, to, ...numbers } of now?.moves ?? []) {
				const [u, v] = [vertexOf.get(from)!, vertexOf.get(to)!];
				arcsAnew.set(u * first.pool.households + v, [u, v, ...numbersOfArc(first.pool, numbers)]);
			}
		changed.clear();
		return true;
	};

	const patchNow = (): PoolPatch => {
		const width = 2 + numberedLevels(first.pool).length;
		const all = [...anew].sort(([a], [b]) => a - b);
		const order = Float64Array.from(arcsAnew.keys()).sort();
		const arcs = new Array<number>(order.length * width);
		for (const [i, at] of order.entries()) {
			const arc = arcsAnew.get(at)!;
			if (arc.length !== width) throw new Error('A move has other numbers than its pool');
			for (let k = 0; k < width; k++) arcs[i * width + k] = arc[k]!;
		}
		return { vertices: all.map(([v]) => v), patience: all.map(([, patience]) => patience ?? 0), arcs };
	};

	return {
		first,
		vertexOf: (dwellingId) => vertexOf.get(dwellingId),
		close(dwellingId, isClosed) {
			const v = vertexOf.get(dwellingId);
			if (v !== undefined) setClosed(v, isClosed || anew.get(v) === null);
		},
		cut(from, to) {
			const [u, v] = [vertexOf.get(from), vertexOf.get(to)];
			if (u !== undefined && v !== undefined) cut.push([u, v]);
		},
		change: (dwellingId) => void changed.add(dwellingId),
		upToDate() {
			if (changed.size === 0) return present;
			if (!writeChanged() || anew.size > mostAnew) return null;
			const patch = patchNow();
			const ready = readyOnceMore(laidOut, patch, room);
			if (!ready) return null;
			const graph = { ...first, pool: ready.pool, vertices: [...vertices] };
			return (present = { graph, ready, patch });
		},
		isWorn: () => anew.size > mostAnew / 2,
		prepare() {
			if (closed.reduce((held, is, v) => held + is - countedWith[v]!, 0) > mostHeld) countedWith = closed.slice();
			if (anew.size === 0) readyOnceMore(laidOut, { vertices: [], patience: [], arcs: [] }, room);
		},
		closures: () => ({ closed: listOf(closed), cut: [...cut], countedWith: listOf(countedWith) })
	};
}

const listOf = (marks: Uint8Array): number[] => {
	const list: number[] = [];
	for (let v = 0; v < marks.length; v++) if (marks[v]) list.push(v);
	return list;
};

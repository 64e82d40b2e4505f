/**
 * The pool of a graph that stands, as it was laid out, with what has closed and what was written anew since. A few
 * homes that come or change are written in their rows; after many, the pool is better laid out again.
 */
import { numberedLevels, type PoolPatch } from '../pool-patch.ts';
import { newRoom } from '../room.ts';
import type { Compatibility } from './compatibility.ts';
import { nobody, numbersOfArc, type CompatibilityGraph } from './lay-out.ts';
import { readyOnceMore, readyToMend, type ReadyPool } from './search.ts';

/** Homes written anew at most: their moves are kept with every repair. */
const mostAnew = 64;

/** Bounds are counted again once so many homes were held or freed: they would be too high, or too long to correct. */
const mostDrift = 200;

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
	/** Makes the room for changes to come. */
	makeRoom(): void;
	/** What repairs must not use, and what the bounds they go by were counted with. */
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
	let countedWith = listClosed(closed);
	const anew = new Map<number, string | null>();
	const changed = new Set<string>();
	let present: UpToDate = { graph: first, ready: laidOut };

	const freePlace = (isHousehold: boolean): number => {
		const { households } = first.pool;
		return isHousehold
			? vertices.findIndex((vertex, v) => vertex === nobody && v < households)
			: vertices.findIndex((vertex, v) => vertex === nobody && v >= households);
	};

	/** Gives a home its place as it is now; false when there is none left. */
	const place = (dwellingId: string): boolean => {
		const before = vertexOf.get(dwellingId);
		const now = linked.movesAt(dwellingId);
		const isHousehold = now !== null && now.patience !== null;
		const stays = before !== undefined && now !== null && isHousehold === before < first.pool.households;
		if (before !== undefined && !stays) {
			anew.set(before, null);
			closed[before] = 1;
		}
		if (!now) return true;
		const v = stays ? before! : freePlace(isHousehold);
		if (v < 0) return false;
		vertexOf.set(dwellingId, v);
		vertices[v] = now.vertex;
		anew.set(v, dwellingId);
		closed[v] = isFree(dwellingId) ? 0 : 1;
		return true;
	};

	const patchNow = (): PoolPatch => {
		const width = 2 + numberedLevels(first.pool).length;
		const arcs = new Map<number, number[]>();
		const all = [...anew].sort(([a], [b]) => a - b);
		const patience = all.map(([, dwellingId]) => {
			const now = dwellingId === null ? null : linked.movesAt(dwellingId);
			for (const { from, to, ...numbers } of now?.moves ?? []) {
				const [u, v] = [vertexOf.get(from)!, vertexOf.get(to)!];
				arcs.set(u * first.pool.households + v, [u, v, ...numbersOfArc(first.pool, numbers)]);
			}
			return now?.patience ?? 0;
		});
		const inOrder = [...arcs].sort(([a], [b]) => a - b);
		if (inOrder.some(([, arc]) => arc.length !== width)) throw new Error('A move has other numbers than its pool');
		return { vertices: all.map(([v]) => v), patience, arcs: inOrder.flatMap(([, arc]) => arc) };
	};

	return {
		first,
		vertexOf: (dwellingId) => vertexOf.get(dwellingId),
		close(dwellingId, isClosed) {
			const v = vertexOf.get(dwellingId);
			if (v !== undefined) closed[v] = isClosed || anew.get(v) === null ? 1 : 0;
		},
		cut(from, to) {
			const [u, v] = [vertexOf.get(from), vertexOf.get(to)];
			if (u !== undefined && v !== undefined) cut.push([u, v]);
		},
		change: (dwellingId) => void changed.add(dwellingId),
		upToDate() {
			if (changed.size === 0) return present;
			for (const dwellingId of changed) if (!place(dwellingId)) return null;
			changed.clear();
			if (anew.size > mostAnew) return null;
			const patch = patchNow();
			const ready = readyOnceMore(laidOut, patch, room);
			if (!ready) return null;
			const graph = { ...first, pool: ready.pool, vertices: [...vertices] };
			return (present = { graph, ready, patch });
		},
		makeRoom() {
			if (anew.size === 0) readyOnceMore(laidOut, { vertices: [], patience: [], arcs: [] }, room);
		},
		closures() {
			const now = listClosed(closed);
			if (driftOf(countedWith, now) > mostDrift) countedWith = now;
			return { closed: now, cut: [...cut], countedWith };
		}
	};
}

const listClosed = (closed: Uint8Array): number[] => {
	const list: number[] = [];
	for (let v = 0; v < closed.length; v++) if (closed[v]) list.push(v);
	return list;
};

/** How many are in one list and not in the other. */
const driftOf = (before: readonly number[], now: readonly number[]): number =>
	new Set(before).symmetricDifference(new Set(now)).size;

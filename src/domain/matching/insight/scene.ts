/** A run that has ended, with what one needs to say why it came out so. */
import type { Compatibility } from '../compatibility/compatibility.ts';
import type { CompatibilityGraph } from '../compatibility/lay-out.ts';
import type { Selection } from '../check.ts';
import { readyForRepair } from '../repair-around.ts';
import type { Openness, Surroundings } from '../passing-by.ts';
import { standingBounds } from '../path-bounds.ts';
import { vertexCount, type Pool } from '../pool.ts';

export type Scene = {
	linked: Compatibility;
	graph: CompatibilityGraph;
	limits: { maxCycle: number; maxChain: number };
	selection: Selection;
	/** The pool made ready for searches around a vertex. */
	around: Surroundings;
	/** Everybody free: what each household could have if all others waited for it. */
	everybody: Openness;
	/** Vertices that the exchanges found hold. */
	isServed: Uint8Array;
	vertexOfDwelling: ReadonlyMap<string, number>;
	/** Moves from the nearest vacant dwelling, by exchange length accepted, through the households left free. */
	movesFromVacancy: readonly Float64Array[];
};

export function sceneOf(
	linked: Compatibility,
	graph: CompatibilityGraph,
	limits: { maxCycle: number; maxChain: number },
	selection: Selection
): Scene {
	const { pool } = graph;
	const isServed = new Uint8Array(vertexCount(pool));
	for (const exchange of [...selection.cycles, ...selection.chains]) for (const v of exchange) isServed[v] = 1;
	const around = surroundingsByLevels(pool, limits);
	const nobody = new Uint8Array(vertexCount(pool));
	return {
		linked,
		graph,
		limits,
		selection,
		around,
		everybody: {
			taken: nobody,
			cut: new Set(),
			bounds: standingBounds(around, nobody).around(around, [], nobody)
		},
		isServed,
		vertexOfDwelling: new Map(graph.vertices.map(({ dwellingId }, v) => [dwellingId, v])),
		movesFromVacancy: Array.from({ length: limits.maxChain + 1 }, (_, moves) => fromVacancy(pool, isServed, moves))
	};
}

/**
 * Searches go by as many levels, from the first on, as one exact number holds: exchanges that are the best by all of those are told
 * apart no further.
 */
function surroundingsByLevels(pool: Pool, limits: { maxCycle: number; maxChain: number }): Surroundings {
	for (let levels = pool.levels.length; levels > 0; levels--) {
		const around = readyForRepair({ ...pool, levels: pool.levels.slice(0, levels) }, limits);
		if (around) return around;
	}
	return readyForRepair({ ...pool, levels: [] }, limits)!;
}

/** The number of moves a household accepts to depend on. */
export const patienceOf = (pool: Pool, v: number): number =>
	v < pool.households && pool.patience ? pool.patience[v]! : 255;

/** Moves from a free vacant dwelling to each household, through free ones that accept exchanges of that length. */
function fromVacancy(pool: Pool, isServed: Uint8Array, longest: number): Float64Array {
	const steps = new Float64Array(vertexCount(pool)).fill(Infinity);
	let front: number[] = [];
	for (let d = pool.households; d < vertexCount(pool); d++)
		if (!isServed[d]) {
			steps[d] = 0;
			front.push(d);
		}
	for (let moves = 1; moves < longest && front.length > 0; moves++) {
		const next: number[] = [];
		for (const u of front)
			for (let arc = pool.rowStart[u]!; arc < pool.rowStart[u + 1]!; arc++) {
				const w = pool.target[arc]!;
				if (isServed[w] || steps[w] !== Infinity || patienceOf(pool, w) < longest) continue;
				steps[w] = moves;
				next.push(w);
			}
		front = next;
	}
	return steps;
}

/**
 * Whether a household would be in an exchange if the dwelling of a vertex suited it, among those left free.
 * @param patience the number of moves it accepts to depend on
 */
export function closesBy(scene: Scene, v: number, patience: number): (giver: number) => boolean {
	const { pool } = scene.graph;
	const { maxCycle, maxChain } = scene.limits;
	const reached = new Set<number>();
	for (let moves = 2; moves <= Math.min(maxCycle, patience); moves++) {
		let front = [v];
		const seen = new Set(front);
		for (let step = 1; step < moves; step++) {
			const next: number[] = [];
			for (const u of front)
				for (let arc = pool.rowStart[u]!; arc < pool.rowStart[u + 1]!; arc++) {
					const w = pool.target[arc]!;
					if (scene.isServed[w] || seen.has(w) || patienceOf(pool, w) < moves) continue;
					seen.add(w);
					next.push(w);
					reached.add(w);
				}
			front = next;
		}
	}
	return (giver) => {
		if (reached.has(giver)) return true;
		for (let moves = 1; moves <= Math.min(maxChain, patience); moves++)
			if (scene.movesFromVacancy[moves]![giver]! < moves) return true;
		return false;
	};
}

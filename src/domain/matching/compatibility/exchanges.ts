/** A selection of the engine told as moves: who leaves which home for which. */
import type { Selection } from '../check.ts';
import { findArc } from '../pool.ts';
import type { CompatibilityGraph, GraphVertex } from './lay-out.ts';

/** One household going from its home to another. */
export type Move = {
	listingId: string;
	householdId: string;
	homeOrganismId: string;
	currentDwellingId: string;
	targetDwellingId: string;
	targetOrganismId: string;
};

/**
 * Moves that stand or fall together, in the order they are told: each household takes the home of the next one; the
 * last takes that of the first, or the vacant dwelling that starts the chain.
 */
export type Exchange = { kind: 'cycle' | 'chain'; moves: Move[] };

/** The exchanges of a selection, cycles first. */
export function exchangesOf(graph: CompatibilityGraph, selection: Selection): Exchange[] {
	const tell = (kind: Exchange['kind'], vertices: readonly number[]): Exchange => {
		// The engine reads « the dwelling of u goes to v »: the same round, the other way.
		const round = vertices.toReversed().map((v) => graph.vertices[v]!);
		const movers = round.filter((vertex) => vertex.listing !== null);
		return { kind, moves: movers.map((mover, i) => moveOf(mover, round[(i + 1) % round.length]!)) };
	};
	return [
		...selection.cycles.map((cycle) => tell('cycle', cycle)),
		...selection.chains.map((chain) => tell('chain', chain))
	];
}

/**
 * The exchanges told as moves, as a selection of a graph: the other way round of `exchangesOf`. Those that the graph does
 * not hold are left out: somebody has left since, or only the law gives them.
 */
export function selectionOf(graph: CompatibilityGraph, exchanges: readonly Exchange[]): Selection {
	const vertexOf = new Map(graph.vertices.map(({ dwellingId }, v) => [dwellingId, v]));
	const selection: { cycles: number[][]; chains: number[][] } = { cycles: [], chains: [] };
	for (const { kind, moves } of exchanges) {
		const homes = moves.map(({ currentDwellingId }) => currentDwellingId);
		const round = kind === 'chain' ? [...homes, moves.at(-1)!.targetDwellingId] : homes;
		const vertices = round.toReversed().map((id) => vertexOf.get(id) ?? -1);
		const steps = kind === 'cycle' ? [...vertices, vertices[0]!] : vertices;
		const isThere = steps.every(
			(v, i) => v >= 0 && (i === 0 || (steps[i - 1]! >= 0 && findArc(graph.pool, steps[i - 1]!, v) >= 0))
		);
		if (isThere) (kind === 'cycle' ? selection.cycles : selection.chains).push(vertices);
	}
	return selection;
}

const moveOf = (mover: GraphVertex, target: GraphVertex): Move => ({
	...mover.listing!,
	homeOrganismId: mover.organismId,
	currentDwellingId: mover.dwellingId,
	targetDwellingId: target.dwellingId,
	targetOrganismId: target.organismId
});

/** Households that have found each other and ask for their exchange, as a cycle of the pool. */
export type ArrangedExchange = { listingIds: readonly string[] };

/** Why an exchange arranged by the households themselves could not be kept. */
export type ArrangedFault = 'unknownListing' | 'notCompatible' | 'usedTwice';

/**
 * Exchanges arranged by hand, as cycles the engine must keep. One that the rules or the needs do not allow, or that
 * shares a household with one before it, is given back with the reason.
 */
export function arrangedCycles(
	graph: CompatibilityGraph,
	arranged: readonly ArrangedExchange[],
	isAllowed: (cycle: number[]) => boolean
): { cycles: number[][]; faults: { listingIds: readonly string[]; fault: ArrangedFault }[] } {
	const vertexOf = new Map(
		graph.vertices.flatMap(({ listing }, v) => (listing ? [[listing.listingId, v]] : [])) as [string, number][]
	);
	const taken = new Set<number>();
	const cycles: number[][] = [];
	const faults: { listingIds: readonly string[]; fault: ArrangedFault }[] = [];
	for (const { listingIds } of arranged) {
		const cycle = listingIds.map((id) => vertexOf.get(id)).filter((v) => v !== undefined);
		const fault: ArrangedFault | null =
			cycle.length < listingIds.length
				? 'unknownListing'
				: cycle.some((v) => taken.has(v))
					? 'usedTwice'
					: isAllowed(cycle)
						? null
						: 'notCompatible';
		if (fault) {
			faults.push({ listingIds, fault });
			continue;
		}
		for (const v of cycle) taken.add(v);
		cycles.push(cycle);
	}
	return { cycles, faults };
}

/** The moves into one home and out of it, for a pool that is brought up to date rather than laid out again. */
import type { Home } from './homes.ts';
import { vertexFor, type GraphVertex } from './lay-out.ts';
import { numbersAt, numbersPerFound, type FoundHomes, type MoveNumbers, type Seeker } from './seeker.ts';

/** One move: the household whose home is `to` takes the home `from`. Both by the dwelling. */
export type HomeMove = MoveNumbers & { from: string; to: string };

export type HomeMoves = {
	vertex: GraphVertex;
	/** How many moves the household accepts to depend on; null for a vacant dwelling. */
	patience: number | null;
	moves: HomeMove[];
};

/**
 * @param seeker the household that brings the home; null when it is vacant
 * @param askers households that may have found it: all who have, at least
 * @param dwellingAt the dwelling of a slot
 */
export function movesAround(
	home: Home,
	seeker: Seeker | null,
	askers: Iterable<Seeker>,
	dwellingAt: (slot: number) => string
): HomeMoves {
	const own = home.facts.source.id;
	const moves: HomeMove[] = [];
	const found: FoundHomes = seeker?.found ?? new Int32Array(0);
	for (let i = 0; i < found.length; i += numbersPerFound)
		moves.push({ from: dwellingAt(found[i]!), to: own, ...numbersAt(found, i) });
	for (const asker of askers) {
		const at = placeOf(asker.found, home.slot);
		if (at < 0) continue;
		const to = asker.home.facts.source.id;
		moves.push({ from: own, to, ...numbersAt(asker.found, at) });
	}
	return { vertex: vertexFor(home, seeker?.listing), patience: seeker && seeker.need.maxHouseholds, moves };
}

function placeOf(found: Int32Array, slot: number): number {
	for (let i = 0; i < found.length; i += numbersPerFound) if (found[i] === slot) return i;
	return -1;
}

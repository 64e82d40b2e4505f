/** What a repair found, told as a run tells it. */
import type { Dwelling } from '../../dwellings/dwelling.ts';
import { vertexCount, type Pool } from '../pool.ts';
import { canonical, type Answer } from '../solve.ts';
import type { Compatibility } from './compatibility.ts';
import { exchangesOf, type Exchange } from './exchanges.ts';
import type { CompatibilityGraph } from './lay-out.ts';
import type { LeftOut } from './left-out.ts';
import type { PoolListing, StandingHome } from './listing.ts';
import type { Found } from './run.ts';
import type { MendQuestion } from './search.ts';
import type { StandingHomes } from './standing-homes.ts';

export type Mended = Found & {
	question: MendQuestion;
	/** The listings of those who would move, and of those freed. */
	listings: PoolListing[];
	/** Vacant homes that they would move to. */
	vacantHomes: Dwelling[];
	/** Listings that a live exchange holds. */
	held: number;
};

type Told = {
	graph: CompatibilityGraph;
	question: MendQuestion;
	homes: StandingHomes;
	vertexOf: (dwellingId: string) => number | undefined;
	freedHomes: readonly StandingHome[];
	look: Compatibility['look'];
	/** Exchanges that only the law gives to those freed that are not served yet. */
	ofRight: (freed: readonly StandingHome[], served: ReadonlySet<string>) => Exchange[];
};

type MendAnswer = Answer & { reached: readonly number[] | null };

/** Tells the exchanges that house again somebody freed, and why the others freed have none. */
export function tellMended(told: Told, { cycles, chains, levels, prices: _, reached, ...rest }: MendAnswer): Mended {
	const { graph, question, homes, freedHomes, ofRight } = told;
	const isReached = ({ dwellingId }: StandingHome) =>
		reached?.some((v) => graph.vertices[v]!.dwellingId === dwellingId) ?? true;
	const freedIds = freedHomes.map(({ listing }) => listing!.household.id);
	const isFreed = new Set(freedIds);
	const servesFreed = ({ moves }: Exchange) => moves.some(({ householdId }) => isFreed.has(householdId));
	const result = { ...canonical({ cycles, chains }), levels };
	// A search of the whole pool finds exchanges for others too: those wait for the next run.
	const byEngine = exchangesOf(graph, result).filter(servesFreed);
	const asOfRight = ofRight(freedHomes, householdsOf(byEngine)).filter(servesFreed);
	const exchanges = [...byEngine, ...asOfRight];
	const movers = householdsOf(exchanges);
	const isOpen = openIn(graph.pool, question.closed);
	const targets = exchanges.flatMap(({ moves }) => moves.map(({ targetDwellingId }) => homes.get(targetDwellingId)));
	return {
		...rest,
		result,
		question,
		...openPart(graph.pool, isOpen),
		exchanges,
		leftOut: freedHomes
			.filter(({ listing }) => !movers.has(listing!.household.id))
			.map((home) => whyLeftOut(told, isOpen, home.listing!, isReached(home))),
		listings: [...new Set([...freedIds, ...movers])].map((id) => homes.ofHousehold(id)!.listing!),
		vacantHomes: targets.map((home) => home?.vacancy).filter((vacancy) => vacancy != null),
		held: homes.held()
	};
}

const householdsOf = (exchanges: readonly Exchange[]): Set<string> =>
	new Set(exchanges.flatMap(({ moves }) => moves.map(({ householdId }) => householdId)));

/** Per vertex of a pool, 1 when it is not among those closed. */
function openIn(pool: Pool, closed: readonly number[]): Uint8Array {
	const isOpen = new Uint8Array(vertexCount(pool)).fill(1);
	for (const v of closed) isOpen[v] = 0;
	return isOpen;
}

/** The pool without what is closed, counted. */
function openPart({ rowStart, target, households }: Pool, isOpen: Uint8Array) {
	let [openHouseholds, vacancies, arcs] = [0, 0, 0];
	for (let u = 0; u < isOpen.length; u++) {
		if (isOpen[u] === 0) continue;
		if (u < households) openHouseholds++;
		else vacancies++;
		// Added up rather than asked one by one: of millions of arcs, which are open is not to be guessed.
		for (let arc = rowStart[u]!; arc < rowStart[u + 1]!; arc++) arcs += isOpen[target[arc]!]!;
	}
	return { households: openHouseholds, vacancies, arcs };
}

/** Why a household that was freed has no exchange; what it could have had in a longer one is for the next run to say. */
function whyLeftOut(
	{ graph, question, homes, vertexOf, look }: Told,
	isOpen: Uint8Array,
	listing: PoolListing,
	isReached: boolean
): LeftOut {
	const { listingId, dwelling } = listing;
	const told = { listingId, dwellingId: dwelling.id, organismId: dwelling.organismId };
	const seen = look(listing);
	if (typeof seen === 'string') return { ...told, cause: seen, suited: 0, allowed: 0, takers: 0 };
	const suited = seen.allowed.length + seen.blocked.length;
	const allowed = seen.allowed.filter((id) => homes.get(id)!.isFree).length;
	const own = vertexOf(dwelling.id)!;
	const refusedIt = new Set(question.cut.filter(([home]) => home === own).map(([, household]) => household));
	const { rowStart, target } = graph.pool;
	const takers = target
		.subarray(rowStart[own]!, rowStart[own + 1]!)
		.reduce((sum, v) => sum + (isOpen[v] === 1 && !refusedIt.has(v) ? 1 : 0), 0);
	const cause =
		suited === 0 ? 'noHomeWanted' : allowed === 0 ? 'noHomeAllowed' : isReached ? 'othersChosen' : 'noExchange';
	return { ...told, cause, suited, allowed, takers };
}

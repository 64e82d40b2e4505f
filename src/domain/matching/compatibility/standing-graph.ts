/**
 * The graph of a territory that stands between repairs: it follows each annonce, home, hold and refusal as it changes,
 * so that mending a broken exchange costs what changed and no more. Homes that a live exchange holds are in it, closed:
 * they open again the moment they are freed.
 */
import type { Dwelling } from '../../dwellings/dwelling.ts';
import type { RuleSet } from '../../eligibility/settings.ts';
import type { Pool } from '../pool.ts';
import type { Budget } from '../budget.ts';
import { exchangesOfRight } from './as-of-right.ts';
import { compatibilityOf, type CompatibilitySetting } from './compatibility.ts';
import type { Exchange } from './exchanges.ts';
import type { CompatibilityGraph } from './lay-out.ts';
import type { PoolListing, RefusedPair, StandingHome } from './listing.ts';
import { tellMended, type Mended } from './mended.ts';
import type { RepairWish } from './objective.ts';
import { mendIn, readyToMend, type MendQuestion, type ReadyPool } from './search.ts';

export type StandingGraph = {
	/** Takes over homes as they are now. */
	follow(homes: readonly StandingHome[]): void;
	/** Other rules for the same day. */
	adoptRules(rules: RuleSet): void;
	/** Lays the pool out when homes came or changed since it was; the pool that repairs are then asked of. */
	layOut(): Pool;
	/** The best exchanges through those whom a broken exchange freed, everything held staying as it is. */
	mend(wish: RepairWish, budget?: Budget & { seed?: number }): Mended;
};

/** The pool as it was laid out, and what has closed in it since. */
type LaidOut = {
	graph: CompatibilityGraph;
	ready: ReadyPool;
	vertexOf: ReadonlyMap<string, number>;
	closed: Uint8Array;
	cut: [number, number][];
	/** What was closed when bounds were last counted. */
	countedWith: number[];
};

/** Bounds are counted again once so many homes were held or freed: they would be too high, or too long to correct. */
const mostDrift = 200;

/** Builds the graph of some homes. */
export function standingGraph(
	setting: CompatibilitySetting,
	limits: { maxCycle: number; maxChain: number },
	all: readonly StandingHome[]
): StandingGraph {
	const homes = new Map(all.map((home) => [home.dwellingId, home]));
	const homeOf = new Map(all.flatMap((home) => (home.listing ? [[home.listing.household.id, home]] : [])));
	let { rules } = setting;
	const isInTime = (vacancy: Dwelling) => vacancy.vacantFrom! <= setting.leasesBy;
	const linked = compatibilityOf(setting, {
		listings: all.map(({ listing }) => listing).filter((listing) => listing !== null),
		vacancies: all
			.map(({ vacancy }) => vacancy)
			.filter((vacancy) => vacancy !== null && isInTime(vacancy)) as Dwelling[],
		refused: all.flatMap(refusedPairs)
	});
	let laid: LaidOut | null = null;
	const isSearching = (listingId: string) => !layOut().graph.keptOut.some((one) => one.listingId === listingId);

	const layOut = (): LaidOut => {
		if (laid) return laid;
		const graph = linked.graph(limits, true);
		const vertexOf = new Map(graph.vertices.map(({ dwellingId }, v) => [dwellingId, v]));
		const closed = Uint8Array.from(graph.vertices, ({ dwellingId }) => (homes.get(dwellingId)!.isFree ? 0 : 1));
		const ready = readyToMend(graph.pool, limits);
		return (laid = { graph, ready, vertexOf, closed, cut: [], countedWith: listClosed(closed) });
	};

	/** The pool must be laid out again: a home came, or is another than it was. */
	const replace = (before: StandingHome | undefined, now: StandingHome) => {
		const isGone = !now.listing && !now.vacancy;
		const v = laid?.vertexOf.get(now.dwellingId);
		if (!isGone) laid = null;
		else if (laid && v !== undefined) laid.closed[v] = 1;
		if (before?.listing && before.listing.listingId !== now.listing?.listingId)
			linked.removeListing(before.listing.listingId);
		if (before?.vacancy) linked.removeVacancy(now.dwellingId);
		if (now.listing) linked.putListing(now.listing);
		if (now.vacancy && isInTime(now.vacancy)) linked.putVacancy(now.vacancy);
	};

	const refuse = (dwellingId: string, { household, dwelling }: PoolListing) => {
		linked.refuse({ householdId: household.id, dwellingId });
		const [home, v] = [laid?.vertexOf.get(dwellingId), laid?.vertexOf.get(dwelling.id)];
		if (laid && home !== undefined && v !== undefined) laid.cut.push([home, v]);
	};

	const follow = (now: StandingHome) => {
		const before = homes.get(now.dwellingId);
		if (before?.listing) homeOf.delete(before.listing.household.id);
		if (now.listing) homeOf.set(now.listing.household.id, now);
		if (now.listing || now.vacancy) homes.set(now.dwellingId, now);
		else homes.delete(now.dwellingId);
		// Refusals first: a household that searches again must not find what it has just refused.
		const known = new Set(before?.refused);
		for (const dwellingId of now.refused) if (!known.has(dwellingId) && now.listing) refuse(dwellingId, now.listing);
		if (!isSame(before, now)) replace(before, now);
		const v = laid?.vertexOf.get(now.dwellingId);
		if (laid && v !== undefined && homes.has(now.dwellingId)) laid.closed[v] = now.isFree ? 0 : 1;
	};

	return {
		follow: (some) => some.forEach(follow),
		adoptRules(next) {
			if (next.version === rules.version) return;
			rules = next;
			linked.adoptRules(next);
			laid = null;
		},
		layOut: () => layOut().graph.pool,
		mend(wish, budget) {
			const now = layOut();
			const { graph, ready, vertexOf, closed, cut } = now;
			const closedNow = listClosed(closed);
			if (driftOf(now.countedWith, closedNow) > mostDrift) now.countedWith = closedNow;
			const freedHomes = wish.freed.map((id) => homeOf.get(id)).filter((home) => home?.isFree) as StandingHome[];
			const isVertex = (v: number | undefined): v is number => v !== undefined;
			const question: MendQuestion = {
				limits,
				seed: budget?.seed ?? 1,
				freed: freedHomes.map(({ dwellingId }) => vertexOf.get(dwellingId)).filter(isVertex),
				agreed: wish.agreed.flatMap(({ householdId, dwellingId }): [number, number][] => {
					const home = vertexOf.get(dwellingId);
					const v = vertexOf.get(homeOf.get(householdId)?.dwellingId ?? '');
					return isVertex(home) && isVertex(v) ? [[home, v]] : [];
				}),
				closed: closedNow,
				cut,
				countedWith: now.countedWith
			};
			const answer = mendIn(ready, question, budget);
			const { look } = linked;
			return tellMended({ graph, question, closed, homes, homeOf, freedHomes, look, ofRight }, answer);
		}
	};

	/** Exchanges that only the law gives, between those freed and their neighbours. */
	function ofRight(freedHomes: readonly StandingHome[], served: ReadonlySet<string>): Exchange[] {
		const listingsOf = (some: Iterable<StandingHome>) =>
			[...some].flatMap(({ listing, isFree }) =>
				listing && isFree && !served.has(listing.household.id) ? [listing] : []
			);
		const left = listingsOf(freedHomes);
		if (limits.maxCycle < 2 || left.length === 0) return [];
		const estates = new Set(left.map(({ dwelling }) => dwelling.estateId));
		const neighbours = listingsOf(homes.values()).filter(
			({ dwelling, listingId }) => estates.has(dwelling.estateId) && isSearching(listingId)
		);
		const pairs = neighbours.flatMap(({ dwelling }) => refusedPairs(homes.get(dwelling.id)!));
		return exchangesOfRight({ ...setting, rules }, neighbours, pairs);
	}
}

const refusedPairs = ({ listing, refused }: StandingHome): RefusedPair[] =>
	listing ? refused.map((dwellingId) => ({ householdId: listing.household.id, dwellingId })) : [];

const listClosed = (closed: Uint8Array): number[] => [...closed.keys()].filter((v) => closed[v]);

/** How many are in one list and not in the other. */
const driftOf = (before: readonly number[], now: readonly number[]): number =>
	new Set(before).symmetricDifference(new Set(now)).size;

/** Whether nothing that the graph reads of a home has changed. */
const isSame = (before: StandingHome | undefined, now: StandingHome): boolean =>
	before !== undefined &&
	JSON.stringify([before.listing, before.vacancy]) === JSON.stringify([now.listing, now.vacancy]);

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
import { laidOutOf, type LaidOut, type UpToDate } from './laid-out.ts';
import type { PoolListing, RefusedPair, StandingHome } from './listing.ts';
import { tellMended, type Mended } from './mended.ts';
import type { RepairWish } from './objective.ts';
import { boundsFor, mendIn, type MendQuestion } from './search.ts';
import { standingHomes } from './standing-homes.ts';

export type StandingGraph = {
	/** Takes over homes as they are now. */
	follow(homes: readonly StandingHome[]): void;
	/** Other rules for the same day. */
	adoptRules(rules: RuleSet): void;
	/** The pool that repairs are asked of, as it was laid out; laid out again when too much has changed since. */
	layOut(): Pool;
	/** Does ahead what the next repair would have to; lays the pool out again when much has been written anew. */
	prepare(): void;
	/** The best exchanges through those whom a broken exchange freed, everything held staying as it is. */
	mend(wish: RepairWish, budget?: Budget & { seed?: number }): Mended;
};

/** Builds the graph of some homes. */
export function standingGraph(
	setting: CompatibilitySetting,
	limits: { maxCycle: number; maxChain: number },
	all: readonly StandingHome[]
): StandingGraph {
	const homes = standingHomes(all);
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
	const isFree = (dwellingId: string) => homes.get(dwellingId)?.isFree === true;

	const layOut = (): { laidOut: LaidOut; now: UpToDate } => {
		const known = laid?.upToDate();
		if (laid && known) return { laidOut: laid, now: known };
		const laidOut = (laid = laidOutOf(linked, limits, isFree));
		return { laidOut, now: laidOut.upToDate()! };
	};

	/** A home came, went, or is another than it was. */
	const replace = (before: StandingHome | undefined, now: StandingHome) => {
		// Who goes is closed; the others are written anew. A home that is both is laid out as two vertices.
		if (now.listing && now.vacancy) laid = null;
		else if (now.listing || now.vacancy) laid?.change(now.dwellingId);
		if (before?.listing && before.listing.listingId !== now.listing?.listingId)
			linked.removeListing(before.listing.listingId);
		if (before?.vacancy) linked.removeVacancy(now.dwellingId);
		if (now.listing) linked.putListing(now.listing);
		if (now.vacancy && isInTime(now.vacancy)) linked.putVacancy(now.vacancy);
	};

	const refuse = (dwellingId: string, { household, dwelling }: PoolListing) => {
		linked.refuse({ householdId: household.id, dwellingId });
		laid?.cut(dwellingId, dwelling.id);
	};

	const follow = (now: StandingHome) => {
		const before = homes.put(now);
		// Refusals first: a household that searches again must not find what it has just refused.
		const known = new Set(before?.refused);
		for (const dwellingId of now.refused) if (!known.has(dwellingId) && now.listing) refuse(dwellingId, now.listing);
		if (!isSame(before, now)) replace(before, now);
		laid?.close(now.dwellingId, !isFree(now.dwellingId));
	};

	return {
		follow: (some) => some.forEach(follow),
		adoptRules(next) {
			if (next.version === rules.version) return;
			rules = next;
			linked.adoptRules(next);
			laid = null;
		},
		layOut: () => layOut().laidOut.first.pool,
		prepare() {
			if (layOut().laidOut.isWorn()) laid = null;
			const { laidOut, now } = layOut();
			laidOut.prepare();
			boundsFor(now.ready.laidOut ?? now.ready, laidOut.closures());
		},
		mend(wish, budget) {
			const { laidOut, now } = layOut();
			const { vertexOf } = laidOut;
			const freedHomes = wish.freed.map(homes.ofHousehold).filter((home) => home?.isFree) as StandingHome[];
			const isVertex = (v: number | undefined): v is number => v !== undefined;
			const question: MendQuestion = {
				limits,
				seed: budget?.seed ?? 1,
				freed: freedHomes.map(({ dwellingId }) => vertexOf(dwellingId)).filter(isVertex),
				agreed: wish.agreed.flatMap(({ householdId, dwellingId }): [number, number][] => {
					const home = vertexOf(dwellingId);
					const v = vertexOf(homes.ofHousehold(householdId)?.dwellingId ?? '');
					return isVertex(home) && isVertex(v) ? [[home, v]] : [];
				}),
				...laidOut.closures(),
				...(now.patch && { patch: now.patch })
			};
			const answer = mendIn(now.ready, question, budget);
			const { look } = linked;
			return tellMended({ graph: now.graph, question, homes, vertexOf, freedHomes, look, ofRight }, answer);
		}
	};

	/** Exchanges that only the law gives, between those freed and their neighbours. */
	function ofRight(freedHomes: readonly StandingHome[], served: ReadonlySet<string>): Exchange[] {
		const isLeft = ({ listing, isFree }: StandingHome) =>
			listing !== null && isFree && !served.has(listing.household.id);
		const left = freedHomes.filter(isLeft);
		if (limits.maxCycle < 2 || left.length === 0) return [];
		const estates = new Set(left.map(({ listing }) => listing!.dwelling.estateId));
		const neighbours = [...estates]
			.flatMap((estateId) => [...homes.inEstate(estateId)])
			.filter((home) => isLeft(home) && linked.isSearching(home.listing!.listingId));
		const listings = neighbours.map(({ listing }) => listing!);
		return exchangesOfRight({ ...setting, rules }, listings, neighbours.flatMap(refusedPairs));
	}
}

const refusedPairs = ({ listing, refused }: StandingHome): RefusedPair[] =>
	listing ? refused.map((dwellingId) => ({ householdId: listing.household.id, dwellingId })) : [];

/** Whether nothing that the graph reads of a home has changed. */
const isSame = (before: StandingHome | undefined, now: StandingHome): boolean =>
	before !== undefined &&
	JSON.stringify([before.listing, before.vacancy]) === JSON.stringify([now.listing, now.vacancy]);

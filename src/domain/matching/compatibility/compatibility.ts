/**
 * Who could move into which home: the graph that the engine works on, kept up to date as listings, vacant dwellings
 * and refusals come and go. Every arc has passed the limits of the household's need and the rules of the book; no pair
 * outside the shelves that a need points at is ever looked at.
 */
import type { Day } from '../../calendar.ts';
import type { Dwelling } from '../../dwellings/dwelling.ts';
import { compileDwelling, compileHousehold, compileRuleSet, type CompiledRuleSet } from '../../eligibility/compile.ts';
import type { DwellingFacts, HouseholdFacts } from '../../eligibility/facts.ts';
import { BLOCKED, MISSING_BLOCKING } from '../../eligibility/rule.ts';
import type { RuleSet } from '../../eligibility/settings.ts';
import { mayBeProposed, verdictOf } from '../../eligibility/verdict.ts';
import type { Need } from '../../needs/need.ts';
import { poolFromArcs, type Pool } from '../pool.ts';
import { homesOnShelves, placeKey, roomsClass, suits, type Home } from './homes.ts';
import { searchableNeed, type PoolListing, type RefusedPair } from './listing.ts';
import {
	defaultPriorityPoints,
	levelsOf,
	priorityScorer,
	qualityOf,
	rehousedPoints,
	waitingPoints,
	type PriorityPoints,
	type RepairWish
} from './objective.ts';

/** Why a household takes no part in a run, before any home is looked at. */
export type KeptOut = 'needIncomplete' | 'notYet' | 'fileBlocked' | 'fileIncomplete' | 'homeKeptOut';

export type CompatibilitySetting = {
	rules: RuleSet;
	/** The day the rules are read. */
	on: Day;
	/** The day leases could be signed if all goes well: who cannot move by then waits for a later run. */
	leasesBy: Day;
	points?: PriorityPoints;
};

/** A household that searches, with the homes found for it. */
type Seeker = {
	listing: PoolListing;
	facts: HouseholdFacts;
	need: Need;
	home: Home;
	waiting: number;
	/** Homes inside its need, and those of them that the rules allow; parallel lists. */
	suited: number;
	homes: Home[];
	priorities: number[];
	qualities: number[];
};

export type GraphVertex = {
	dwellingId: string;
	organismId: string;
	/** Null for a vacant dwelling. */
	listing: { listingId: string; householdId: string } | null;
};

export type CompatibilityGraph = {
	pool: Pool;
	/** Who and what each vertex of the pool is. */
	vertices: GraphVertex[];
	/** Per household of the pool: homes inside its need, before the rules. */
	suited: Int32Array;
	/** Listings that are no vertex, with the reason. */
	keptOut: { listingId: string; dwellingId: string; organismId: string; cause: KeptOut }[];
};

export type Compatibility = {
	/** Puts a listing in, or puts it in again as it is now. */
	putListing(listing: PoolListing): void;
	removeListing(listingId: string): void;
	putVacancy(dwelling: Dwelling): void;
	removeVacancy(dwellingId: string): void;
	/** The household will not be proposed this home any more. */
	refuse(pair: RefusedPair): void;
	/** The pool of the engine. The same listings give the same pool, in whatever order they came. */
	graph(limits: { maxCycle: number; maxChain: number }, repair?: RepairWish): CompatibilityGraph;
};

/** A graph with everything in it at once: each household searches the shelves a single time. */
export function compatibilityOf(
	setting: CompatibilitySetting,
	input: {
		listings: readonly PoolListing[];
		vacancies: readonly Dwelling[];
		refused: readonly RefusedPair[];
	}
): Compatibility {
	const compiled = compileRuleSet(setting.rules, setting.on);
	const priorityOf = priorityScorer(setting.points ?? defaultPriorityPoints);
	const shelves = homesOnShelves();
	const seekers = new Map<string, Seeker>();
	const seekersByHousehold = new Map<string, Seeker>();
	const vacancies = new Map<string, Home>();
	const homes = new Map<string, Home>();
	const keptOut = new Map<string, { listing: PoolListing; cause: KeptOut }>();
	/** Who asks for each place: the question of the shelves, the other way round. */
	const asking = new Map<string, Set<Seeker>>();
	const refusedBy = new Map<string, Set<string>>();
	const forbid = ({ householdId, dwellingId }: RefusedPair) => {
		const homes = refusedBy.get(householdId);
		if (homes) homes.add(dwellingId);
		else refusedBy.set(householdId, new Set([dwellingId]));
	};
	input.refused.forEach(forbid);

	/** Its own home is never proposed to a household, nor one it will not have. */
	const isRefused = ({ facts }: Seeker, home: Home) =>
		home.householdId === facts.source.id || refusedBy.get(facts.source.id)?.has(home.facts.source.id) === true;

	const link = (seeker: Seeker, home: Home, residual: number) => {
		if (isRefused(seeker, home)) return;
		seeker.suited++;
		const verdict = verdictOf(seeker.facts, home.facts, compiled);
		if (!mayBeProposed(verdict)) return;
		seeker.homes.push(home);
		seeker.priorities.push(priorityOf(seeker.facts, home.facts, seeker.home.facts, residual));
		const { waiting } = seeker;
		seeker.qualities.push(qualityOf(seeker.facts, home.facts, seeker.need, { residual, verdict, waiting }));
	};

	const shelve = (home: Home) => {
		homes.set(home.facts.source.id, home);
		shelves.add(home);
	};

	const enter = (listing: PoolListing): Seeker | null => {
		const readied = ready(listing, compiled, setting.leasesBy);
		if (typeof readied === 'string') {
			keptOut.set(listing.listingId, { listing, cause: readied });
			return null;
		}
		const waiting = waitingPoints(listing.publishedOn, setting.on);
		const seeker: Seeker = { listing, ...readied, waiting, suited: 0, homes: [], priorities: [], qualities: [] };
		seekers.set(listing.listingId, seeker);
		seekersByHousehold.set(listing.household.id, seeker);
		shelve(seeker.home);
		for (const place of placesOf(seeker.need)) {
			const there = asking.get(place);
			if (there) there.add(seeker);
			else asking.set(place, new Set([seeker]));
		}
		return seeker;
	};

	const search = (seeker: Seeker) =>
		shelves.search(seeker.facts, seeker.need, (home, residual) => link(seeker, home, residual));

	const offer = (home: Home) => {
		const { source, rooms } = home.facts;
		for (const seeker of asking.get(placeKey(source.commune, roomsClass(rooms))) ?? []) {
			const found = suits(seeker.facts, seeker.need, home);
			if (found) link(seeker, home, found.residual);
		}
	};

	const leave = (listingId: string) => {
		keptOut.delete(listingId);
		const seeker = seekers.get(listingId);
		if (!seeker) return;
		seekers.delete(listingId);
		seekersByHousehold.delete(seeker.listing.household.id);
		for (const place of placesOf(seeker.need)) asking.get(place)!.delete(seeker);
		withdraw(seeker.home);
	};

	const unlink = (seeker: Seeker, home: Home) => {
		if (isRefused(seeker, home) || !suits(seeker.facts, seeker.need, home)) return;
		seeker.suited--;
		const at = seeker.homes.indexOf(home);
		if (at >= 0) for (const list of [seeker.homes, seeker.priorities, seeker.qualities]) list.splice(at, 1);
	};

	/** The home is for nobody any more. */
	const withdraw = (home: Home) => {
		home.isGone = true;
		const { source, rooms } = home.facts;
		homes.delete(source.id);
		for (const seeker of asking.get(placeKey(source.commune, roomsClass(rooms))) ?? []) unlink(seeker, home);
	};

	const vacate = (dwelling: Dwelling): Home => {
		const home: Home = { facts: compileDwelling(dwelling, compiled), householdId: null, isGone: false };
		vacancies.set(dwelling.id, home);
		shelve(home);
		return home;
	};

	const unvacate = (dwellingId: string) => {
		const home = vacancies.get(dwellingId);
		if (!home) return;
		vacancies.delete(dwellingId);
		withdraw(home);
	};

	for (const dwelling of input.vacancies) vacate(dwelling);
	for (const listing of input.listings) enter(listing);
	for (const seeker of seekers.values()) search(seeker);

	return {
		putListing(listing) {
			leave(listing.listingId);
			const seeker = enter(listing);
			if (!seeker) return;
			search(seeker);
			offer(seeker.home);
		},
		removeListing: leave,
		putVacancy(dwelling) {
			unvacate(dwelling.id);
			offer(vacate(dwelling));
		},
		removeVacancy: unvacate,
		refuse(pair) {
			const seeker = seekersByHousehold.get(pair.householdId);
			const home = homes.get(pair.dwellingId);
			if (seeker && home) unlink(seeker, home);
			forbid(pair);
		},
		graph: (limits, repair) => graphOf({ seekers, vacancies, keptOut }, limits, repair)
	};
}

const pairKey = ({ householdId, dwellingId }: RefusedPair): string => `${householdId} ${dwellingId}`;

function* placesOf(need: Need): Generator<string> {
	for (const commune of new Set(need.communes))
		for (let rooms = roomsClass(need.minRooms); rooms <= roomsClass(need.maxRooms); rooms++)
			yield placeKey(commune, rooms);
}

/** A household and its home ready for verdicts, or why it takes no part. */
function ready(
	listing: PoolListing,
	compiled: CompiledRuleSet,
	leasesBy: Day
): { facts: HouseholdFacts; need: Need; home: Home } | KeptOut {
	const need = searchableNeed(listing.need);
	if (!need) return 'needIncomplete';
	if (need.notBefore !== null && need.notBefore > leasesBy) return 'notYet';
	const facts = compileHousehold(listing.household, { current: listing.dwelling, need }, compiled);
	if (facts.isCurrentExcluded) return 'homeKeptOut';
	if (facts.isLeaseExcluded || facts.bits & BLOCKED) return 'fileBlocked';
	if (facts.bits & MISSING_BLOCKING) return 'fileIncomplete';
	const sheet: DwellingFacts = compileDwelling(listing.dwelling, compiled);
	return { facts, need, home: { facts: sheet, householdId: listing.household.id, isGone: false } };
}

const byId = <T>(entries: Map<string, T>): T[] =>
	[...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);

function graphOf(
	held: {
		seekers: Map<string, Seeker>;
		vacancies: Map<string, Home>;
		keptOut: Map<string, { listing: PoolListing; cause: KeptOut }>;
	},
	limits: { maxCycle: number; maxChain: number },
	repair: RepairWish | undefined
): CompatibilityGraph {
	const seekers = byId(held.seekers);
	const vacancies = byId(held.vacancies);
	const vertexOf = new Map<Home, number>();
	for (const [v, seeker] of seekers.entries()) vertexOf.set(seeker.home, v);
	for (const [i, home] of vacancies.entries()) vertexOf.set(home, seekers.length + i);

	const arcs = seekers.reduce((sum, seeker) => sum + seeker.homes.length, 0);
	const from = new Int32Array(arcs);
	const to = new Int32Array(arcs);
	const [again, priority, quality] = [new Int32Array(arcs), new Int32Array(arcs), new Int32Array(arcs)];
	const patience = new Uint8Array(seekers.length);
	const freed = new Set(repair?.freed);
	const agreed = new Set(repair?.agreed.map(pairKey));
	let arc = 0;
	for (const [v, seeker] of seekers.entries()) {
		const { id } = seeker.facts.source;
		patience[v] = seeker.need.maxHouseholds;
		for (const [i, home] of seeker.homes.entries()) {
			from[arc] = vertexOf.get(home)!;
			to[arc] = v;
			priority[arc] = seeker.priorities[i]!;
			quality[arc] = seeker.qualities[i]!;
			if (freed.has(id)) {
				const isSame = agreed.has(pairKey({ householdId: id, dwellingId: home.facts.source.id }));
				again[arc] = rehousedPoints.again + (isSame ? rehousedPoints.sameHome : 0);
			}
			arc++;
		}
	}
	const pool = poolFromArcs(
		{ households: seekers.length, vacancies: vacancies.length, levels: levelsOf(limits, repair !== undefined) },
		{ count: arcs, from, to, numbers: [...(repair ? [again] : []), priority, quality] },
		patience
	);
	const vertex = ({ facts }: Home, seeker?: Seeker): GraphVertex => ({
		dwellingId: facts.source.id,
		organismId: facts.organismId,
		listing: seeker ? { listingId: seeker.listing.listingId, householdId: seeker.facts.source.id } : null
	});
	return {
		pool,
		vertices: [...seekers.map((seeker) => vertex(seeker.home, seeker)), ...vacancies.map((home) => vertex(home))],
		suited: Int32Array.from(seekers, (seeker) => seeker.suited),
		keptOut: byId(held.keptOut).map(({ listing, cause }) => ({
			listingId: listing.listingId,
			dwellingId: listing.dwelling.id,
			organismId: listing.dwelling.organismId,
			cause
		}))
	};
}

import { aliasedTable, and, asc, eq, gt, inArray, isNotNull, isNull, lte, notExists, sql } from 'drizzle-orm';
import { addDays, dayOf, type Day } from '#domain/calendar.ts';
import type { Dwelling } from '#domain/dwellings/dwelling.ts';
import type { PoolListing, RefusedPair } from '#domain/matching/compatibility/listing.ts';
import type { RepairWish } from '#domain/matching/compatibility/objective.ts';
import type { RunInput } from '#domain/matching/compatibility/run.ts';
import type { StepDelays } from '#domain/proposals/proposal.ts';
import { dwellingOf } from '../dwellings/dwelling-of.ts';
import { dwellings, leases } from '../dwellings/tables.ts';
import { outOfReach } from '../households/protection.ts';
import { householdOf } from '../households/household-of.ts';
import { households, persons } from '../households/tables.ts';
import { listings } from '../needs/tables.ts';
import { loadRuleSet } from '../organisms/rule-set.ts';
import { organisms, territories } from '../organisms/tables.ts';
import type { Tx } from '../platform/context.ts';
import type { Unit } from '../platform/unit.ts';
import { answers, dwellingHolds, householdHolds, legs, proposals } from '../proposals/tables.ts';
import type { matchingRuns } from './tables.ts';

type Run = typeof matchingRuns.$inferSelect;

/** What a run starts from, and how many published listings a live exchange keeps out of it. */
export type LoadedPool = { input: RunInput; held: number };

/** Days from a proposal to the leases when every step takes all its time. */
export const longestWay = (delays: StepDelays): number =>
	delays.open + delays.visiting + delays.committing + delays.instructing + delays.offered;

/** Reads the pool of a run: published listings and offered vacancies of the territory that no live exchange holds. */
export async function loadPool(unit: Unit, run: Run): Promise<LoadedPool> {
	const { tx, now } = unit;
	const on = dayOf(now);
	const [territory] = await tx.select().from(territories).where(eq(territories.id, run.territoryId));
	const leasesBy = addDays(on, longestWay(territory!.stepDelays));
	const { free, held } = await loadListings(unit, run.territoryId);
	const { maxCycle, maxChain, seed, arranged = [] } = run.parameters;
	return {
		input: {
			on,
			leasesBy,
			rules: await loadRuleSet(tx, run.territoryId, on),
			limits: { maxCycle, maxChain },
			seed,
			listings: free,
			vacancies: await loadVacancies(tx, run.territoryId, leasesBy),
			refused: await loadRefused(tx, run.territoryId),
			arranged: [...arranged, ...(await loadPairs(tx, run, arranged))].map((listingIds) => ({ listingIds })),
			repair: run.repairsProposalId ? await loadRepair(tx, run.repairsProposalId) : null
		},
		held
	};
}

/** Pairs of published annonces that name each other, but those that the coordinator has asked for already. */
async function loadPairs(tx: Tx, run: Run, asked: readonly string[][]): Promise<string[][]> {
	// A repair answers for those of the broken chain only.
	if (run.repairsProposalId) return [];
	const other = aliasedTable(listings, 'other');
	const rows = await tx
		.select({ one: listings.id, other: other.id })
		.from(listings)
		.innerJoin(
			other,
			and(
				gt(other.id, listings.id),
				eq(other.state, 'published'),
				eq(sql`left(${other.id}::text, 8)`, listings.partner),
				eq(other.partner, sql`left(${listings.id}::text, 8)`)
			)
		)
		.where(isPublished(tx, run.territoryId))
		.orderBy(asc(listings.id), asc(other.id));
	const known = new Set(asked.map((pair) => pair.toSorted().join(' ')));
	return rows.map((row) => [row.one, row.other]).filter((pair) => !known.has(pair.toSorted().join(' ')));
}

const ofTerritory = (tx: Tx, territoryId: string) =>
	tx.select({ id: organisms.id }).from(organisms).where(eq(organisms.territoryId, territoryId));

const liveHoldOfHousehold = (tx: Tx) =>
	tx
		.select({ one: sql`1` })
		.from(householdHolds)
		.where(and(eq(householdHolds.householdId, listings.householdId), isNull(householdHolds.releasedAt)));

const liveHoldOfDwelling = (tx: Tx) =>
	tx
		.select({ one: sql`1` })
		.from(dwellingHolds)
		.where(and(eq(dwellingHolds.dwellingId, dwellings.id), isNull(dwellingHolds.releasedAt)));

async function loadListings(unit: Unit, territoryId: string): Promise<{ free: PoolListing[]; held: number }> {
	const free = await readFreeListings(unit, territoryId);
	return { free, held: (await countListings(unit.tx, territoryId)) - free.length };
}

const isPublished = (tx: Tx, territoryId: string) =>
	and(eq(listings.state, 'published'), inArray(listings.organismId, ofTerritory(tx, territoryId)));

/** The published listings of a territory. */
export const countListings = (tx: Tx, territoryId: string): Promise<number> =>
	tx.$count(listings, isPublished(tx, territoryId));

/**
 * The published listings of a territory that no live exchange holds.
 *
 * @param most so many at most, the same ones whenever asked; identifiers being random, they are a fair sample.
 */
export async function readFreeListings(
	{ tx, deps }: Pick<Unit, 'tx' | 'deps'>,
	territoryId: string,
	most?: number
): Promise<PoolListing[]> {
	const all = tx
		.select({ listing: listings, household: households, dwelling: dwellings, lease: leases })
		.from(listings)
		.innerJoin(households, eq(households.id, listings.householdId))
		.innerJoin(dwellings, eq(dwellings.id, listings.dwellingId))
		.innerJoin(
			leases,
			and(
				eq(leases.householdId, listings.householdId),
				eq(leases.dwellingId, listings.dwellingId),
				isNull(leases.endsOn)
			)
		)
		.where(and(isPublished(tx, territoryId), notExists(liveHoldOfHousehold(tx)), notExists(liveHoldOfDwelling(tx))))
		.$dynamic();
	const rows = await (most === undefined ? all : all.orderBy(asc(listings.id)).limit(most));
	const isRead =
		most === undefined
			? isPublished(tx, territoryId)
			: inArray(
					listings.id,
					rows.map(({ listing }) => listing.id)
				);
	const people = await tx
		.select({ person: persons })
		.from(persons)
		.innerJoin(listings, and(eq(listings.householdId, persons.householdId), isRead));
	const personsOf = Map.groupBy(
		people.map(({ person }) => person),
		(person) => person.householdId
	);
	const pool = rows.map(({ listing, household, dwelling, lease }) => ({
		listingId: listing.id,
		household: householdOf(deps.config, household, personsOf.get(household.id) ?? [], lease),
		dwelling: dwellingOf(dwelling),
		need: listing.need,
		publishedOn: listing.publishedOn ?? dayOf(listing.updatedAt)
	}));
	return outOfReach({ tx, deps }, pool);
}

/** The vacant homes that may start chains and can be let by a day. */
export async function loadVacancies(tx: Tx, territoryId: string, freeBy: Day): Promise<Dwelling[]> {
	const rows = await tx
		.select()
		.from(dwellings)
		.where(
			and(
				eq(dwellings.startsChains, true),
				isNotNull(dwellings.vacantFrom),
				lte(dwellings.vacantFrom, freeBy),
				inArray(dwellings.organismId, ofTerritory(tx, territoryId)),
				notExists(liveHoldOfDwelling(tx))
			)
		);
	return rows.map(dwellingOf);
}

/** Pairs that ended a chain: the household said no, let the time pass, or was told no for this very dwelling. */
const loadRefused = (tx: Tx, territoryId: string): Promise<RefusedPair[]> =>
	tx
		.selectDistinct({ householdId: legs.householdId, dwellingId: legs.targetDwellingId })
		.from(legs)
		.innerJoin(proposals, eq(proposals.id, legs.proposalId))
		.where(
			and(eq(proposals.territoryId, territoryId), inArray(legs.state, ['declined', 'opposed', 'refused', 'expired']))
		);

/** Whom a broken chain freed, and the homes they had said yes to. */
async function loadRepair(tx: Tx, proposalId: string): Promise<RepairWish> {
	const rows = await tx
		.select({ householdId: legs.householdId, dwellingId: legs.targetDwellingId, answer: answers.isYes })
		.from(legs)
		.leftJoin(answers, and(eq(answers.legId, legs.id), eq(answers.question, 'proposal')))
		.where(and(eq(legs.proposalId, proposalId), eq(legs.state, 'released')));
	return {
		freed: rows.map((row) => row.householdId),
		agreed: rows
			.filter((row) => row.answer === true)
			.map(({ householdId, dwellingId }) => ({ householdId, dwellingId }))
	};
}

import { and, asc, eq, inArray, lte } from 'drizzle-orm';
import { addDays, dayOf, type Day } from '#domain/calendar.ts';
import type { Dwelling } from '#domain/dwellings/dwelling.ts';
import type { CompatibilitySetting } from '#domain/matching/compatibility/compatibility.ts';
import type { PoolListing, RefusedPair } from '#domain/matching/compatibility/listing.ts';
import type { RepairWish } from '#domain/matching/compatibility/objective.ts';
import type { RunInput } from '#domain/matching/compatibility/run.ts';
import type { StepDelays } from '#domain/proposals/proposal.ts';
import { outOfReach, readHidden } from '../households/protection.ts';
import { loadRuleSet } from '../organisms/rule-set.ts';
import { territories } from '../organisms/tables.ts';
import type { Tx } from '../platform/context.ts';
import type { Unit } from '../platform/unit.ts';
import { answers, legs } from '../proposals/tables.ts';
import {
	asMatcher,
	countPublished,
	isFree,
	isFreeListing,
	matchInput,
	readHomes,
	readInSlices,
	type PoolHome
} from './match-input.ts';
import type { matchingRuns } from './tables.ts';

type Run = typeof matchingRuns.$inferSelect;

/** What a run starts from, and how many published listings a live exchange keeps out of it. */
export type LoadedPool = { input: RunInput; held: number };

/** Days from a proposal to the leases when every step takes all its time. */
const longestWay = (delays: StepDelays): number =>
	delays.open + delays.visiting + delays.committing + delays.instructing + delays.offered;

/** When and under which rules a search of today judges moves. */
export async function loadSetting({ tx, now }: Unit, territoryId: string): Promise<CompatibilitySetting> {
	const on = dayOf(now);
	const [territory] = await tx.select().from(territories).where(eq(territories.id, territoryId));
	const leasesBy = addDays(on, longestWay(territory!.stepDelays));
	return { on, leasesBy, rules: await loadRuleSet(tx, territoryId, on) };
}

/**
 * Reads the pool of a run: published listings and offered vacancies of the territory that no live exchange holds.
 * @param goOn called now and then; what it throws ends the reading
 */
export async function loadPool(unit: Unit, run: Run, goOn = async () => {}): Promise<LoadedPool> {
	const { deps } = unit;
	const { on, leasesBy, rules } = await loadSetting(unit, run.territoryId);
	const { homes, published } = await asMatcher(deps, run.territoryId, async (pool) => {
		const homes: PoolHome[] = [];
		for await (const some of readInSlices(pool, deps.config, isFree)) {
			await goOn();
			homes.push(...some);
		}
		return { homes, published: await countPublished(pool) };
	});
	const listings = listingsOf(homes);
	const { maxCycle, maxChain, seed, arranged = [] } = run.parameters;
	const pairs = pairsOf(homes, arranged);
	return {
		input: {
			on,
			leasesBy,
			rules,
			limits: { maxCycle, maxChain },
			seed,
			listings: await allOutOfReach(unit, listings),
			vacancies: vacanciesOf(homes, leasesBy),
			refused: refusedOf(homes),
			arranged: [...arranged, ...pairs].map((listingIds) => ({ listingIds }))
		},
		held: published - listings.length
	};
}

async function allOutOfReach(unit: Unit, listings: readonly PoolListing[]): Promise<PoolListing[]> {
	const hidden = await readHidden(unit);
	return listings.map((listing) => outOfReach(listing, hidden));
}

const listingsOf = (homes: readonly PoolHome[]): PoolListing[] =>
	homes.map(({ listing }) => listing).filter((listing) => listing !== null);

/** The vacant homes that may start chains and can be let by a day. */
const vacanciesOf = (homes: readonly PoolHome[], freeBy: Day): Dwelling[] =>
	homes.map(({ vacancy }) => vacancy).filter((home) => home !== null && home.vacantFrom! <= freeBy) as Dwelling[];

/** Pairs that ended a chain: the household said no, let the time pass, or was told no for this very dwelling. */
const refusedOf = (homes: readonly PoolHome[]): RefusedPair[] =>
	homes.flatMap(({ listing, refused }) =>
		listing ? refused.map((dwellingId) => ({ householdId: listing.household.id, dwellingId })) : []
	);

/** Pairs of annonces that name each other, but those that the coordinator has asked for already. */
function pairsOf(homes: readonly PoolHome[], asked: readonly string[][]): string[][] {
	const keyOf = (pair: readonly string[]) => pair.toSorted().join(' ');
	const known = new Set(asked.map(keyOf));
	return homes.flatMap(({ listing, foundListingId }) => {
		if (!listing || foundListingId === null) return [];
		const pair = [listing.listingId, foundListingId].toSorted();
		if (known.has(keyOf(pair))) return [];
		known.add(keyOf(pair));
		return [pair];
	});
}

/**
 * A part of the pool of a territory, the same one whenever asked: identifiers being random, it is a fair sample.
 *
 * @param most so many listings at most
 * @param freeBy vacant homes free by then
 */
export async function samplePool(
	unit: Unit,
	territoryId: string,
	{ most, freeBy }: { most: number; freeBy: Day }
): Promise<{ listings: PoolListing[]; vacancies: Dwelling[]; published: number }> {
	const { deps } = unit;
	const sample = await asMatcher(deps, territoryId, async (pool) => {
		const drawn = await pool
			.select({ dwellingId: matchInput.dwellingId })
			.from(matchInput)
			.where(isFreeListing)
			.orderBy(asc(matchInput.listingId))
			.limit(most);
		const ids = drawn.map(({ dwellingId }) => dwellingId);
		return {
			listings: listingsOf(await readHomes(pool, deps.config, inArray(matchInput.dwellingId, ids))),
			vacancies: vacanciesOf(
				await readHomes(pool, deps.config, and(matchInput.isVacancy, isFree, lte(matchInput.vacantFrom, freeBy))),
				freeBy
			),
			published: await countPublished(pool)
		};
	});
	return { ...sample, listings: await allOutOfReach(unit, sample.listings) };
}

/** Whom a broken chain freed, and the homes they had said yes to. */
export async function loadRepair(tx: Tx, proposalId: string): Promise<RepairWish> {
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

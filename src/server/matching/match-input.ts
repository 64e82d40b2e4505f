/**
 * What the engine may know, read under a role of the database that sees this view and nothing else: the homes of one
 * territory, with what the rules need of who lives there. No name, no address, no word written freely.
 */
import { and, asc, eq, inArray, isNotNull, or, sql, type SQL } from 'drizzle-orm';
import { boolean, date, doublePrecision, integer, jsonb, pgView, text, uuid } from 'drizzle-orm/pg-core';
import {
	accessibilities,
	energyClasses,
	financings,
	type Dwelling,
	type DwellingBlocker,
	type ProgrammeCounts
} from '#domain/dwellings/dwelling.ts';
import { leaseKinds } from '#domain/households/household.ts';
import type { PoolListing, StandingHome } from '#domain/matching/compatibility/listing.ts';
import type { Need } from '#domain/needs/need.ts';
import { householdOf } from '../households/household-of.ts';
import type { HouseholdSituation } from '../households/tables.ts';
import type { leases } from '../dwellings/tables.ts';
import type { Deps, Tx } from '../platform/context.ts';
import { retrying } from '../platform/postgres/retry.ts';
import type { Keys } from '../platform/sealed.ts';

type Reservation = Omit<Dwelling['reservation'], 'reserver'>;
type LeaseChecks = (typeof leases.$inferSelect)['checks'];
type PersonFacts = Parameters<typeof householdOf>[2][number];

/** The view as the migrations make it: columns are added there first, each with its reason. */
export const matchInput = pgView('match_input', {
	territoryId: uuid().notNull(),
	dwellingId: uuid().notNull(),
	organismId: uuid().notNull(),
	estateId: uuid().notNull(),
	commune: text().notNull(),
	rooms: integer().notNull(),
	area: doublePrecision().notNull(),
	floor: integer().notNull(),
	hasLift: boolean().notNull(),
	accessibility: text({ enum: accessibilities }).notNull(),
	financing: text({ enum: financings }).notNull(),
	reletRent: doublePrecision(),
	annexRent: doublePrecision().notNull(),
	charges: doublePrecision().notNull(),
	energyClass: text({ enum: energyClasses }),
	isDecent: boolean(),
	hasAplAgreement: boolean().notNull(),
	isInPriorityQuarter: boolean().notNull(),
	reservation: jsonb().$type<Reservation>().notNull(),
	blockers: jsonb().$type<DwellingBlocker[]>().notNull(),
	isFurnished: boolean().notNull(),
	vacantFrom: date({ mode: 'string' }),
	programme: jsonb().$type<ProgrammeCounts>(),
	recordedOn: date({ mode: 'string' }),
	isVacancy: boolean().notNull(),
	listingId: uuid(),
	isPublished: boolean(),
	need: jsonb().$type<Partial<Need>>(),
	waitingSince: date({ mode: 'string' }),
	foundListingId: uuid(),
	householdId: uuid(),
	isCouple: boolean(),
	situation: jsonb().$type<HouseholdSituation>(),
	health: text(),
	persons: jsonb().$type<PersonFacts[]>(),
	leaseId: uuid(),
	lessorId: uuid(),
	leaseKind: text({ enum: leaseKinds }),
	leaseSince: date({ mode: 'string' }),
	leasePrincipalRent: doublePrecision(),
	leaseAnnexRent: doublePrecision(),
	leaseCharges: doublePrecision(),
	noticeGiven: boolean(),
	hasLitigation: boolean(),
	leaseChecks: jsonb().$type<LeaseChecks>(),
	disabledOccupantLeft: text(),
	refused: uuid().array(),
	isFree: boolean().notNull()
}).existing();

type Row = typeof matchInput.$inferSelect;

/** A home of the exchange: that of an annonce, or a vacant one. */
export type PoolHome = StandingHome & {
	/** The annonce of the household that this one found by itself, when each names the other. */
	foundListingId: string | null;
};

/**
 * Reads as the engine: one moment of one territory, and nothing beyond the view.
 * Safe to run again, so `work` must only read.
 */
export const asMatcher = <T>(
	{ matcher }: Pick<Deps, 'matcher'>,
	territoryId: string,
	work: (tx: Tx) => Promise<T>
): Promise<T> =>
	retrying(() =>
		matcher.transaction(
			async (tx) => {
				await tx.execute(sql`select set_config('app.territory', ${territoryId}, true)`);
				return work(tx);
			},
			{ isolationLevel: 'repeatable read', accessMode: 'read only' }
		)
	);

/** The homes of the territory that `asMatcher` named, in the order of their identifiers. */
export async function readHomes(tx: Tx, keys: Keys, which?: SQL): Promise<PoolHome[]> {
	const rows = await tx.select().from(matchInput).where(which).orderBy(asc(matchInput.dwellingId));
	return rows.map((row) => homeOf(keys, row));
}

/** Homes read at once: the process that reads goes on serving pages in between. */
const slice = 400;

/** The same, slice after slice: for all the homes of a territory. */
export async function* readInSlices(tx: Tx, keys: Keys, which?: SQL): AsyncGenerator<PoolHome[]> {
	const all = await tx
		.select({ dwellingId: matchInput.dwellingId })
		.from(matchInput)
		.where(which)
		.orderBy(asc(matchInput.dwellingId));
	for (let from = 0; from < all.length; from += slice) {
		const ids = all.slice(from, from + slice).map(({ dwellingId }) => dwellingId);
		yield await readHomes(tx, keys, inArray(matchInput.dwellingId, ids));
	}
}

/** Homes that could be in an exchange: no live exchange holds them, and their annonce is published. */
export const isFree = eq(matchInput.isFree, true);
export const isFreeListing = and(isNotNull(matchInput.listingId), isFree);

/** Some homes, and the homes of some households. */
export const isOneOf = (some: { dwellingIds: readonly string[]; householdIds: readonly string[] }) =>
	or(inArray(matchInput.dwellingId, [...some.dwellingIds]), inArray(matchInput.householdId, [...some.householdIds]));

/** The published annonces of the territory that `asMatcher` named. */
export const countPublished = (tx: Tx): Promise<number> => tx.$count(matchInput, eq(matchInput.isPublished, true));

function homeOf(keys: Keys, row: Row): PoolHome {
	const dwelling = dwellingOf(row);
	return {
		dwellingId: row.dwellingId,
		isFree: row.isFree,
		listing: row.listingId === null ? null : listingOf(keys, row, dwelling),
		vacancy: row.isVacancy ? dwelling : null,
		foundListingId: row.foundListingId,
		refused: row.refused ?? []
	};
}

const dwellingOf = (row: Row): Dwelling => ({
	id: row.dwellingId,
	organismId: row.organismId,
	estateId: row.estateId,
	commune: row.commune,
	rooms: row.rooms,
	area: row.area,
	floor: row.floor,
	hasLift: row.hasLift,
	accessibility: row.accessibility,
	financing: row.financing,
	reletRent: row.reletRent,
	annexRent: row.annexRent,
	charges: row.charges,
	energyClass: row.energyClass,
	isDecent: row.isDecent,
	hasAplAgreement: row.hasAplAgreement,
	isInPriorityQuarter: row.isInPriorityQuarter,
	// Whom a home is reserved for decides nothing; whether they agreed does.
	reservation: { ...row.reservation, reserver: null },
	blockers: row.blockers,
	isFurnished: row.isFurnished,
	vacantFrom: row.vacantFrom,
	programme: row.programme,
	recordedOn: row.recordedOn
});

/** @param row of an annonce: the view gives everything of its household and its lease with it */
const listingOf = (keys: Keys, row: Row, dwelling: Dwelling): PoolListing => ({
	listingId: row.listingId!,
	household: householdOf(
		keys,
		{ id: row.householdId!, isCouple: row.isCouple!, situation: row.situation!, health: row.health },
		row.persons ?? [],
		{
			id: row.leaseId!,
			dwellingId: row.dwellingId,
			organismId: row.lessorId!,
			kind: row.leaseKind!,
			startsOn: row.leaseSince!,
			principalRent: row.leasePrincipalRent!,
			annexRent: row.leaseAnnexRent!,
			charges: row.leaseCharges!,
			noticeGiven: row.noticeGiven!,
			hasLitigation: row.hasLitigation!,
			checks: row.leaseChecks!,
			disabledOccupantLeft: row.disabledOccupantLeft
		}
	),
	dwelling,
	need: row.need ?? {},
	publishedOn: row.waitingSince!
});

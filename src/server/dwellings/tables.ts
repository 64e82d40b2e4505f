import { sql } from 'drizzle-orm';
import {
	boolean,
	date,
	doublePrecision,
	index,
	integer,
	jsonb,
	pgTable,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import {
	accessibilities,
	energyClasses,
	financings,
	type DwellingBlocker,
	type ProgrammeCounts,
	type Reservation
} from '#domain/dwellings/dwelling.ts';
import { leaseKinds, type CurrentLease } from '#domain/households/household.ts';
import { households } from '../households/tables.ts';
import { communes, organisms } from '../organisms/tables.ts';
import { id, oneOf } from '../platform/columns.ts';

export const estates = pgTable('estate', {
	id: id(),
	organismId: uuid()
		.notNull()
		.references(() => organisms.id),
	commune: text()
		.notNull()
		.references(() => communes.insee),
	name: text().notNull()
});

/** The public sheet of a dwelling: nothing here says who lives there or behind which door. */
export const dwellings = pgTable(
	'dwelling',
	{
		id: id(),
		organismId: uuid()
			.notNull()
			.references(() => organisms.id),
		estateId: uuid()
			.notNull()
			.references(() => estates.id),
		commune: text()
			.notNull()
			.references(() => communes.insee),
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
		blockers: jsonb().$type<DwellingBlocker[]>().notNull().default([]),
		isFurnished: boolean().notNull().default(false),
		/** When a vacant dwelling can be let again; null when somebody lives there. */
		vacantFrom: date({ mode: 'string' }),
		/** The organism offers this vacant dwelling to start chains. */
		startsChains: boolean().notNull().default(false),
		programme: jsonb().$type<ProgrammeCounts>(),
		recordedOn: date({ mode: 'string' })
	},
	(t) => [
		index('dwelling_by_organism').on(t.organismId),
		index('dwelling_by_place_and_size').on(t.commune, t.rooms),
		oneOf('dwelling_financing_is_known', t.financing, financings)
	]
);

/** Where the door is: for the organism, the household that lives there, and visitors once a visit is agreed. */
export const dwellingAddresses = pgTable('dwelling_address', {
	dwellingId: uuid()
		.primaryKey()
		.references(() => dwellings.id),
	organismId: uuid()
		.notNull()
		.references(() => organisms.id),
	/** The organism's own reference of the dwelling, or its RPLS identifier. */
	reference: text().notNull(),
	street: text().notNull(),
	postalCode: text().notNull(),
	door: text().notNull()
});

/** A lease, past or present. Amounts in €/month. */
export const leases = pgTable(
	'lease',
	{
		id: id(),
		number: text().notNull(),
		dwellingId: uuid()
			.notNull()
			.references(() => dwellings.id),
		householdId: uuid()
			.notNull()
			.references(() => households.id),
		organismId: uuid()
			.notNull()
			.references(() => organisms.id),
		kind: text({ enum: leaseKinds }).notNull(),
		principalRent: doublePrecision().notNull(),
		annexRent: doublePrecision().notNull(),
		charges: doublePrecision().notNull(),
		startsOn: date({ mode: 'string' }).notNull(),
		endsOn: date({ mode: 'string' }),
		noticeGiven: boolean().notNull().default(false),
		hasLitigation: boolean().notNull().default(false),
		/** What the landlord checked about the lease. */
		checks: jsonb()
			.$type<
				Pick<CurrentLease, 'isMainResidence' | 'disabledOccupantLeft' | 'isInsured' | 'hasDutyBreach' | 'recordedOn'>
			>()
			.notNull()
			.default({})
	},
	(t) => [
		uniqueIndex('one_running_lease_per_dwelling')
			.on(t.dwellingId)
			.where(sql`${t.endsOn} is null`),
		uniqueIndex('one_running_lease_per_household')
			.on(t.householdId)
			.where(sql`${t.endsOn} is null`),
		index('lease_by_organism').on(t.organismId),
		oneOf('lease_kind_is_known', t.kind, leaseKinds)
	]
);

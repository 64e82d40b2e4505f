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
import { id, oneOf, sealedOnly } from '../platform/columns.ts';
import { c0, c1, c3, c4 } from '../platform/data-class.ts';

export const estates = pgTable(
	'estate',
	{
		id: id(),
		organismId: c0(uuid())
			.notNull()
			.references(() => organisms.id),
		commune: c0(text())
			.notNull()
			.references(() => communes.insee),
		name: c0(text()).notNull()
	},
	// An import looks each one up by its name.
	(t) => [index('estate_by_name').on(t.organismId, t.commune, t.name)]
);

/** The public sheet of a dwelling: nothing here says who lives there or behind which door. */
export const dwellings = pgTable(
	'dwelling',
	{
		id: id(),
		organismId: c1(uuid())
			.notNull()
			.references(() => organisms.id),
		estateId: c1(uuid())
			.notNull()
			.references(() => estates.id),
		commune: c1(text())
			.notNull()
			.references(() => communes.insee),
		rooms: c1(integer()).notNull(),
		area: c1(doublePrecision()).notNull(),
		floor: c1(integer()).notNull(),
		hasLift: c1(boolean()).notNull(),
		accessibility: c1(text({ enum: accessibilities })).notNull(),
		financing: c1(text({ enum: financings })).notNull(),
		reletRent: c1(doublePrecision()),
		annexRent: c1(doublePrecision()).notNull(),
		charges: c1(doublePrecision()).notNull(),
		energyClass: c1(text({ enum: energyClasses })),
		isDecent: c1(boolean()),
		hasAplAgreement: c1(boolean()).notNull(),
		isInPriorityQuarter: c1(boolean()).notNull(),
		reservation: c1(jsonb()).$type<Reservation>().notNull(),
		blockers: c1(jsonb()).$type<DwellingBlocker[]>().notNull().default([]),
		isFurnished: c1(boolean()).notNull().default(false),
		/** When a vacant dwelling can be let again; null when somebody lives there. */
		vacantFrom: c1(date({ mode: 'string' })),
		/** The organism offers this vacant dwelling to start chains. */
		startsChains: c1(boolean()).notNull().default(false),
		programme: c1(jsonb()).$type<ProgrammeCounts>(),
		recordedOn: c1(date({ mode: 'string' }))
	},
	(t) => [
		index('dwelling_by_organism').on(t.organismId),
		index('dwelling_by_place_and_size').on(t.commune, t.rooms),
		oneOf('dwelling_financing_is_known', t.financing, financings)
	]
);

/** Where the door is: for the organism, the household that lives there, and visitors once a visit is agreed. */
export const dwellingAddresses = pgTable(
	'dwelling_address',
	{
		dwellingId: c1(uuid())
			.primaryKey()
			.references(() => dwellings.id),
		organismId: c1(uuid())
			.notNull()
			.references(() => organisms.id),
		/** The organism's own reference of the dwelling, or its RPLS identifier. */
		reference: c3(text()).notNull(),
		street: c3(text()).notNull(),
		postalCode: c3(text()).notNull(),
		door: c3(text()).notNull()
	},
	(t) => [uniqueIndex('one_dwelling_per_reference').on(t.organismId, t.reference)]
);

/** A lease, past or present. Amounts in €/month. */
export const leases = pgTable(
	'lease',
	{
		id: id(),
		number: c3(text()).notNull(),
		dwellingId: c1(uuid())
			.notNull()
			.references(() => dwellings.id),
		householdId: c1(uuid())
			.notNull()
			.references(() => households.id),
		organismId: c1(uuid())
			.notNull()
			.references(() => organisms.id),
		kind: c3(text({ enum: leaseKinds })).notNull(),
		principalRent: c3(doublePrecision()).notNull(),
		annexRent: c3(doublePrecision()).notNull(),
		charges: c3(doublePrecision()).notNull(),
		startsOn: c3(date({ mode: 'string' })).notNull(),
		endsOn: c3(date({ mode: 'string' })),
		noticeGiven: c3(boolean()).notNull().default(false),
		hasLitigation: c3(boolean()).notNull().default(false),
		/** What the landlord checked about the lease. */
		checks: c3(jsonb())
			.$type<Pick<CurrentLease, 'isMainResidence' | 'isInsured' | 'hasDutyBreach' | 'recordedOn'>>()
			.notNull()
			.default({}),
		/** The disabled person for whom the dwelling was let has left it; sealed (household-of.ts). */
		disabledOccupantLeft: c4(text())
	},
	(t) => [
		sealedOnly('disabled_occupant_left_is_sealed', t.disabledOccupantLeft),
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

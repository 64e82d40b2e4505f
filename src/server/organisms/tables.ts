import { sql } from 'drizzle-orm';
import { boolean, check, doublePrecision, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { organismKinds } from '#domain/organisms/organism.ts';
import { memberCapacities } from '#domain/commissions/member.ts';
import type { StepDelays } from '#domain/proposals/proposal.ts';
import { id, oneOf } from '../platform/columns.ts';
import { c0, c1, c2 } from '../platform/data-class.ts';

/** A territory where an exchange runs, with what its charter fixes. */
export const territories = pgTable('territory', {
	id: id(),
	name: c0(text()).notNull(),
	/** An invented territory whose clock may be moved; never a real one. */
	isDemo: c0(boolean()).notNull().default(false),
	maxCycle: c0(integer()).notNull().default(4),
	maxChain: c0(integer()).notNull().default(4),
	stepDelays: c0(jsonb()).$type<StepDelays>().notNull()
});

/** Communes of the territory and around (INSEE code, Licence Ouverte). */
export const communes = pgTable('commune', {
	insee: c0(text()).primaryKey(),
	name: c0(text()).notNull(),
	department: c0(text()).notNull(),
	lon: c0(doublePrecision()).notNull(),
	lat: c0(doublePrecision()).notNull(),
	population: c0(integer())
});

export const organisms = pgTable(
	'organism',
	{
		id: id(),
		territoryId: c0(uuid())
			.notNull()
			.references(() => territories.id),
		name: c0(text()).notNull(),
		kind: c0(text({ enum: organismKinds })).notNull(),
		phone: c0(text()).notNull(),
		email: c0(text()).notNull(),
		openingHours: c0(text()).notNull().default(''),
		/** Voting members that make the quorum; the law fixes none, so null until the organism says it. */
		quorum: c0(integer()),
		/** The règlement intérieur lets the commission examine an exchange with one candidate. */
		allowsExchangeAlone: c0(boolean()).notNull().default(false)
	},
	(t) => [oneOf('organism_kind_is_known', t.kind, organismKinds)]
);

export const committeeMembers = pgTable(
	'committee_member',
	{
		id: id(),
		organismId: c1(uuid())
			.notNull()
			.references(() => organisms.id),
		name: c2(text()).notNull(),
		capacity: c1(text({ enum: memberCapacities })).notNull(),
		/** Of a mayor: they sit for the dwellings of this commune. Null of one written down before it was asked. */
		commune: c1(text()).references(() => communes.insee),
		isVoting: c1(boolean()).notNull(),
		isActive: c1(boolean()).notNull().default(true)
	},
	(t) => [
		oneOf('member_capacity_is_known', t.capacity, memberCapacities),
		check('a_mayor_alone_sits_for_a_commune', sql`${t.commune} is null or ${t.capacity} = 'mayor'`)
	]
);

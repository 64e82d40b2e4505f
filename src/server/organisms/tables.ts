import { boolean, doublePrecision, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { organismKinds } from '#domain/organisms/organism.ts';
import { memberCapacities } from '#domain/commissions/meeting.ts';
import type { StepDelays } from '#domain/proposals/proposal.ts';
import { id, oneOf } from '../platform/columns.ts';

/** A territory where an exchange runs, with what its charter fixes. */
export const territories = pgTable('territory', {
	id: id(),
	name: text().notNull(),
	/** An invented territory whose clock may be moved; never a real one. */
	isDemo: boolean().notNull().default(false),
	maxCycle: integer().notNull().default(4),
	maxChain: integer().notNull().default(4),
	stepDelays: jsonb().$type<StepDelays>().notNull()
});

/** Communes of the territory and around (INSEE code, Licence Ouverte). */
export const communes = pgTable('commune', {
	insee: text().primaryKey(),
	name: text().notNull(),
	department: text().notNull(),
	lon: doublePrecision().notNull(),
	lat: doublePrecision().notNull(),
	population: integer()
});

export const organisms = pgTable(
	'organism',
	{
		id: id(),
		territoryId: uuid()
			.notNull()
			.references(() => territories.id),
		name: text().notNull(),
		kind: text({ enum: organismKinds }).notNull(),
		phone: text().notNull(),
		email: text().notNull(),
		openingHours: text().notNull().default(''),
		/** Voting members that make the quorum; the law fixes none, so null until the organism says it. */
		quorum: integer(),
		/** The règlement intérieur lets the commission examine an exchange with one candidate. */
		allowsExchangeAlone: boolean().notNull().default(false)
	},
	(t) => [oneOf('organism_kind_is_known', t.kind, organismKinds)]
);

export const committeeMembers = pgTable(
	'committee_member',
	{
		id: id(),
		organismId: uuid()
			.notNull()
			.references(() => organisms.id),
		name: text().notNull(),
		capacity: text({ enum: memberCapacities }).notNull(),
		isVoting: boolean().notNull(),
		isActive: boolean().notNull().default(true)
	},
	(t) => [oneOf('member_capacity_is_known', t.capacity, memberCapacities)]
);

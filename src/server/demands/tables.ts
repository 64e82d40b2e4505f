import { sql } from 'drizzle-orm';
import { date, index, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { candidacyStates } from '#domain/demands/candidacy.workflow.ts';
import { demandStates, strikeOffReasons } from '#domain/demands/demand.workflow.ts';
import type { AskedDocument } from '#domain/demands/document.ts';
import { dwellings } from '../dwellings/tables.ts';
import { households } from '../households/tables.ts';
import { organisms } from '../organisms/tables.ts';
import { id, instant, oneOf } from '../platform/columns.ts';
import { legs } from '../proposals/tables.ts';

/** A mutation demand: the household's own demand of the register, opened by the organism for one leg. */
export const demands = pgTable(
	'demand',
	{
		id: id(),
		householdId: uuid()
			.notNull()
			.references(() => households.id),
		/** The organism that instructs it. */
		organismId: uuid()
			.notNull()
			.references(() => organisms.id),
		legId: uuid()
			.notNull()
			.references(() => legs.id),
		uniqueNumber: text().notNull(),
		firstDepositedOn: date({ mode: 'string' }).notNull(),
		state: text({ enum: demandStates }).notNull(),
		version: integer().notNull().default(1),
		/** When the household was warned that its demand, declared inadmissible, will be struck off (R.441-2-8 d). */
		warnedOn: date({ mode: 'string' }),
		strikeOffReason: text({ enum: strikeOffReasons }),
		openedAt: instant().notNull(),
		closedAt: instant()
	},
	(t) => [
		unique('one_demand_per_leg').on(t.legId),
		index('demand_by_organism').on(t.organismId, t.state),
		oneOf('demand_state_is_known', t.state, demandStates)
	]
);

/** The household as candidate for one dwelling, before the commission of its organism. */
export const candidacies = pgTable(
	'candidacy',
	{
		id: id(),
		demandId: uuid()
			.notNull()
			.references(() => demands.id),
		dwellingId: uuid()
			.notNull()
			.references(() => dwellings.id),
		organismId: uuid()
			.notNull()
			.references(() => organisms.id),
		householdId: uuid().notNull(),
		legId: uuid()
			.notNull()
			.references(() => legs.id),
		state: text({ enum: candidacyStates }).notNull(),
		version: integer().notNull().default(1),
		/** Documents asked and received, by code. */
		documents: jsonb().$type<AskedDocument[]>().notNull().default([]),
		postponedTo: date({ mode: 'string' }),
		offerSentAt: instant(),
		offerDueAt: instant(),
		answeredAt: instant()
	},
	(t) => [
		uniqueIndex('one_open_candidacy_per_leg')
			.on(t.legId)
			.where(sql`${t.state} not in ('screenedOut', 'abandoned', 'withdrawn')`),
		index('candidacy_by_organism').on(t.organismId, t.state),
		oneOf('candidacy_state_is_known', t.state, candidacyStates)
	]
);

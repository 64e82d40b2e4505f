import { sql } from 'drizzle-orm';
import { date, index, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { candidacyStates } from '#domain/demands/candidacy.workflow.ts';
import { demandStates, strikeOffReasons } from '#domain/demands/demand.workflow.ts';
import type { AskedDocument } from '#domain/documents/document.ts';
import { dwellings } from '../dwellings/tables.ts';
import { households } from '../households/tables.ts';
import { organisms } from '../organisms/tables.ts';
import { id, instant, oneOf } from '../platform/columns.ts';
import { c1, c3 } from '../platform/data-class.ts';
import { legs } from '../proposals/tables.ts';

/** A mutation demand: the household's own demand of the register, opened by the organism for one leg. */
export const demands = pgTable(
	'demand',
	{
		id: id(),
		householdId: c1(uuid())
			.notNull()
			.references(() => households.id),
		/** The organism that instructs it. */
		organismId: c1(uuid())
			.notNull()
			.references(() => organisms.id),
		legId: c1(uuid())
			.notNull()
			.references(() => legs.id),
		uniqueNumber: c3(text()).notNull(),
		firstDepositedOn: c3(date({ mode: 'string' })).notNull(),
		state: c3(text({ enum: demandStates })).notNull(),
		version: c1(integer()).notNull().default(1),
		/** When the household was warned that its demand, declared inadmissible, will be struck off (R.441-2-8 d). */
		warnedOn: c3(date({ mode: 'string' })),
		strikeOffReason: c3(text({ enum: strikeOffReasons })),
		openedAt: c1(instant()).notNull(),
		closedAt: c1(instant())
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
		demandId: c1(uuid())
			.notNull()
			.references(() => demands.id),
		dwellingId: c1(uuid())
			.notNull()
			.references(() => dwellings.id),
		organismId: c1(uuid())
			.notNull()
			.references(() => organisms.id),
		householdId: c1(uuid()).notNull(),
		legId: c1(uuid())
			.notNull()
			.references(() => legs.id),
		state: c3(text({ enum: candidacyStates })).notNull(),
		version: c1(integer()).notNull().default(1),
		/** The account of the officer in charge of the file, who alone opens what tells of health. */
		assignedTo: c1(uuid()),
		/** Documents asked, and what became of each. */
		documents: c3(jsonb()).$type<AskedDocument[]>().notNull().default([]),
		postponedTo: c3(date({ mode: 'string' })),
		offerSentAt: c3(instant()),
		offerDueAt: c3(instant()),
		answeredAt: c3(instant())
	},
	(t) => [
		uniqueIndex('one_open_candidacy_per_leg')
			.on(t.legId)
			.where(sql`${t.state} not in ('screenedOut', 'abandoned', 'withdrawn')`),
		index('candidacy_by_organism').on(t.organismId, t.state),
		oneOf('candidacy_state_is_known', t.state, candidacyStates)
	]
);

import { sql } from 'drizzle-orm';
import { date, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { listingStates } from '#domain/needs/listing.workflow.ts';
import type { Statements } from '#domain/needs/listing.ts';
import { moveMotives, type Need } from '#domain/needs/need.ts';
import { dwellings } from '../dwellings/tables.ts';
import { households } from '../households/tables.ts';
import { organisms } from '../organisms/tables.ts';
import { id, instant, oneOf } from '../platform/columns.ts';

/** The annonce of a household: its dwelling and what it looks for. */
export const listings = pgTable(
	'listing',
	{
		id: id(),
		householdId: uuid()
			.notNull()
			.references(() => households.id),
		dwellingId: uuid()
			.notNull()
			.references(() => dwellings.id),
		organismId: uuid()
			.notNull()
			.references(() => organisms.id),
		state: text({ enum: listingStates }).notNull().default('draft'),
		version: integer().notNull().default(1),
		/** Seen by the household and its organism only. */
		motive: text({ enum: moveMotives }),
		/** Null fields of the need are questions not answered yet. */
		need: jsonb().$type<Partial<Need>>().notNull().default({}),
		/** What the household says of the sheet and of the composition that its organism has on record. */
		statements: jsonb().$type<Statements>().notNull().default({}),
		description: text().notNull().default(''),
		/** Why the organism asks for a precision. */
		returnReason: text(),
		publishedOn: date({ mode: 'string' }),
		updatedAt: instant().notNull().defaultNow()
	},
	(t) => [
		uniqueIndex('one_live_listing_per_household')
			.on(t.householdId)
			.where(sql`${t.state} not in ('housed', 'withdrawn')`),
		uniqueIndex('one_live_listing_per_dwelling')
			.on(t.dwellingId)
			.where(sql`${t.state} not in ('housed', 'withdrawn')`),
		index('listing_by_organism').on(t.organismId, t.state),
		oneOf('listing_state_is_known', t.state, listingStates)
	]
);

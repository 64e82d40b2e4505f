import { sql } from 'drizzle-orm';
import { date, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { listingStates } from '#domain/needs/listing.workflow.ts';
import type { Statements } from '#domain/needs/listing.ts';
import type { Need } from '#domain/needs/need.ts';
import { dwellings } from '../dwellings/tables.ts';
import { households } from '../households/tables.ts';
import { organisms } from '../organisms/tables.ts';
import { id, instant, oneOf, sealedOnly } from '../platform/columns.ts';
import { c1, c2, c3, c4 } from '../platform/data-class.ts';

/** The annonce of a household: its dwelling and what it looks for. */
export const listings = pgTable(
	'listing',
	{
		id: id(),
		householdId: c1(uuid())
			.notNull()
			.references(() => households.id),
		dwellingId: c1(uuid())
			.notNull()
			.references(() => dwellings.id),
		organismId: c1(uuid())
			.notNull()
			.references(() => organisms.id),
		state: c1(text({ enum: listingStates }))
			.notNull()
			.default('draft'),
		version: c1(integer()).notNull().default(1),
		/** A `MoveMotive`, sealed (motive.ts): seen by the household and its organism only. */
		motive: c4(text()),
		/** Null fields of the need are questions not answered yet. */
		need: c2(jsonb()).$type<Partial<Need>>().notNull().default({}),
		/** What the household says of the sheet and of the composition that its organism has on record. */
		statements: c3(jsonb()).$type<Statements>().notNull().default({}),
		description: c2(text()).notNull().default(''),
		/** Why the organism asks for a precision. */
		returnReason: c3(text()),
		/** The code of the annonce of the household that this one has found by itself, as `codePrefixOf` gives it. */
		partner: c2(text()),
		publishedOn: c1(date({ mode: 'string' })),
		updatedAt: c1(instant()).notNull().defaultNow()
	},
	(t) => [
		uniqueIndex('one_live_listing_per_household')
			.on(t.householdId)
			.where(sql`${t.state} not in ('housed', 'withdrawn')`),
		uniqueIndex('one_live_listing_per_dwelling')
			.on(t.dwellingId)
			.where(sql`${t.state} not in ('housed', 'withdrawn')`),
		index('listing_by_organism').on(t.organismId, t.state),
		index('listing_by_code').on(sql`left(${t.id}::text, 8)`),
		oneOf('listing_state_is_known', t.state, listingStates),
		sealedOnly('motive_is_sealed', t.motive)
	]
);

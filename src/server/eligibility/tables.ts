import { sql } from 'drizzle-orm';
import { check, date, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { ruleScopes, type SettingsOf } from '#domain/eligibility/rule-version.ts';
import { organisms, territories } from '../organisms/tables.ts';
import { id, instant, oneOf } from '../platform/columns.ts';

/**
 * What a territory and an organism decided, version by version. A draft until it is put in force; never edited after
 * (a trigger refuses), so that what used it can be computed again.
 */
export const ruleSetVersions = pgTable(
	'rule_set_version',
	{
		id: id(),
		scope: text({ enum: ruleScopes }).notNull(),
		territoryId: uuid()
			.notNull()
			.references(() => territories.id),
		/** Null for the charter of the territory. */
		organismId: uuid().references(() => organisms.id),
		number: integer().notNull(),
		settings: jsonb().$type<SettingsOf[keyof SettingsOf]>().notNull(),
		/** Where it was decided. */
		reference: text().notNull().default(''),
		/** Grows with each change of the draft: nobody puts in force what they have not seen. */
		revision: integer().notNull().default(1),
		createdBy: uuid(),
		createdAt: instant().notNull(),
		updatedAt: instant().notNull(),
		effectiveFrom: date({ mode: 'string' }),
		activatedBy: uuid(),
		activatedAt: instant()
	},
	(t) => [
		uniqueIndex('one_number_per_version_of_rules').on(sql`coalesce(${t.organismId}, ${t.territoryId})`, t.number),
		uniqueIndex('one_draft_of_rules_at_a_time')
			.on(sql`coalesce(${t.organismId}, ${t.territoryId})`)
			.where(sql`${t.activatedAt} is null`),
		oneOf('rule_scope_is_known', t.scope, ruleScopes),
		check('thresholds_of_an_organism_name_it', sql`(${t.scope} = 'organism') = (${t.organismId} is not null)`),
		check('rules_in_force_have_a_first_day', sql`(${t.activatedAt} is null) = (${t.effectiveFrom} is null)`)
	]
);

import { sql } from 'drizzle-orm';
import { check, date, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { ruleScopes, type SettingsOf } from '#domain/eligibility/rule-version.ts';
import { organisms, territories } from '../organisms/tables.ts';
import { id, instant, oneOf } from '../platform/columns.ts';
import { c0, c1 } from '../platform/data-class.ts';

/**
 * What a territory and an organism decided, version by version. A draft until it is put in force; never edited after
 * (a trigger refuses), so that what used it can be computed again.
 */
export const ruleSetVersions = pgTable(
	'rule_set_version',
	{
		id: id(),
		scope: c0(text({ enum: ruleScopes })).notNull(),
		territoryId: c0(uuid())
			.notNull()
			.references(() => territories.id),
		/** Null for the charter of the territory. */
		organismId: c0(uuid()).references(() => organisms.id),
		number: c0(integer()).notNull(),
		settings: c0(jsonb()).$type<SettingsOf[keyof SettingsOf]>().notNull(),
		/** Where it was decided. */
		reference: c0(text()).notNull().default(''),
		/** Grows with each change of the draft: nobody puts in force what they have not seen. */
		revision: c0(integer()).notNull().default(1),
		createdBy: c1(uuid()),
		createdAt: c0(instant()).notNull(),
		updatedAt: c0(instant()).notNull(),
		effectiveFrom: c0(date({ mode: 'string' })),
		activatedBy: c1(uuid()),
		activatedAt: c0(instant())
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

import { boolean, date, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { custodies, personRoles, type Household } from '#domain/households/household.ts';
import { organisms } from '../organisms/tables.ts';
import { id, oneOf } from '../platform/columns.ts';
import { c1, c2, c3 } from '../platform/data-class.ts';

/** What is known of a household's situation beside its persons and its lease; personal data of class C3. */
export type HouseholdSituation = Omit<Household, 'id' | 'persons' | 'lease' | 'isCouple'>;

export const households = pgTable(
	'household',
	{
		id: id(),
		/** The organism that houses it today. */
		organismId: c1(uuid())
			.notNull()
			.references(() => organisms.id),
		/** How the organism names the file, such as « Lemaire ». */
		name: c2(text()).notNull(),
		isCouple: c3(boolean()).notNull(),
		situation: c3(jsonb()).$type<HouseholdSituation>().notNull()
	},
	(t) => [index('household_by_organism').on(t.organismId)]
);

export const persons = pgTable(
	'person',
	{
		id: id(),
		householdId: c1(uuid())
			.notNull()
			.references(() => households.id),
		organismId: c1(uuid())
			.notNull()
			.references(() => organisms.id),
		position: c1(integer()).notNull(),
		firstName: c2(text()).notNull(),
		lastName: c2(text()).notNull(),
		birthDate: c2(date({ mode: 'string' })).notNull(),
		role: c3(text({ enum: personRoles })).notNull(),
		custody: c3(text({ enum: custodies })),
		hasDisabilityCard: c3(boolean()).notNull().default(false),
		isCeilingDependant: c3(boolean()),
		isAplDependant: c3(boolean())
	},
	(t) => [index('person_by_household').on(t.householdId), oneOf('person_role_is_known', t.role, personRoles)]
);

import { boolean, date, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { custodies, personRoles, type Household } from '#domain/households/household.ts';
import { organisms } from '../organisms/tables.ts';
import { id, oneOf } from '../platform/columns.ts';

/** What is known of a household's situation beside its persons and its lease; personal data of class C3. */
export type HouseholdSituation = Omit<Household, 'id' | 'persons' | 'lease' | 'isCouple'>;

export const households = pgTable(
	'household',
	{
		id: id(),
		/** The organism that houses it today. */
		organismId: uuid()
			.notNull()
			.references(() => organisms.id),
		/** How the organism names the file, such as « Lemaire ». */
		name: text().notNull(),
		isCouple: boolean().notNull(),
		situation: jsonb().$type<HouseholdSituation>().notNull()
	},
	(t) => [index('household_by_organism').on(t.organismId)]
);

export const persons = pgTable(
	'person',
	{
		id: id(),
		householdId: uuid()
			.notNull()
			.references(() => households.id),
		organismId: uuid()
			.notNull()
			.references(() => organisms.id),
		position: integer().notNull(),
		firstName: text().notNull(),
		lastName: text().notNull(),
		birthDate: date({ mode: 'string' }).notNull(),
		role: text({ enum: personRoles }).notNull(),
		custody: text({ enum: custodies }),
		hasDisabilityCard: boolean().notNull().default(false),
		isCeilingDependant: boolean(),
		isAplDependant: boolean()
	},
	(t) => [index('person_by_household').on(t.householdId), oneOf('person_role_is_known', t.role, personRoles)]
);

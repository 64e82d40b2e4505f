import { boolean, date, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import {
	custodies,
	personRoles,
	type AccessNeed,
	type Household,
	type PriorityGroup
} from '#domain/households/household.ts';
import { organisms } from '../organisms/tables.ts';
import { id, instant, oneOf, sealedOnly } from '../platform/columns.ts';
import { c1, c2, c3, c4 } from '../platform/data-class.ts';

/**
 * What of a household tells of health or disability (class C4). It is one sealed value of its row: the database, its
 * copies and its back-ups say nothing of it, not even whether there is something to say.
 */
export type HouseholdHealth = {
	/** The need, never the diagnosis. */
	accessNeeds: AccessNeed[];
	/** Persons, by their identifier, who hold the carte mobilité inclusion « invalidité ». */
	disabilityCards: string[];
	receivesAah: boolean;
	receivesAeeh?: boolean;
	/** Absent: not reviewed. */
	priorityGroups?: PriorityGroup[];
};

/** What is known of a household's situation beside its persons, its lease and its health; class C3. */
export type HouseholdSituation = Omit<
	Household,
	'id' | 'persons' | 'lease' | 'isCouple' | Exclude<keyof HouseholdHealth, 'disabilityCards'>
>;

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
		situation: c3(jsonb()).$type<HouseholdSituation>().notNull(),
		/** Access needs, disability, priority groups: see health.ts. */
		health: c4(text()),
		/** When everything it had told was erased; nothing of it is left but that it lived there. */
		forgottenAt: c1(instant())
	},
	(t) => [index('household_by_organism').on(t.organismId), sealedOnly('health_is_sealed', t.health)]
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
		isCeilingDependant: c3(boolean()),
		isAplDependant: c3(boolean())
	},
	(t) => [index('person_by_household').on(t.householdId), oneOf('person_role_is_known', t.role, personRoles)]
);

/** Households that asked for their data to be erased; the jobs do it within the day. */
export const erasures = pgTable('erasure', {
	householdId: c1(uuid())
		.primaryKey()
		.references(() => households.id),
	askedAt: c1(instant()).notNull(),
	doneAt: c1(instant())
});

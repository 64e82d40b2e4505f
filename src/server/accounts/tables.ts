import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { staffRoles } from '#domain/organisms/organism.ts';
import { households } from '../households/tables.ts';
import { organisms, territories } from '../organisms/tables.ts';
import { id, instant, oneOf } from '../platform/columns.ts';

export const accountKinds = ['tenant', 'staff', 'coordinator'] as const;

/** Who may sign in. The kind fixes what the account belongs to, and nothing else. */
export const accounts = pgTable(
	'account',
	{
		id: id(),
		kind: text({ enum: accountKinds }).notNull(),
		email: text().notNull(),
		firstName: text().notNull(),
		lastName: text().notNull(),
		phone: text(),
		passwordHash: text(),
		householdId: uuid().references(() => households.id),
		organismId: uuid().references(() => organisms.id),
		territoryId: uuid().references(() => territories.id),
		staffRole: text({ enum: staffRoles }),
		locale: text({ enum: ['fr', 'en'] })
			.notNull()
			.default('fr'),
		/** In an invented territory: what the sign-in page says of the account, such as « T4 à Cergy, veut plus petit ». */
		demoLabel: text(),
		createdAt: instant().notNull().defaultNow()
	},
	(t) => [
		uniqueIndex('one_account_per_email').on(sql`lower(${t.email})`),
		index('account_by_household').on(t.householdId),
		index('account_by_organism').on(t.organismId),
		oneOf('account_kind_is_known', t.kind, accountKinds),
		check(
			'account_belongs_to_what_its_kind_says',
			sql`(${t.kind} = 'tenant') = (${t.householdId} is not null)
				and (${t.kind} = 'staff') = (${t.organismId} is not null)
				and (${t.kind} = 'staff') = (${t.staffRole} is not null)
				and (${t.kind} = 'coordinator') = (${t.territoryId} is not null)`
		)
	]
);

/** Sessions. The key is the SHA-256 of the token: who reads this table cannot sign in with it. */
export const sessions = pgTable(
	'session',
	{
		id: text().primaryKey(),
		accountId: uuid()
			.notNull()
			.references(() => accounts.id),
		createdAt: instant().notNull(),
		/** End of the idle time; moved forward while the session is used. */
		expiresAt: instant().notNull(),
		/** The session ends here whatever its use. */
		absoluteExpiresAt: instant().notNull(),
		userAgent: text()
	},
	(t) => [index('session_by_account').on(t.accountId)]
);

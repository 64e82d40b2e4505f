import { sql } from 'drizzle-orm';
import { boolean, check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { staffRoles } from '#domain/organisms/organism.ts';
import { households } from '../households/tables.ts';
import { committeeMembers, organisms, territories } from '../organisms/tables.ts';
import { id, instant, oneOf } from '../platform/columns.ts';
import { c0, c1, c2, c5 } from '../platform/data-class.ts';

export const accountKinds = ['tenant', 'helper', 'staff', 'coordinator'] as const;

/** Who may sign in. The kind fixes what the account belongs to, and nothing else; a helper belongs to nothing. */
export const accounts = pgTable(
	'account',
	{
		id: id(),
		kind: c1(text({ enum: accountKinds })).notNull(),
		email: c2(text()).notNull(),
		firstName: c2(text()).notNull(),
		lastName: c2(text()).notNull(),
		phone: c2(text()),
		passwordHash: c5(text()),
		householdId: c1(uuid()).references(() => households.id),
		organismId: c1(uuid()).references(() => organisms.id),
		territoryId: c1(uuid()).references(() => territories.id),
		staffRole: c1(text({ enum: staffRoles })),
		/** Of a member of the commission: the seat that the account is for. */
		committeeMemberId: c1(uuid()).references(() => committeeMembers.id),
		/** Who it is for the sign-on of its organism (`sub` of its identity provider). */
		signOnSubject: c2(text()),
		locale: c1(text({ enum: ['fr', 'en'] }))
			.notNull()
			.default('fr'),
		/** In an invented territory: what the sign-in page says of the account, such as « T4 à Cergy, veut plus petit ». */
		demoLabel: c0(text()),
		/** Since when the account may not be used; its sessions end at that moment. */
		lockedAt: c1(instant()),
		createdAt: c1(instant()).notNull().defaultNow()
	},
	(t) => [
		uniqueIndex('one_account_per_email').on(sql`lower(${t.email})`),
		uniqueIndex('one_account_per_sign_on').on(t.organismId, t.signOnSubject),
		uniqueIndex('one_account_per_seat').on(t.committeeMemberId),
		index('account_by_household').on(t.householdId),
		index('account_by_organism').on(t.organismId),
		oneOf('account_kind_is_known', t.kind, accountKinds),
		check(
			'account_belongs_to_what_its_kind_says',
			sql`(${t.kind} = 'tenant') = (${t.householdId} is not null)
				and (${t.kind} = 'staff') = (${t.organismId} is not null)
				and (${t.kind} = 'staff') = (${t.staffRole} is not null)
				and (${t.kind} = 'coordinator') = (${t.territoryId} is not null)`
		),
		check(
			'account_of_a_member_is_for_a_seat',
			sql`(${t.staffRole} is not distinct from 'commissionMember') = (${t.committeeMemberId} is not null)`
		)
	]
);

/** Sessions. The key is the SHA-256 of the token: who reads this table cannot sign in with it. */
export const sessions = pgTable(
	'session',
	{
		id: c5(text()).primaryKey(),
		accountId: c1(uuid())
			.notNull()
			.references(() => accounts.id),
		createdAt: c2(instant()).notNull(),
		/** End of the idle time; moved forward while the session is used. */
		expiresAt: c2(instant()).notNull(),
		/** The session ends here whatever its use. */
		absoluteExpiresAt: c2(instant()).notNull(),
		/** When the session was last used, to five minutes. */
		lastUsedAt: c2(instant()).notNull().defaultNow(),
		/** When a password or a code last proved who it is. */
		authenticatedAt: c2(instant()).notNull().defaultNow(),
		/** When the second factor was given; until then the session of who must give one opens nothing. */
		secondFactorAt: c2(instant()),
		/** What tells the browser from others: SHA-256 of a number that it keeps. */
		deviceHash: c5(text()),
		isDeviceKnown: c1(boolean()).notNull().default(false),
		userAgent: c2(text())
	},
	(t) => [index('session_by_account').on(t.accountId)]
);

/** What protects accounts beside their password: second factor, recovery codes, links that serve once, known devices. */
import { bigint, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { linkKinds } from '#domain/accounts/link.ts';
import { id, instant, oneOf } from '../platform/columns.ts';
import { c1, c2, c5 } from '../platform/data-class.ts';
import { accounts } from './tables.ts';

/** The application on somebody's telephone that gives a code every thirty seconds (TOTP). */
export const secondFactors = pgTable('second_factor', {
	accountId: c1(uuid())
		.primaryKey()
		.references(() => accounts.id),
	/** Encrypted by the application; see platform/sealed.ts. */
	secret: c5(text()).notNull(),
	createdAt: c2(instant()).notNull(),
	/** Null until a first code has shown that the telephone has the secret. */
	confirmedAt: c2(instant()),
	/** The half minute of the last code taken: a code serves once. */
	lastStep: c2(bigint({ mode: 'number' }))
		.notNull()
		.default(0)
});

/** Codes to sign in without the telephone, each once. SHA-256: they are long and random. */
export const recoveryCodes = pgTable(
	'recovery_code',
	{
		accountId: c1(uuid())
			.notNull()
			.references(() => accounts.id),
		hash: c5(text()).notNull(),
		usedAt: c2(instant())
	},
	(t) => [primaryKey({ columns: [t.accountId, t.hash] })]
);

/** Links of invitation and recovery, codes of new devices. What opens them is computed from a secret, not stored. */
export const accountLinks = pgTable(
	'account_link',
	{
		id: id(),
		accountId: c1(uuid())
			.notNull()
			.references(() => accounts.id),
		kind: c1(text({ enum: linkKinds })).notNull(),
		createdAt: c2(instant()).notNull(),
		expiresAt: c2(instant()).notNull(),
		usedAt: c2(instant())
	},
	(t) => [index('link_by_account').on(t.accountId), oneOf('link_kind_is_known', t.kind, linkKinds)]
);

/** Browsers on which a code sent to the address of the account was once given. SHA-256 of what they keep. */
export const knownDevices = pgTable(
	'known_device',
	{
		accountId: c1(uuid())
			.notNull()
			.references(() => accounts.id),
		hash: c5(text()).notNull(),
		since: c2(instant()).notNull()
	},
	(t) => [primaryKey({ columns: [t.accountId, t.hash] })]
);

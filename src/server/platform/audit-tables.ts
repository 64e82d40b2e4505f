import { sql } from 'drizzle-orm';
import { bigint, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { journals } from '#domain/accounts/journal.ts';
import { instant } from './columns.ts';
import { c1, c3 } from './data-class.ts';

/** The last entry of each journal; its row is locked while an entry is added. */
export const auditHeads = pgTable(
	'audit_head',
	{
		/** An organism; a territory for what concerns none of its organisms; zeros for the whole installation. */
		chainId: c1(uuid()).notNull(),
		journal: c1(text({ enum: journals })).notNull(),
		seq: c1(bigint({ mode: 'number' })).notNull(),
		hash: c1(text()).notNull(),
		/** Entries before this one were deleted at the end of their time. */
		keptFrom: c1(bigint({ mode: 'number' }))
			.notNull()
			.default(1),
		/** The hash that the first kept entry is chained to. */
		keptHash: c1(text()).notNull()
	},
	(t) => [primaryKey({ columns: [t.chainId, t.journal] })]
);

const told = (field: string) => sql.raw(`(entry::jsonb ->> '${field}')`);

/**
 * The entries. Each is the text that was hashed with the hash of the one before; every other column is read from that
 * text by the database, so that none can say something else. Added by `audit_append()` only.
 */
export const auditEntries = pgTable(
	'audit_entry',
	{
		chainId: c1(uuid()).notNull(),
		journal: c1(text({ enum: journals })).notNull(),
		seq: c1(bigint({ mode: 'number' })).notNull(),
		entry: c3(text()).notNull(),
		/** SHA-256 of the hash before, as hexadecimal, followed by the text of the entry. */
		hash: c1(text()).notNull(),
		/** UTC, as a text that sorts. */
		at: c3(text()).generatedAlwaysAs(sql`${told('at')}`),
		action: c3(text()).generatedAlwaysAs(sql`${told('action')}`),
		/** The thing; a pseudonym when it is a person or a household. */
		subject: c3(uuid()).generatedAlwaysAs(sql`(${told('subject')})::uuid`),
		/** The event of the exchange, for an act. */
		event: c3(bigint({ mode: 'number' })).generatedAlwaysAs(sql`(${told('event')})::bigint`)
	},
	(t) => [
		primaryKey({ columns: [t.chainId, t.journal, t.seq] }),
		index('audit_entry_by_subject').on(t.subject, t.journal)
	]
);

/** Under what name each account and household appears in the journals; deleting the row makes them nobody there. */
export const auditPseudonyms = pgTable('audit_pseudonym', {
	personId: c3(uuid()).primaryKey(),
	pseudonym: c3(uuid()).notNull().unique('one_person_per_pseudonym').defaultRandom()
});

/** The heads of all journals, signed, every five minutes in which something was done. The same lines are in a file outside the database. */
export const auditCheckpoints = pgTable('audit_checkpoint', {
	number: c1(bigint({ mode: 'number' })).primaryKey(),
	at: c1(instant()).notNull(),
	/** The text that is signed: number, time, hash of the checkpoint before, heads. */
	body: c1(text()).notNull(),
	/** Ed25519, base64. */
	signature: c1(text()).notNull()
});

import { check, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { accounts } from '../accounts/tables.ts';
import { organisms } from '../organisms/tables.ts';
import { sealedOnly } from '../platform/columns.ts';
import { c1, c4 } from '../platform/data-class.ts';

/** The two members of staff of an organism who see to households in danger. */
export const protectionReferents = pgTable(
	'protection_referent',
	{
		organismId: c1(uuid())
			.notNull()
			.references(() => organisms.id),
		seat: c1(integer()).notNull(),
		accountId: c1(uuid())
			.notNull()
			.unique('one_seat_per_referent')
			.references(() => accounts.id)
	},
	(t) => [primaryKey({ columns: [t.organismId, t.seat] }), check('two_referents_by_organism', sql`${t.seat} in (1, 2)`)]
);

/** Households in danger. A copy of the database does not tell which: see protection.ts. */
export const protections = pgTable(
	'protection',
	{
		/** The household under a name that only the exchange can compute. */
		subject: c4(text()).primaryKey(),
		organismId: c1(uuid())
			.notNull()
			.references(() => organisms.id),
		/** Sealed. */
		file: c4(text()).notNull()
	},
	(t) => [sealedOnly('protection_is_sealed', t.file)]
);

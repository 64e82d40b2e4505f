import { isNull, sql } from 'drizzle-orm';
import { check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { accounts } from '../accounts/tables.ts';
import { id, instant } from '../platform/columns.ts';
import { c1, c2 } from '../platform/data-class.ts';
import { households } from './tables.ts';

/** Who a household has named to help it, and until when. Never changed but to end before its time. */
export const mandates = pgTable(
	'mandate',
	{
		id: id(),
		householdId: c1(uuid())
			.notNull()
			.references(() => households.id),
		/** Null when the address is that of an account that cannot help: the household is not told so. */
		accountId: c1(uuid()).references(() => accounts.id),
		/** As the household wrote them. */
		firstName: c2(text()).notNull(),
		lastName: c2(text()).notNull(),
		email: c2(text()).notNull(),
		createdAt: c1(instant()).notNull(),
		/** The instant from which it is over. */
		endsAt: c1(instant()).notNull(),
		/** When it was ended, or when it was noted that its time had passed. */
		endedAt: c1(instant())
	},
	(t) => [
		uniqueIndex('one_open_mandate_per_household').on(t.householdId).where(isNull(t.endedAt)),
		uniqueIndex('one_open_mandate_per_helper').on(t.accountId).where(isNull(t.endedAt)),
		index('mandate_by_household').on(t.householdId),
		check('a_mandate_ends_after_it_begins', sql`${t.endsAt} > ${t.createdAt}`)
	]
);

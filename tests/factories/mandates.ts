import { randomUUID } from 'node:crypto';
import type { Helping } from '#server/platform/actor.ts';
import type { Connections } from '#server/platform/postgres/client.ts';
import { accounts } from '#server/accounts/tables.ts';
import { mandates } from '#server/households/mandate-tables.ts';

/** Somebody with an account of their own, whom a household has named to help it. */
export async function aHelperOf(
	{ db }: Pick<Connections, 'db'>,
	householdId: string,
	{ lastName = 'Test', createdAt = new Date('2026-11-01T09:00:00Z'), endsAt = new Date('2027-03-01T23:00:00Z') } = {}
): Promise<{ mandateId: string; helper: Helping }> {
	const person = { firstName: 'Claude', lastName, email: `${randomUUID()}@exemple.test` };
	const [account] = await db
		.insert(accounts)
		.values({ ...person, kind: 'helper' })
		.returning({ id: accounts.id });
	const [mandate] = await db
		.insert(mandates)
		.values({ ...person, householdId, accountId: account!.id, createdAt, endsAt })
		.returning({ id: mandates.id });
	return { mandateId: mandate!.id, helper: { role: 'helper', accountId: account!.id, householdId } };
}

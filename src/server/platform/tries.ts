/** Tries of a secret, which wait for longer and longer. Counted in PostgreSQL, so that all processes count together. */
import { and, count, eq, gt, max, sql } from 'drizzle-orm';
import { mayTryNow, type Patience } from '#domain/accounts/patience.ts';
import { attempts } from './tables.ts';
import type { Unit } from './unit.ts';

/**
 * Counts a try before the secret is looked at; only the sign-in role may. Real time, never the demo's: who moves the
 * clock must not be given new tries.
 *
 * @returns false when it comes too soon: it is not counted, and the secret must not be looked at.
 */
export async function takeTry({ tx }: Unit, key: string, patience: Patience): Promise<boolean> {
	// Of many at once, each sees those before it.
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
	const now = new Date();
	const since = new Date(now.getTime() - patience.countedFor * 3_600_000);
	const [tries] = await tx
		.select({ count: count(), last: max(attempts.windowStart) })
		.from(attempts)
		.where(and(eq(attempts.key, key), gt(attempts.windowStart, since)));
	const { last } = tries!;
	if (!mayTryNow(last && { count: tries!.count, last }, patience, now)) return false;
	// The last one may be of this very millisecond, or of a process whose clock is ahead.
	const windowStart = last && last >= now ? new Date(last.getTime() + 1) : now;
	await tx.insert(attempts).values({ key, windowStart, count: 1 });
	return true;
}

/** Forgets the tries of who has proved to have the secret. */
export const forgetTries = async ({ tx }: Unit, key: string): Promise<void> => {
	await tx.delete(attempts).where(eq(attempts.key, key));
};

/** What opens an account made anew, for somebody who lost everything that did. */
import { eq, sql } from 'drizzle-orm';
import { err, ok, type Result } from '#domain/result.ts';
import type { Deps } from '../platform/context.ts';
import { asActor, asSignIn, type Unit } from '../platform/unit.ts';
import { makeLink, scopeOf } from './links.ts';
import { dropFactor } from './second-factor.ts';
import { accounts, sessions } from './tables.ts';

/** Ends password, second factor and sessions at once, and makes a link to choose new ones; for the sign-in alone. */
export async function restartAccess(unit: Unit, accountId: string): Promise<string> {
	const { tx } = unit;
	await dropFactor(unit, accountId);
	await tx.delete(sessions).where(eq(sessions.accountId, accountId));
	await tx.update(accounts).set({ passwordHash: null }).where(eq(accounts.id, accountId));
	return makeLink(unit, accountId, 'invitation');
}

/**
 * The same by who runs the installation, for those whom no colleague can help: coordinators, and the last administrator of
 * an organism. The link goes to the address of the account; the journal of the territory or organism says that it was
 * done, and that nobody of them did it.
 *
 * @returns the number of the link.
 */
export const restartByOperator = (deps: Deps, email: string): Promise<Result<string, 'ACCOUNT_UNKNOWN'>> =>
	asActor<Result<string, 'ACCOUNT_UNKNOWN'>>(deps, { role: 'system' }, async (unit) => {
		const restarted = await asSignIn(unit, async ({ tx }) => {
			const [account] = await tx
				.select()
				.from(accounts)
				.where(eq(sql`lower(${accounts.email})`, email.trim().toLowerCase()))
				.for('update');
			return account ? { account, linkId: await restartAccess(unit, account.id) } : null;
		});
		if (!restarted) return err('ACCOUNT_UNKNOWN');
		const { account, linkId } = restarted;
		await unit.record(
			[
				{ type: 'AccessRestarted', accountId: account.id },
				{ type: 'LinkSent', accountId: account.id, linkId, kind: 'invitation' }
			],
			await scopeOf(unit, account)
		);
		return ok(linkId);
	});

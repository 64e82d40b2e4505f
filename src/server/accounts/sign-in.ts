import { eq, sql } from 'drizzle-orm';
import { signInLimits, type SignInRefusal } from '#domain/accounts/sign-in.input.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { Context } from '../platform/context.ts';
import { countUse, keyOf } from '../platform/limits.ts';
import { asActor } from '../platform/unit.ts';
import { actorOf, sessionsOf } from './auth.ts';
import { TooManySignIns, verifyPassword } from './passwords.ts';
import { accounts } from './tables.ts';

type SignedIn = { token: string; maxAgeSeconds: number; role: 'tenant' | 'staff' | 'coordinator' };

/**
 * Opens a session by e-mail and password. Tries are counted before the password is looked at, per account and per
 * address, for all processes together, and given back when it was right; unknown and wrong take the same time and get
 * the same words.
 */
export async function signIn(
	ctx: Context,
	input: { email: string; password: string },
	userAgent: string | null
): Promise<Result<SignedIn, SignInRefusal>> {
	const found = await asActor(ctx.deps, { role: 'auth' }, async (unit) => {
		const isAllowed =
			(await countUse(unit, keyOf('account', input.email), signInLimits.account)) &&
			(await countUse(unit, keyOf('address', ctx.address), signInLimits.address));
		if (!isAllowed) return 'tooMany' as const;
		const [account] = await unit.tx
			.select()
			.from(accounts)
			.where(eq(sql`lower(${accounts.email})`, input.email));
		return account ?? null;
	});
	if (found === 'tooMany') return err('SIGN_IN_TOO_MANY');
	try {
		if (!(await verifyPassword(found?.passwordHash ?? null, input.password)) || !found) return err('SIGN_IN_WRONG');
	} catch (error) {
		if (error instanceof TooManySignIns) return err('SIGN_IN_BUSY');
		throw error;
	}
	// Only failures are limited: who proves to be the holder of the account takes no try away, from nobody.
	await asActor(ctx.deps, { role: 'auth' }, async (unit) => {
		await countUse(unit, keyOf('account', input.email), signInLimits.account, -1);
		await countUse(unit, keyOf('address', ctx.address), signInLimits.address, -1);
	});
	const { token, maxAgeSeconds } = await sessionsOf(ctx.deps).create(found, userAgent);
	await asActor(ctx.deps, actorOf(found), ({ record }) => record([{ type: 'SignedIn', accountId: found.id }]));
	return ok({ token, maxAgeSeconds, role: found.kind });
}

/** Ends the session of the request. */
export async function signOut(ctx: Context): Promise<void> {
	if (ctx.sessionId) await sessionsOf(ctx.deps).revoke(ctx.sessionId);
}

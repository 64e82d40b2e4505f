import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { signInLimits, type SignInRefusal } from '#domain/accounts/sign-in.input.ts';
import { factorStep, type FactorStep } from '#domain/accounts/second-factor.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { Context, Deps } from '../platform/context.ts';
import { blockOf, countUse, keyOf } from '../platform/limits.ts';
import { asActor } from '../platform/unit.ts';
import { actorOf, deviceHashOf, sessionsOf, type Opened, type Proven } from './auth.ts';
import { demoSecretOf } from './demo-telephone.ts';
import { isOfAnotherCost, newHash, TooManySignIns, verifyPassword } from './passwords.ts';
import { knownDevices, secondFactors } from './security-tables.ts';
import { accounts } from './tables.ts';

type Account = typeof accounts.$inferSelect;
export type SignedIn = Opened & {
	role: 'tenant' | 'staff' | 'coordinator';
	/** What is still due before the session opens anything. */
	pending: FactorStep | null;
};

/**
 * Opens a session by e-mail and password. Tries are counted before the password is looked at, per account and per
 * address, for all processes together, and given back when it was right; unknown and wrong take the same time and get
 * the same words.
 */
export async function signIn(
	ctx: Context,
	input: { email: string; password: string },
	from: { userAgent: string | null; device: string | null }
): Promise<Result<SignedIn, SignInRefusal>> {
	const found = await asActor(ctx.deps, { role: 'auth' }, async (unit) => {
		const isAllowed =
			(await countUse(unit, keyOf('account', input.email), signInLimits.account)) &&
			(await countUse(unit, keyOf('address', blockOf(ctx.address)), signInLimits.address));
		if (!isAllowed) return 'tooMany' as const;
		const [account] = await unit.tx
			.select()
			.from(accounts)
			.where(eq(sql`lower(${accounts.email})`, input.email));
		return account ?? null;
	});
	if (found === 'tooMany') return err('SIGN_IN_TOO_MANY');
	const verified = await verify(found, input.password);
	if (!verified.ok) return verified;
	await giveTriesBack(ctx, input.email);
	const account = verified.value;
	if (isOfAnotherCost(account.passwordHash!)) await hashAgain(ctx, account, input.password);
	return ok(await openSession(ctx, account, from, { authenticatedAt: new Date(), secondFactorAt: null }));
}

/**
 * Opens a session for somebody whose first factor was checked.
 *
 * @param proven when the person was asked who they are, and when for a second factor; null when they were not.
 */
export async function openSession(
	ctx: Context,
	account: Account,
	{ userAgent, device }: { userAgent: string | null; device: string | null },
	proven: Proven
): Promise<SignedIn> {
	const deviceHash = device ? deviceHashOf(device) : null;
	const { isEnrolled, isDeviceKnown } = await readProtection(ctx.deps, account, deviceHash);
	const pending = factorStep({ kind: account.kind, isEnrolled, hasPassed: proven.secondFactorAt !== null });
	const browser = { userAgent, deviceHash, isDeviceKnown };
	const opened = await sessionsOf(ctx.deps).create(account, browser, proven);
	if (!pending)
		await asActor(ctx.deps, actorOf(account), ({ record }) => record([{ type: 'SignedIn', accountId: account.id }]));
	return { ...opened, role: account.kind, pending };
}

const readProtection = (deps: Deps, account: Account, deviceHash: string | null) =>
	asActor(deps, { role: 'auth' }, async ({ tx }) => {
		const [factor] = await tx
			.select({ at: secondFactors.confirmedAt })
			.from(secondFactors)
			.where(and(eq(secondFactors.accountId, account.id), isNotNull(secondFactors.confirmedAt)));
		const known = deviceHash
			? await tx
					.select({ since: knownDevices.since })
					.from(knownDevices)
					.where(and(eq(knownDevices.accountId, account.id), eq(knownDevices.hash, deviceHash)))
			: [];
		return {
			isEnrolled: factor !== undefined || demoSecretOf(deps, account) !== null,
			isDeviceKnown: known.length === 1
		};
	});

/** Checks the password of somebody who is signed in already, under the limits of the sign-in. */
export async function checkPassword(
	ctx: Context,
	account: Account,
	password: string
): Promise<Result<Account, SignInRefusal>> {
	const isAllowed = await asActor(ctx.deps, { role: 'auth' }, (unit) =>
		countUse(unit, keyOf('account', account.email.toLowerCase()), signInLimits.account)
	);
	if (!isAllowed) return err('SIGN_IN_TOO_MANY');
	const verified = await verify(account, password);
	if (verified.ok)
		await asActor(ctx.deps, { role: 'auth' }, (unit) =>
			countUse(unit, keyOf('account', account.email.toLowerCase()), signInLimits.account, -1)
		);
	return verified;
}

async function verify(account: Account | null, password: string): Promise<Result<Account, SignInRefusal>> {
	try {
		const isRight = await verifyPassword(account?.passwordHash ?? null, password);
		return isRight && account && !account.lockedAt ? ok(account) : err('SIGN_IN_WRONG');
	} catch (error) {
		if (error instanceof TooManySignIns) return err('SIGN_IN_BUSY');
		throw error;
	}
}

/** Keeps the hash of a password at the cost of today; next time when too many others wait. */
async function hashAgain({ deps }: Context, { id }: Account, password: string): Promise<void> {
	const hash = await newHash(password);
	if (!hash.ok) return;
	await asActor(deps, { role: 'auth' }, ({ tx }) =>
		tx.update(accounts).set({ passwordHash: hash.value }).where(eq(accounts.id, id))
	);
}

/** Only failures are limited: who proves to be the holder of the account takes no try away, from nobody. */
const giveTriesBack = (ctx: Context, email: string) =>
	asActor(ctx.deps, { role: 'auth' }, async (unit) => {
		await countUse(unit, keyOf('account', email), signInLimits.account, -1);
		await countUse(unit, keyOf('address', blockOf(ctx.address)), signInLimits.address, -1);
	});

/** Ends the session of the request. */
export async function signOut(ctx: Context): Promise<void> {
	if (ctx.session) await sessionsOf(ctx.deps).revoke(ctx.session.id);
}

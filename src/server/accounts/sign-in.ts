import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { addressLimit, secretPatience, type SignInRefusal } from '#domain/accounts/sign-in.input.ts';
import { factorStep, type AccountKind, type FactorStep } from '#domain/accounts/second-factor.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { Context, Deps } from '../platform/context.ts';
import { blockOf, countUse, keyOf } from '../platform/limits.ts';
import { forgetTries, takeTry } from '../platform/tries.ts';
import { asActor, type Unit } from '../platform/unit.ts';
import { actorOf, deviceHashOf, sessionsOf, type Opened, type Proven } from './auth.ts';
import { demoSecretOf } from './demo-telephone.ts';
import { isOfAnotherCost, newHash, TooManySignIns, verifyPassword } from './passwords.ts';
import { knownDevices, secondFactors } from './security-tables.ts';
import { accounts } from './tables.ts';

type Account = typeof accounts.$inferSelect;
export type SignedIn = Opened & {
	role: AccountKind;
	/** What is still due before the session opens anything. */
	pending: FactorStep | null;
};

/**
 * Opens a session by e-mail and password. Tries are counted before the password is looked at, per account and per
 * address, for all processes together, and given back when it was right; unknown and wrong take the same time and get
 * the same words. A browser that has shown to be the holder's waits for its own wrong tries only: those of others, from
 * anywhere, never keep the holder out.
 */
export async function signIn(
	ctx: Context,
	input: { email: string; password: string },
	from: { userAgent: string | null; device: string | null }
): Promise<Result<SignedIn, SignInRefusal>> {
	const found = await asActor<Result<{ account: Account | null; key: string }, SignInRefusal>>(
		ctx.deps,
		{ role: 'auth' },
		async (unit) => {
			const deviceHash = from.device ? deviceHashOf(from.device) : null;
			const { account, isDeviceKnown } = await findAccount(unit, input.email, deviceHash);
			const key = triesOf(input.email, isDeviceKnown ? deviceHash : null);
			// What is refused for one of the two is not counted for the other.
			if (!(await countFromHere(unit, ctx))) return err('SIGN_IN_HERE_TOO_MANY');
			if (await takeTry(unit, key, secretPatience)) return ok({ account, key });
			await countFromHere(unit, ctx, -1);
			return err('SIGN_IN_TOO_MANY');
		}
	);
	if (!found.ok) return found;
	const verified = await verify(found.value.account, input.password);
	if (!verified.ok) return verified;
	await asActor(ctx.deps, { role: 'auth' }, async (unit) => {
		await forgetTries(unit, found.value.key);
		await countFromHere(unit, ctx, -1);
	});
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

/** The account of an address, and whether this browser has shown to be its holder's; in one reading, found or not. */
async function findAccount({ tx }: Unit, email: string, deviceHash: string | null) {
	const isThisDevice = and(eq(knownDevices.accountId, accounts.id), eq(knownDevices.hash, deviceHash ?? ''));
	const [row] = await tx
		.select({ account: accounts, since: knownDevices.since })
		.from(accounts)
		.leftJoin(knownDevices, isThisDevice)
		.where(eq(sql`lower(${accounts.email})`, email));
	return { account: row?.account ?? null, isDeviceKnown: Boolean(row?.since) };
}

/** Where the tries of an account are counted: together, but for a browser that is known. */
const triesOf = (email: string, knownDevice: string | null) =>
	knownDevice ? keyOf('account-device', `${email} ${knownDevice}`) : keyOf('account', email);

/** Forgets the wrong tries of others, for who has just shown to hold the address of the account. */
export const forgetSignInTries = (unit: Unit, email: string): Promise<void> =>
	forgetTries(unit, triesOf(email.toLowerCase(), null));

/** Only failures are limited: who proves to be the holder of the account takes no try away, from nobody. */
const countFromHere = (unit: Unit, ctx: Context, uses = 1): Promise<boolean> =>
	countUse(unit, keyOf('address', blockOf(ctx.address)), addressLimit, uses);

/** Checks the password of somebody who is signed in already; those who try to sign in from elsewhere do not hinder. */
export async function checkPassword(
	ctx: Context,
	account: Account,
	password: string
): Promise<Result<Account, SignInRefusal>> {
	const key = keyOf('password', account.id);
	const mayTry = await asActor(ctx.deps, { role: 'auth' }, (unit) => takeTry(unit, key, secretPatience));
	if (!mayTry) return err('SIGN_IN_TOO_MANY');
	const verified = await verify(account, password);
	if (verified.ok) await asActor(ctx.deps, { role: 'auth' }, (unit) => forgetTries(unit, key));
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

/** Ends the session of the request. */
export async function signOut(ctx: Context): Promise<void> {
	if (ctx.session) await sessionsOf(ctx.deps).revoke(ctx.session.id);
}

/** A second factor: a code of the telephone, or one of the codes kept on paper. */
import { createHash, randomInt } from 'node:crypto';
import { and, count, eq, isNull, lt } from 'drizzle-orm';
import { recoveryCodeCount, type CodeRefusal } from '#domain/accounts/second-factor.ts';
import { secretPatience } from '#domain/accounts/sign-in.input.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { accountIdOf } from '../platform/actor.ts';
import type { Context, Deps } from '../platform/context.ts';
import { keyOf } from '../platform/limits.ts';
import { open, seal } from '../platform/sealed.ts';
import { forgetTries, takeTry } from '../platform/tries.ts';
import { asActor, type Unit } from '../platform/unit.ts';
import { actorOf, sessionsOf, type Opened } from './auth.ts';
import { demoSecretOf, isShared } from './demo-telephone.ts';
import { recoveryCodes, secondFactors } from './security-tables.ts';
import { accounts } from './tables.ts';
import { keyFor, matchingStep, newSecret } from './totp.ts';

const auth = { role: 'auth' } as const;
const placeOf = (accountId: string) => ({ table: 'second_factor', column: 'secret', row: accountId });
const digest = (code: string) => createHash('sha256').update(code).digest('hex');

/** The account that is signing in or signed in, whichever; null for somebody without a session. */
const accountIn = (ctx: Context): string | null => ctx.session?.accountId ?? accountIdOf(ctx.actor);

const theFactorOf = (accountId: string) => eq(secondFactors.accountId, accountId);

/** Whether the account has one, since when, and how many codes are left on paper. */
export const readFactor = (deps: Deps, accountId: string) =>
	asActor(deps, auth, async ({ tx }) => {
		const [factor] = await tx.select().from(secondFactors).where(theFactorOf(accountId));
		const [left] = await tx
			.select({ count: count() })
			.from(recoveryCodes)
			.where(and(eq(recoveryCodes.accountId, accountId), isNull(recoveryCodes.usedAt)));
		return { confirmedAt: factor?.confirmedAt ?? null, codesLeft: left!.count };
	});

/**
 * Makes a secret for the telephone; it counts once a first code has shown that it arrived. Always a new one: somebody who
 * knows the password may have begun before, and would share what the holder then takes.
 *
 * @returns the secret in base 32 and as an address that the applications read.
 */
export async function startFactor(
	ctx: Context
): Promise<Result<{ secret: string; address: string }, 'NO_CODE_AWAITED' | 'FACTOR_ALREADY_TAKEN' | 'ACCOUNT_SHARED'>> {
	const accountId = accountIn(ctx);
	if (!accountId) return err('NO_CODE_AWAITED');
	const secret = newSecret();
	const values = {
		secret: seal(ctx.deps.config, placeOf(accountId), secret.toString('hex')),
		createdAt: new Date(),
		lastStep: 0
	};
	return asActor(ctx.deps, auth, async ({ tx }) => {
		const [account] = await tx.select().from(accounts).where(eq(accounts.id, accountId));
		if (isShared(ctx.deps, account!)) return err('ACCOUNT_SHARED');
		const written = await tx
			.insert(secondFactors)
			.values({ accountId, ...values })
			.onConflictDoUpdate({
				target: secondFactors.accountId,
				set: values,
				setWhere: isNull(secondFactors.confirmedAt)
			})
			.returning({ accountId: secondFactors.accountId });
		return written.length === 1 ? ok(keyFor(account!.email, secret)) : err('FACTOR_ALREADY_TAKEN');
	});
}

/** A first code shows that the telephone has the secret: the factor counts, and the codes for paper are given, once. */
export async function confirmFactor(
	ctx: Context,
	input: { code: string }
): Promise<Result<{ recoveryCodes: string[]; opened: Opened | null }, CodeRefusal>> {
	const accountId = accountIn(ctx);
	if (!accountId) return err('NO_CODE_AWAITED');
	if (!(await mayTry(ctx.deps, accountId))) return err('CODE_TOO_MANY');
	let codes: string[] | null = null;
	const refused = await asActor(ctx.deps, auth, async (unit) => {
		const [factor] = await unit.tx.select().from(secondFactors).where(theFactorOf(accountId)).for('update');
		if (!factor || factor.confirmedAt) return 'NO_CODE_AWAITED' as const;
		if (!(await takeTelephoneCode(unit, ctx.deps, factor, input.code))) return 'CODE_WRONG' as const;
		await unit.tx.update(secondFactors).set({ confirmedAt: new Date() }).where(theFactorOf(accountId));
		codes = await giveCodes(unit, accountId);
		await forgive(unit, accountId);
		return null;
	});
	if (refused || !codes) return err(refused ?? 'NO_CODE_AWAITED');
	const opened = await goOn(ctx, accountId, 'SecondFactorTaken');
	return ok({ recoveryCodes: codes, opened });
}

/** New codes for paper in the place of the former ones, shown once; null for who has no second factor. */
export async function giveCodes({ tx }: Unit, accountId: string): Promise<string[] | null> {
	const [factor] = await tx.select().from(secondFactors).where(theFactorOf(accountId)).for('update');
	if (!factor?.confirmedAt) return null;
	const codes = Array.from({ length: recoveryCodeCount }, newCode);
	await tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId));
	await tx.insert(recoveryCodes).values(codes.map((code) => ({ accountId, hash: digest(code) })));
	return codes.map((code) => code.match(/.{4}/g)!.join('-'));
}

/** The code that a sign-in waits for. The session goes on under a new token, with the rights of its account. */
export async function verifyCode(ctx: Context, input: { code: string }): Promise<Result<Opened, CodeRefusal>> {
	const { session } = ctx;
	if (session?.pending !== 'code') return err('NO_CODE_AWAITED');
	const checked = await checkCode(ctx.deps, session.accountId, input.code);
	if (!checked.ok) return checked;
	const opened = await goOn(ctx, session.accountId, checked.value === 'paper' ? 'RecoveryCodeUsed' : null);
	return opened ? ok(opened) : err('NO_CODE_AWAITED');
}

/** Checks a code of the telephone or of the paper, which is then used, together with what follows from it. */
export async function checkCode(
	deps: Deps,
	accountId: string,
	code: string,
	follow: (unit: Unit) => Promise<unknown> = async () => {}
): Promise<Result<'telephone' | 'paper', 'CODE_WRONG' | 'CODE_TOO_MANY'>> {
	if (!(await mayTry(deps, accountId))) return err('CODE_TOO_MANY');
	return asActor(deps, auth, async (unit) => {
		const taken = await takeCode(unit, deps, accountId, code);
		if (!taken) return err('CODE_WRONG');
		await forgive(unit, accountId);
		await follow(unit);
		return ok(taken);
	});
}

async function takeCode(
	unit: Unit,
	deps: Deps,
	accountId: string,
	code: string
): Promise<'telephone' | 'paper' | null> {
	const { tx } = unit;
	const [account] = await tx.select().from(accounts).where(eq(accounts.id, accountId));
	const [factor] = await tx.select().from(secondFactors).where(theFactorOf(accountId)).for('update');
	if (!factor?.confirmedAt) {
		const shared = demoSecretOf(deps, account!);
		return shared && matchingStep(shared, code, Date.now()) !== null ? 'telephone' : null;
	}
	if (await takeTelephoneCode(unit, deps, factor, code)) return 'telephone';
	const used = await tx
		.update(recoveryCodes)
		.set({ usedAt: new Date() })
		.where(
			and(eq(recoveryCodes.accountId, accountId), eq(recoveryCodes.hash, digest(code)), isNull(recoveryCodes.usedAt))
		)
		.returning({ hash: recoveryCodes.hash });
	return used.length === 1 ? 'paper' : null;
}

/** Forgets the telephone and the codes of an account. */
export async function dropFactor({ tx }: Unit, accountId: string): Promise<void> {
	await tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId));
	await tx.delete(secondFactors).where(theFactorOf(accountId));
}

/** Tries are counted before a code is looked at, for all processes together; false when one comes too soon. */
export const mayTry = (deps: Deps, accountId: string): Promise<boolean> =>
	asActor(deps, auth, (unit) => takeTry(unit, keyOf('code', accountId), secretPatience));

/** Only wrong codes are waited for. */
export const forgive = (unit: Unit, accountId: string): Promise<void> => forgetTries(unit, keyOf('code', accountId));

const secretOf = ({ config }: Deps, { accountId, secret }: typeof secondFactors.$inferSelect) =>
	Buffer.from(open<string>(config, placeOf(accountId), secret), 'hex');

/** Takes a code of the telephone if it is one of now and was not taken yet: seen over a shoulder, it is worth nothing. */
async function takeTelephoneCode(
	{ tx }: Unit,
	deps: Deps,
	factor: typeof secondFactors.$inferSelect,
	code: string
): Promise<boolean> {
	const step = matchingStep(secretOf(deps, factor), code, Date.now());
	if (step === null) return false;
	const taken = await tx
		.update(secondFactors)
		.set({ lastStep: step })
		.where(and(theFactorOf(factor.accountId), lt(secondFactors.lastStep, step)))
		.returning({ accountId: secondFactors.accountId });
	return taken.length === 1;
}

/** The session goes on with its rights under a new token. Null when no browser waits for one. */
async function goOn(
	ctx: Context,
	accountId: string,
	type: 'SecondFactorTaken' | 'RecoveryCodeUsed' | null
): Promise<Opened | null> {
	const [account] = await asActor(ctx.deps, auth, ({ tx }) =>
		tx.select().from(accounts).where(eq(accounts.id, accountId))
	);
	const opened = ctx.session ? await sessionsOf(ctx.deps).renew(ctx.session, account!) : null;
	await asActor(ctx.deps, actorOf(account!), ({ record }) =>
		record([
			...(type ? [{ type, accountId } as const] : []),
			...(ctx.session?.pending ? [{ type: 'SignedIn', accountId } as const] : [])
		])
	);
	return opened;
}

// Letters and figures that cannot be taken for one another; twelve of them are about 59 bits.
const characters = 'abcdefghjkmnpqrstuvwxyz23456789';
const newCode = () => Array.from({ length: 12 }, () => characters[randomInt(characters.length)]).join('');

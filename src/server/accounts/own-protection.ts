/** What the holder of an account does about its protection: sessions, password, second factor. */
import { and, eq, ne, type SQL } from 'drizzle-orm';
import { passwordFault, type PasswordFault } from '#domain/accounts/password.ts';
import { deviceOf, type Device } from '#domain/accounts/device.ts';
import { isFactorCompulsory } from '#domain/accounts/second-factor.ts';
import type { SignInRefusal } from '#domain/accounts/sign-in.input.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { Coordinator, Helper, Staff, Tenant } from '../platform/actor.ts';
import type { Context } from '../platform/context.ts';
import { asActor, asSignIn, type Unit } from '../platform/unit.ts';
import { sessionsOf, type Opened } from './auth.ts';
import { isShared } from './demo-telephone.ts';
import { knowDevice } from './devices.ts';
import { newHash } from './passwords.ts';
import { dropFactor, giveCodes, readFactor } from './second-factor.ts';
import { knownDevices } from './security-tables.ts';
import { checkPassword } from './sign-in.ts';
import { accounts, sessions } from './tables.ts';

type SignedIn = Context & { actor: Tenant | Helper | Staff | Coordinator };
const auth = { role: 'auth' } as const;

export type SessionView = { id: string; device: Device; openedAt: Date; lastUsedAt: Date; isThis: boolean };

/** What protects the account: where it is open, and its second factor. */
export async function getSecurity(ctx: SignedIn) {
	const { accountId } = ctx.actor;
	const factor = await readFactor(ctx.deps, accountId);
	const open = await sessionsOf(ctx.deps).list(accountId);
	return {
		sessions: open.map((row): SessionView => ({
			id: row.id,
			device: deviceOf(row.userAgent),
			openedAt: row.createdAt,
			lastUsedAt: row.lastUsedAt,
			isThis: row.id === ctx.session?.id
		})),
		factor: {
			takenAt: factor.confirmedAt,
			codesLeft: factor.codesLeft,
			isCompulsory: isFactorCompulsory(ctx.actor.role)
		}
	};
}

/** Ends one session of the account, such as that of a telephone that was lost. Those of others are out of reach. */
export async function revokeSession(
	ctx: SignedIn,
	input: { sessionId: string }
): Promise<Result<null, 'SESSION_NOT_FOUND'>> {
	return (await endSessions(ctx, eq(sessions.id, input.sessionId))) ? ok(null) : err('SESSION_NOT_FOUND');
}

/** Ends every session of the account but this one. */
export const revokeOtherSessions = (ctx: SignedIn) => endSessions(ctx, ne(sessions.id, ctx.session?.id ?? ''));

/** @returns how many ended. */
const endSessions = (ctx: SignedIn, which: SQL): Promise<number> =>
	asActor(ctx.deps, ctx.actor, async (unit) => {
		const { accountId } = ctx.actor;
		const ended = await asSignIn(unit, ({ tx }) =>
			tx
				.delete(sessions)
				.where(and(eq(sessions.accountId, accountId), which))
				.returning({ id: sessions.id })
		);
		if (ended.length > 0) await unit.record([{ type: 'SessionsRevoked', accountId }]);
		return ended.length;
	});

/**
 * Changes the password. Every session ends, whoever has one, and no device is known any more but this one; this browser
 * gets a new session.
 *
 * @returns null instead of the session when no browser asked.
 */
export async function changePassword(
	ctx: SignedIn,
	input: { currentPassword: string; newPassword: string }
): Promise<Result<Opened | null, SignInRefusal | PasswordFault | 'ACCOUNT_SHARED'>> {
	const account = await readAccount(ctx);
	if (isShared(ctx.deps, account)) return err('ACCOUNT_SHARED');
	const checked = await checkPassword(ctx, account, input.currentPassword);
	if (!checked.ok) return checked;
	const fault = passwordFault(input.newPassword, account.kind, [account.email, account.firstName, account.lastName]);
	if (fault) return err(fault);
	const passwordHash = await newHash(input.newPassword);
	if (!passwordHash.ok) return passwordHash;
	const { session } = ctx;
	await asActor(ctx.deps, ctx.actor, async (unit) => {
		await asSignIn(unit, async () => {
			await replacePassword(unit, account.id, passwordHash.value);
			if (session?.isDeviceKnown && session.deviceHash) await knowDevice(unit, account.id, session.deviceHash);
		});
		await unit.record([{ type: 'PasswordChanged', accountId: account.id }]);
	});
	return ok(session && (await sessionsOf(ctx.deps).create(account, session, session)));
}

/** Writes a new password; every session of the account ends and every device is forgotten. */
export async function replacePassword({ tx }: Unit, accountId: string, passwordHash: string): Promise<void> {
	await tx.update(accounts).set({ passwordHash }).where(eq(accounts.id, accountId));
	await tx.delete(sessions).where(eq(sessions.accountId, accountId));
	await tx.delete(knownDevices).where(eq(knownDevices.accountId, accountId));
}

/** Gives the second factor up. Not where it is compulsory; with the password, because the telephone may be in other hands. */
export async function removeFactor(
	ctx: SignedIn,
	input: { password: string }
): Promise<Result<null, SignInRefusal | 'FACTOR_COMPULSORY'>> {
	if (isFactorCompulsory(ctx.actor.role)) return err('FACTOR_COMPULSORY');
	const checked = await checkPassword(ctx, await readAccount(ctx), input.password);
	if (!checked.ok) return checked;
	const { accountId } = ctx.actor;
	await asActor(ctx.deps, ctx.actor, async (unit) => {
		await asSignIn(unit, () => dropFactor(unit, accountId));
		await unit.record([{ type: 'SecondFactorGivenUp', accountId }]);
	});
	return ok(null);
}

/** New codes for paper, with the password; the former ones are worth nothing any more. */
export async function renewCodes(
	ctx: SignedIn,
	input: { password: string }
): Promise<Result<{ recoveryCodes: string[] }, SignInRefusal | 'FACTOR_NOT_TAKEN'>> {
	const checked = await checkPassword(ctx, await readAccount(ctx), input.password);
	if (!checked.ok) return checked;
	const recoveryCodes = await asActor(ctx.deps, auth, (unit) => giveCodes(unit, ctx.actor.accountId));
	return recoveryCodes ? ok({ recoveryCodes }) : err('FACTOR_NOT_TAKEN');
}

async function readAccount(ctx: SignedIn) {
	const [account] = await asActor(ctx.deps, auth, ({ tx }) =>
		tx.select().from(accounts).where(eq(accounts.id, ctx.actor.accountId))
	);
	return account!;
}

/** Links of invitation and recovery: sent to the address of an account, good once, not for long. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import { isUsable, linkMinutes, type LinkKind } from '#domain/accounts/link.ts';
import { passwordFault, type PasswordFault } from '#domain/accounts/password.ts';
import type { AccountKind } from '#domain/accounts/second-factor.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { households } from '../households/tables.ts';
import type { Context, Deps } from '../platform/context.ts';
import { blockOf, countUse, keyOf } from '../platform/limits.ts';
import { openedLink } from '../platform/link-proof.ts';
import { asActor, asSignIn, type EventScope, type Unit } from '../platform/unit.ts';
import { actorOf, deviceHashOf } from './auth.ts';
import { isShared } from './demo-telephone.ts';
import { knowDevice } from './devices.ts';
import { replacePassword } from './own-protection.ts';
import { newHash } from './passwords.ts';
import { accountLinks } from './security-tables.ts';
import { forgetSignInTries } from './sign-in.ts';
import { accounts } from './tables.ts';

const auth = { role: 'auth' } as const;
/** Letters asked for an address, and from a network address. */
const askLimits = { account: { count: 3, minutes: 60 }, address: { count: 20, minutes: 60 } } as const;

/** Makes a link for an account; links of the same kind sent before are worth nothing any more. */
export async function makeLink({ tx }: Unit, accountId: string, kind: LinkKind): Promise<string> {
	const now = new Date();
	await tx
		.update(accountLinks)
		.set({ usedAt: now })
		.where(and(eq(accountLinks.accountId, accountId), eq(accountLinks.kind, kind), isNull(accountLinks.usedAt)));
	const [link] = await tx
		.insert(accountLinks)
		.values({ accountId, kind, createdAt: now, expiresAt: new Date(now.getTime() + linkMinutes[kind] * 60_000) })
		.returning({ id: accountLinks.id });
	return link!.id;
}

/**
 * Asks for a link to choose a new password. The answer says nothing of whether the address has an account: the same
 * words and the same work, since a job looks for it.
 */
export async function requestRecovery(ctx: Context, input: { email: string }): Promise<Result<null, 'LINK_TOO_MANY'>> {
	const isAllowed = await asActor(ctx.deps, auth, async (unit) => {
		const isFew =
			(await countUse(unit, keyOf('recovery', input.email), askLimits.account)) &&
			(await countUse(unit, keyOf('recovery-address', blockOf(ctx.address)), askLimits.address));
		if (isFew) await unit.enqueue('recover', { email: input.email });
		return isFew;
	});
	return isAllowed ? ok(null) : err('LINK_TOO_MANY');
}

/** The job: makes the link of the account that has this address, if one has. */
export const sendRecovery = (deps: Deps, email: string): Promise<void> =>
	asActor(deps, { role: 'system' }, async (unit) => {
		const [account] = await unit.tx
			.select()
			.from(accounts)
			.where(eq(sql`lower(${accounts.email})`, email));
		if (!account || account.lockedAt) return;
		const linkId = await makeLink(unit, account.id, 'recovery');
		await unit.record(
			[{ type: 'LinkSent', accountId: account.id, linkId, kind: 'recovery' }],
			await scopeOf(unit, account)
		);
	});

/** The organism or the territory that an account belongs to. */
export async function scopeOf({ tx }: Unit, account: typeof accounts.$inferSelect): Promise<EventScope> {
	if (account.organismId) return { organismIds: [account.organismId] };
	// Who helps belongs to nobody.
	if (account.kind === 'helper') return {};
	if (!account.householdId) return { territoryId: account.territoryId! };
	const [home] = await tx
		.select({ organismId: households.organismId })
		.from(households)
		.where(eq(households.id, account.householdId));
	return { organismIds: [home!.organismId] };
}

type LinkRefusal = 'LINK_LAPSED';

/** The account of a link that may still be used, under its lock; unknown, used and lapsed are one. */
export async function holderOf({ tx }: Unit, linkId: string) {
	const [link] = await tx.select().from(accountLinks).where(eq(accountLinks.id, linkId)).for('update');
	if (!link || link.kind === 'device' || !isUsable(link, new Date())) return null;
	const [account] = await tx.select().from(accounts).where(eq(accounts.id, link.accountId));
	return account && !account.lockedAt ? { account, kind: link.kind } : null;
}

/** What a link is for; looking uses nothing. */
export async function readLink(
	ctx: Context,
	input: { token: string }
): Promise<Result<{ kind: 'invitation' | 'recovery'; role: AccountKind; organismId: string | null }, LinkRefusal>> {
	const linkId = openedLink(ctx.deps.config, input.token);
	const holder = linkId && (await asActor(ctx.deps, auth, (unit) => holderOf(unit, linkId)));
	if (!holder) return err('LINK_LAPSED');
	const { kind, organismId } = holder.account;
	return ok({ kind: holder.kind, role: kind, organismId });
}

/**
 * Chooses the password of the account and uses the link up. Every session ends; the person then signs in, on a device
 * that is known, since the link came by the address of the account.
 */
export async function followLink(
	ctx: Context,
	input: { token: string; newPassword: string; device: string | null }
): Promise<Result<null, LinkRefusal | PasswordFault | 'SIGN_IN_BUSY' | 'ACCOUNT_SHARED'>> {
	const linkId = openedLink(ctx.deps.config, input.token);
	const holder = linkId && (await asActor(ctx.deps, auth, (unit) => holderOf(unit, linkId)));
	if (!holder) return err('LINK_LAPSED');
	const { account } = holder;
	if (isShared(ctx.deps, account)) return err('ACCOUNT_SHARED');
	const fault = passwordFault(input.newPassword, account.kind, [account.email, account.firstName, account.lastName]);
	if (fault) return err(fault);
	const passwordHash = await newHash(input.newPassword);
	if (!passwordHash.ok) return passwordHash;
	return asActor(ctx.deps, actorOf(account), async (unit) => {
		const isFirst = await asSignIn(unit, async () => {
			// Again, under the lock: of two who follow the link at once, one does.
			if (!(await holderOf(unit, linkId))) return false;
			await unit.tx.update(accountLinks).set({ usedAt: new Date() }).where(eq(accountLinks.id, linkId));
			await replacePassword(unit, account.id, passwordHash.value);
			await forgetSignInTries(unit, account.email);
			if (input.device) await knowDevice(unit, account.id, deviceHashOf(input.device));
			return true;
		});
		if (!isFirst) return err('LINK_LAPSED');
		await unit.record([{ type: 'PasswordChanged', accountId: account.id }]);
		return ok(null);
	});
}

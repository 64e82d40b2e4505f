/**
 * The proof of identity before an act that binds: the password again after ten minutes, with the code of the telephone
 * for who has one; for a household on a new device, a code sent to its address.
 */
import { and, desc, eq } from 'drizzle-orm';
import { demoPassword } from '#domain/accounts/demo-account.ts';
import { identityDue, type IdentityDue, type IdentityRefusal } from '#domain/accounts/identity.ts';
import { isUsable } from '#domain/accounts/link.ts';
import type { Context, SignedSession } from '../platform/context.ts';
import { countUse, keyOf } from '../platform/limits.ts';
import { letterCode } from '../platform/link-proof.ts';
import { asActor, type Unit } from '../platform/unit.ts';
import { knowDevice } from './devices.ts';
import { demoCode, demoSecretOf } from './demo-telephone.ts';
import { makeLink } from './links.ts';
import { checkCode, forgive, mayTry } from './second-factor.ts';
import { accountLinks } from './security-tables.ts';
import { checkPassword } from './sign-in.ts';
import { accounts, sessions } from './tables.ts';

const auth = { role: 'auth' } as const;
/** Letters with a code, for an account. */
const letterLimit = { count: 5, minutes: 60 } as const;

type Account = typeof accounts.$inferSelect;

/** What the page is to ask for, and why what was typed was not taken. */
export type IdentityAsked = IdentityDue & {
	refusal: IdentityRefusal;
	/** Where the form is to be sent again. */
	action: string | null;
	/** In a demonstration: what to type. */
	demo: { password: string; code: string } | null;
};

/**
 * Whether the person may do what binds now, by what the session has proved and what was typed with the form.
 *
 * @returns null when nothing more is asked.
 */
export async function confirmIdentity(ctx: Context): Promise<IdentityAsked | null> {
	const { session, deps } = ctx;
	const asked = { action: ctx.sentTo, demo: null };
	if (!session) return { ...asked, again: 'password', code: null, refusal: 'IDENTITY_TO_CONFIRM' };
	const due = identityDue(session, new Date());
	if (!due) return null;
	const [account] = await asActor(deps, auth, ({ tx }) =>
		tx.select().from(accounts).where(eq(accounts.id, session.accountId))
	);
	const refusal = ctx.proof ? await refusalOf(ctx, session, account!, due) : 'IDENTITY_TO_CONFIRM';
	// Sent twice, the second finds its code used by the first, which has proved what was asked.
	if (!refusal || (ctx.proof && (await wasProved(ctx, session)))) return null;
	if (due.code === 'letter') await sendCode(ctx, session.accountId);
	return { ...asked, ...due, refusal, demo: await demoProof(ctx, account!, due) };
}

async function refusalOf(
	ctx: Context,
	session: SignedSession,
	account: Account,
	due: IdentityDue
): Promise<IdentityRefusal | null> {
	const { password, code } = ctx.proof!;
	// Another tab signs on again with the organism; this one only asks whether it was done.
	if (due.again === 'signOn') return 'SIGN_ON_TO_REPEAT';
	if (due.again === 'password') {
		const checked = await checkPassword(ctx, account, password);
		if (!checked.ok) return checked.refusal;
	}
	// With the code it uses, in one transaction: sent twice, the second sees both or neither.
	const note = ({ tx }: Unit) =>
		tx
			.update(sessions)
			.set({ ...(due.again && { authenticatedAt: new Date() }), ...(due.code === 'letter' && { isDeviceKnown: true }) })
			.where(eq(sessions.id, session.id));
	if (due.code === 'letter') return takeLetterCode(ctx, session, code, note);
	if (due.code === 'telephone') {
		const checked = await checkCode(ctx.deps, account.id, code, note);
		return checked.ok ? null : checked.refusal;
	}
	await asActor(ctx.deps, auth, note);
	return null;
}

/** Whether the session has proved everything meanwhile. */
async function wasProved({ deps }: Context, session: SignedSession): Promise<boolean> {
	const [now] = await asActor(deps, auth, ({ tx }) =>
		tx
			.select({ authenticatedAt: sessions.authenticatedAt, isDeviceKnown: sessions.isDeviceKnown })
			.from(sessions)
			.where(eq(sessions.id, session.id))
	);
	return now !== undefined && identityDue({ ...session, ...now }, new Date()) === null;
}

const usableCode = async ({ tx }: Unit, accountId: string) => {
	const [link] = await tx
		.select()
		.from(accountLinks)
		.where(and(eq(accountLinks.accountId, accountId), eq(accountLinks.kind, 'device')))
		.orderBy(desc(accountLinks.createdAt))
		.limit(1)
		.for('update');
	return link && isUsable(link, new Date()) ? link : null;
};

/** Takes the code of the last letter, once; the device is known from then on. */
async function takeLetterCode(
	{ deps }: Context,
	{ accountId, deviceHash }: SignedSession,
	code: string,
	follow: (unit: Unit) => Promise<unknown>
): Promise<'CODE_WRONG' | 'CODE_TOO_MANY' | null> {
	if (!(await mayTry(deps, accountId))) return 'CODE_TOO_MANY';
	return asActor(deps, auth, async (unit) => {
		const link = await usableCode(unit, accountId);
		if (!link || letterCode(deps.config, link.id) !== code) return 'CODE_WRONG';
		await unit.tx.update(accountLinks).set({ usedAt: new Date() }).where(eq(accountLinks.id, link.id));
		if (deviceHash) await knowDevice(unit, accountId, deviceHash);
		await forgive(unit, accountId);
		await follow(unit);
		return null;
	});
}

/** Sends a code, unless the last one still serves. */
async function sendCode(ctx: Context, accountId: string): Promise<void> {
	const linkId = await asActor(ctx.deps, auth, async (unit) => {
		if (await usableCode(unit, accountId)) return null;
		const isFew = await countUse(unit, keyOf('device-code', accountId), letterLimit);
		return isFew ? makeLink(unit, accountId, 'device') : null;
	});
	if (linkId)
		await asActor(ctx.deps, ctx.actor, ({ record }) =>
			record([{ type: 'LinkSent', accountId, linkId, kind: 'device' }])
		);
}

/** In a demonstration no letter leaves, and anyone may try its accounts: the page says what to type. */
async function demoProof(ctx: Context, account: Account, due: IdentityDue) {
	if (!ctx.deps.config.isDemo || account.demoLabel === null) return null;
	if (due.code === 'telephone')
		return demoSecretOf(ctx.deps, account) ? { password: demoPassword, code: demoCode() } : null;
	const link = due.code === 'letter' ? await asActor(ctx.deps, auth, (unit) => usableCode(unit, account.id)) : null;
	return { password: demoPassword, code: link ? letterCode(ctx.deps.config, link.id) : '' };
}

/** The accounts of an organism, for those who look after them. They never read files. */
import { and, asc, eq, exists, isNull } from 'drizzle-orm';
import type { GivenDuty } from '#domain/organisms/organism.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { leases } from '../dwellings/tables.ts';
import { committeeMembers } from '../organisms/tables.ts';
import type { Staff } from '../platform/actor.ts';
import type { Context } from '../platform/context.ts';
import { openingPath, linkPath } from '../platform/link-proof.ts';
import { asActor, asSignIn, command, type Unit } from '../platform/unit.ts';
import { violates } from '../platform/violations.ts';
import { demoSecretOf, isShared } from './demo-telephone.ts';
import { makeLink } from './links.ts';
import { restartAccess } from './restart-access.ts';
import { secondFactors } from './security-tables.ts';
import { accounts, sessions } from './tables.ts';

type StaffContext = Context & { actor: Staff };
export type Invitation = { email: string; firstName: string; lastName: string };

/** What an invitation made. In a demonstration no letter leaves: the page of the link is told to who invites. */
type Invited = { accountId: string; demoPath: string | null };
type Refused = 'ADDRESS_TAKEN' | 'KEY_REUSED';

/** Everybody who works for the organism here, by name. */
export const listColleagues = (ctx: StaffContext) =>
	asActor(ctx.deps, ctx.actor, (unit) =>
		asSignIn(unit, async ({ tx }) => {
			const hasFactor = exists(tx.select().from(secondFactors).where(eq(secondFactors.accountId, accounts.id))).mapWith(
				Boolean
			);
			const rows = await tx
				.select({
					id: accounts.id,
					firstName: accounts.firstName,
					lastName: accounts.lastName,
					email: accounts.email,
					staffRole: accounts.staffRole,
					passwordHash: accounts.passwordHash,
					lockedAt: accounts.lockedAt,
					kind: accounts.kind,
					demoLabel: accounts.demoLabel,
					hasFactor
				})
				.from(accounts)
				.where(and(eq(accounts.kind, 'staff'), eq(accounts.organismId, ctx.actor.organismId)))
				.orderBy(asc(accounts.lastName), asc(accounts.firstName));
			return rows.map(({ passwordHash, lockedAt, staffRole, kind, demoLabel, hasFactor, ...person }) => ({
				...person,
				hasFactor: hasFactor || demoSecretOf(ctx.deps, { kind, demoLabel }) !== null,
				staffRole: staffRole!,
				state: lockedAt ? ('locked' as const) : passwordHash ? ('open' as const) : ('invited' as const),
				isYou: person.id === ctx.actor.accountId
			}));
		})
	);

/** Opens an account for somebody of the organism, who chooses their password from the link of a letter. */
export const inviteColleague = (
	ctx: StaffContext,
	input: Invitation & { staffRole: GivenDuty }
): Promise<Result<Invited, Refused>> =>
	orTaken(
		command(ctx, 'accounts.inviteColleague', input, (unit) =>
			invite(unit, { ...input, kind: 'staff', organismId: ctx.actor.organismId })
		)
	);

/** Opens an account for a seat of the commission: whoever sits there reads the cases before it, and votes. */
export const inviteMember = (
	ctx: StaffContext,
	input: Invitation & { memberId: string }
): Promise<Result<Invited, Refused | 'MEMBER_NOT_FOUND' | 'SEAT_TAKEN'>> =>
	orTaken(
		command<Invited, 'MEMBER_NOT_FOUND' | 'SEAT_TAKEN'>(ctx, 'accounts.inviteMember', input, async (unit) => {
			const { memberId, ...person } = input;
			const { organismId } = ctx.actor;
			const ofSeat = and(
				eq(committeeMembers.id, memberId),
				eq(committeeMembers.organismId, organismId),
				eq(committeeMembers.isActive, true)
			);
			// Held, so that two invitations to one seat come one after the other.
			const [seat] = await unit.tx
				.select({ id: committeeMembers.id })
				.from(committeeMembers)
				.where(ofSeat)
				.for('update');
			if (!seat) return err('MEMBER_NOT_FOUND');
			const ofMember = eq(accounts.committeeMemberId, memberId);
			if (await asSignIn(unit, ({ tx }) => tx.$count(accounts, ofMember))) return err('SEAT_TAKEN');
			const committeeMemberId = seat.id;
			return invite(unit, { ...person, kind: 'staff', organismId, staffRole: 'commissionMember', committeeMemberId });
		})
	);

/** Opens an account for the household of a running lease of the organism, by its number. */
export const inviteHousehold = (
	ctx: StaffContext,
	input: Invitation & { lease: string }
): Promise<Result<Invited, Refused | 'LEASE_UNKNOWN'>> =>
	orTaken(
		command<Invited, 'LEASE_UNKNOWN'>(ctx, 'accounts.inviteHousehold', input, async (unit) => {
			const { lease: number, ...person } = input;
			const [lease] = await unit.tx
				.select({ householdId: leases.householdId })
				.from(leases)
				.where(and(eq(leases.number, number), eq(leases.organismId, ctx.actor.organismId), isNull(leases.endsOn)));
			return lease ? invite(unit, { ...person, kind: 'tenant', householdId: lease.householdId }) : err('LEASE_UNKNOWN');
		})
	);

async function invite(unit: Unit, values: typeof accounts.$inferInsert): Promise<Result<Invited, never>> {
	const { accountId, linkId } = await asSignIn(unit, async ({ tx }) => {
		const [account] = await tx.insert(accounts).values(values).returning({ id: accounts.id });
		return { accountId: account!.id, linkId: await makeLink(unit, account!.id, 'invitation') };
	});
	return sendInvitation(unit, accountId, linkId);
}

/**
 * Starts the account of a colleague again, such as after a telephone was lost: a new link is sent; password, second
 * factor and sessions end at once.
 */
export const inviteAgain = (
	ctx: StaffContext,
	input: { accountId: string }
): Promise<Result<Invited, ColleagueRefusal>> =>
	ofColleague(ctx, 'accounts.inviteAgain', input, async (unit) => {
		const { accountId } = input;
		const linkId = await asSignIn(unit, () => restartAccess(unit, accountId));
		return sendInvitation(unit, accountId, linkId);
	});

/** Locks the account of a colleague, whose sessions end at once, or unlocks it. */
export const lockColleague = (
	ctx: StaffContext,
	input: { accountId: string; isLocked: boolean }
): Promise<Result<null, ColleagueRefusal>> =>
	ofColleague(ctx, 'accounts.lockColleague', input, async (unit) => {
		await change(unit, input.accountId, { lockedAt: input.isLocked ? new Date() : null });
		const type = input.isLocked ? 'AccountLocked' : 'AccountUnlocked';
		await unit.record([{ type, accountId: input.accountId }]);
		return ok(null);
	});

/** Gives another duty to a colleague, whose sessions end: the next one has the new rights. A seat of the commission is no duty. */
export const changeDuty = (
	ctx: StaffContext,
	input: { accountId: string; staffRole: GivenDuty }
): Promise<Result<null, ColleagueRefusal>> =>
	ofColleague(ctx, 'accounts.changeDuty', input, async (unit, { committeeMemberId }) => {
		if (committeeMemberId) return err('ACCOUNT_OF_SEAT');
		await change(unit, input.accountId, { staffRole: input.staffRole });
		await unit.record([{ type: 'DutyChanged', accountId: input.accountId, staffRole: input.staffRole }]);
		return ok(null);
	});

const change = (unit: Unit, accountId: string, values: Partial<typeof accounts.$inferInsert>) =>
	asSignIn(unit, async ({ tx }) => {
		await tx.update(accounts).set(values).where(eq(accounts.id, accountId));
		await endSessions(unit, accountId);
	});

async function endSessions({ tx }: Unit, accountId: string): Promise<void> {
	await tx.delete(sessions).where(eq(sessions.accountId, accountId));
}

type ColleagueRefusal = 'ACCOUNT_NOT_FOUND' | 'ACCOUNT_IS_YOURS' | 'ACCOUNT_SHARED' | 'ACCOUNT_OF_SEAT' | 'KEY_REUSED';
type Colleague = Pick<typeof accounts.$inferSelect, 'demoLabel' | 'committeeMemberId'>;

/** Does something about the account of a colleague, held until it is done. Nobody locks themselves out. */
const ofColleague = <T>(
	ctx: StaffContext,
	name: string,
	input: { accountId: string },
	work: (unit: Unit, colleague: Colleague) => Promise<Result<T, ColleagueRefusal>>
): Promise<Result<T, ColleagueRefusal>> =>
	command<T, ColleagueRefusal>(ctx, name, input, async (unit) => {
		const { accountId, organismId } = ctx.actor;
		if (input.accountId === accountId) return err('ACCOUNT_IS_YOURS');
		const [found] = await asSignIn(unit, ({ tx }) =>
			tx
				.select({ demoLabel: accounts.demoLabel, committeeMemberId: accounts.committeeMemberId })
				.from(accounts)
				.where(and(eq(accounts.id, input.accountId), eq(accounts.kind, 'staff'), eq(accounts.organismId, organismId)))
				.for('update')
		);
		if (!found) return err('ACCOUNT_NOT_FOUND');
		return isShared(ctx.deps, found) ? err('ACCOUNT_SHARED') : work(unit, found);
	});

async function sendInvitation(unit: Unit, accountId: string, linkId: string): Promise<Result<Invited, never>> {
	await unit.record([{ type: 'LinkSent', accountId, linkId, kind: 'invitation' }]);
	const { config } = unit.deps;
	return ok({ accountId, demoPath: config.isDemo ? openingPath(config, linkPath(linkId)) : null });
}

async function orTaken<T, R extends string>(invited: Promise<Result<T, R>>): Promise<Result<T, R | 'ADDRESS_TAKEN'>> {
	try {
		return await invited;
	} catch (error) {
		if (violates(error, 'one_account_per_email')) return err('ADDRESS_TAKEN');
		throw error;
	}
}

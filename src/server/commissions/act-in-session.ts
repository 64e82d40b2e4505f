/** What members do themselves on a case before them, and the vote that the secretary asks of them. */
import { and, eq } from 'drizzle-orm';
import {
	askVote as mayAsk,
	giveVote as mayVote,
	withdraw as mayWithdraw,
	type CaseInSession,
	type SelfGivenRefusal,
	type VoteChoice
} from '#domain/commissions/ballot.ts';
import type { DecisionKind } from '#domain/commissions/decision.ts';
import type { MeetingRefusal } from '#domain/commissions/meeting.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { candidacies } from '../demands/tables.ts';
import type { Staff } from '../platform/actor.ts';
import type { Context, Tx } from '../platform/context.ts';
import { asSystem, command, type Unit } from '../platform/unit.ts';
import { violates } from '../platform/violations.ts';
import { ballots, caseWithdrawals, memberVotes } from './member-tables.ts';
import { findSessionCase } from './seat-store.ts';
import { loadMeeting } from './store.ts';
import { agendaItems, decisions } from './tables.ts';

type StaffContext = Context & { actor: Staff };
type OfCase = { meetingId: string; candidacyId: string };
type Refusal = SelfGivenRefusal | 'VOTE_ALREADY_GIVEN' | 'KEY_REUSED';
type Answer = Promise<Result<null, Refusal>>;

/** Declares a conflict of interest: from then on the case is closed to the member, who neither votes nor counts in it. */
export const withdrawFromCase = (ctx: StaffContext, input: OfCase): Answer =>
	command(ctx, 'commissions.withdraw', input, async (unit) => {
		const found = await findSessionCase(unit, ctx.actor, input);
		if (!found) return err('CASE_NOT_FOUND');
		const held = await asSystem(unit, ({ tx }) => holdCase(tx, ctx.actor, input));
		if (!held) return err('CASE_NOT_FOUND');
		const allowed = mayWithdraw(held);
		if (!allowed.ok) return allowed;
		// Said twice at the same moment, it is said once.
		await unit.tx
			.insert(caseWithdrawals)
			.values({
				...input,
				organismId: ctx.actor.organismId,
				memberId: found.seat.memberId,
				withdrawnAt: unit.now,
				accountId: ctx.actor.accountId
			})
			.onConflictDoNothing();
		return recorded(unit, 'MemberWithdrew', input, found.candidacy.legId);
	});

/** Gives the vote of the member on the decision that is put to the vote. It is written once. */
export const giveVote = (ctx: StaffContext, input: OfCase & { kind: DecisionKind; choice: VoteChoice }): Answer =>
	onlyOnce(
		command(ctx, 'commissions.vote', input, async (unit) => {
			const { kind, choice, ...ofCase } = input;
			const found = await findSessionCase(unit, ctx.actor, ofCase);
			if (!found) return err('CASE_NOT_FOUND');
			const held = await asSystem(unit, ({ tx }) => holdCase(tx, ctx.actor, ofCase));
			if (!held) return err('CASE_NOT_FOUND');
			const allowed = mayVote(held, found.seat.isVoting, kind);
			if (!allowed.ok) return allowed;
			await unit.tx.insert(memberVotes).values({
				...ofCase,
				kind,
				choice,
				organismId: ctx.actor.organismId,
				memberId: found.seat.memberId,
				votedAt: unit.now,
				accountId: ctx.actor.accountId
			});
			return recorded(unit, 'VoteGiven', ofCase, found.candidacy.legId);
		})
	);

/** The secretary puts a decision to the vote; another one later makes those given on this one count for nothing. */
export const askVote = (
	ctx: StaffContext,
	input: OfCase & { kind: DecisionKind }
): Promise<Result<null, Refusal | MeetingRefusal>> =>
	command<null, Refusal | MeetingRefusal>(ctx, 'commissions.askVote', input, async (unit) => {
		const held = await holdCase(unit.tx, ctx.actor, input);
		if (!held) return err('CASE_NOT_ON_AGENDA');
		const allowed = mayAsk(held);
		if (!allowed.ok) return allowed;
		const { organismId } = ctx.actor;
		const put = { kind: input.kind, askedAt: unit.now };
		await unit.tx
			.insert(ballots)
			.values({ ...input, ...put, organismId })
			.onConflictDoUpdate({ target: [ballots.meetingId, ballots.candidacyId], set: put });
		return recorded(unit, 'VoteAsked', input, held.legId);
	});

/**
 * A case as it stands, held until the end of the transaction: the meeting does not close meanwhile, and no decision is
 * taken on the case. Locks in the order of decide-case.ts.
 */
async function holdCase(
	tx: Tx,
	actor: Staff,
	{ meetingId, candidacyId }: OfCase
): Promise<(CaseInSession & { legId: string }) | null> {
	const meeting = await loadMeeting(tx, actor, meetingId, 'share');
	const [candidacy] = await tx
		.select({ state: candidacies.state, legId: candidacies.legId })
		.from(candidacies)
		.where(and(eq(candidacies.id, candidacyId), eq(candidacies.organismId, actor.organismId)))
		.for('update');
	const [item] = await tx
		.select({ asked: ballots.kind, decisionId: decisions.id })
		.from(agendaItems)
		.leftJoin(
			ballots,
			and(eq(ballots.meetingId, agendaItems.meetingId), eq(ballots.candidacyId, agendaItems.candidacyId))
		)
		.leftJoin(
			decisions,
			and(eq(decisions.meetingId, agendaItems.meetingId), eq(decisions.candidacyId, agendaItems.candidacyId))
		)
		.where(and(eq(agendaItems.meetingId, meetingId), eq(agendaItems.candidacyId, candidacyId)));
	if (!meeting || !candidacy || !item) return null;
	return {
		meeting: meeting.state,
		isUndecided: candidacy.state === 'onAgenda' && item.decisionId === null,
		asked: item.asked,
		legId: candidacy.legId
	};
}

async function recorded(
	unit: Unit,
	type: 'VoteAsked' | 'VoteGiven' | 'MemberWithdrew',
	{ meetingId, candidacyId }: OfCase,
	legId: string
): Promise<Result<null, never>> {
	await unit.record([{ type, meetingId, candidacyId, legId }]);
	return ok(null);
}

async function onlyOnce(given: Answer): Answer {
	try {
		return await given;
	} catch (error) {
		if (violates(error, 'one_vote_per_member_and_decision')) return err('VOTE_ALREADY_GIVEN');
		throw error;
	}
}

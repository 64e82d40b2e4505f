import { and, eq, isNull } from 'drizzle-orm';
import { nothingSelfGiven, type SelfGiven } from '#domain/commissions/ballot.ts';
import type { Tx } from '../platform/context.ts';
import { ballots, caseWithdrawals, memberVotes } from './member-tables.ts';
import { agendaItems, attendances } from './tables.ts';

/**
 * What members did themselves on the cases of a meeting, by candidacy. Of their votes, those on the decision that is put to
 * the vote now, by who is noted as sitting in person.
 */
export async function readSelfGiven(tx: Tx, meetingId: string): Promise<(candidacyId: string) => SelfGiven> {
	const asked = await tx
		.select({ candidacyId: ballots.candidacyId, kind: ballots.kind })
		.from(ballots)
		.where(eq(ballots.meetingId, meetingId));
	const votes = await tx
		.select({
			candidacyId: memberVotes.candidacyId,
			memberId: memberVotes.memberId,
			choice: memberVotes.choice
		})
		.from(memberVotes)
		.innerJoin(
			ballots,
			and(
				eq(ballots.meetingId, memberVotes.meetingId),
				eq(ballots.candidacyId, memberVotes.candidacyId),
				eq(ballots.kind, memberVotes.kind)
			)
		)
		.innerJoin(
			attendances,
			and(
				eq(attendances.meetingId, memberVotes.meetingId),
				eq(attendances.memberId, memberVotes.memberId),
				isNull(attendances.representedBy)
			)
		)
		.where(eq(memberVotes.meetingId, meetingId));
	const withdrawn = await tx
		.select({ candidacyId: caseWithdrawals.candidacyId, memberId: caseWithdrawals.memberId })
		.from(caseWithdrawals)
		.innerJoin(agendaItems, eq(agendaItems.candidacyId, caseWithdrawals.candidacyId))
		.where(eq(agendaItems.meetingId, meetingId));
	return (candidacyId) => ({
		...nothingSelfGiven,
		asked: asked.find((one) => one.candidacyId === candidacyId)?.kind ?? null,
		votes: votes.filter((one) => one.candidacyId === candidacyId).map(({ memberId, choice }) => ({ memberId, choice })),
		withdrawnIds: withdrawn.filter((one) => one.candidacyId === candidacyId).map(({ memberId }) => memberId)
	});
}

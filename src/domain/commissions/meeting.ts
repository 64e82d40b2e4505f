import { err, ok, type Result } from '../result.ts';
import { motivesOf, type DecisionKind, type DecisionMotive, type FewerThanThreeReason } from './decision.ts';
import { meetingWorkflow, type MeetingState } from './meeting.workflow.ts';

/** In what name a person sits (CCH L.441-2, R.441-9). */
export const memberCapacities = [
	'boardMember',
	'tenantRepresentative',
	'mayor',
	'prefect',
	'epciPresident',
	'socialEngineering',
	'reserver'
] as const;
export type MemberCapacity = (typeof memberCapacities)[number];

export type CommitteeMember = { id: string; capacity: MemberCapacity; isVoting: boolean };

/** The organism's own rules: the law fixes no quorum (CCH R.441-9 IV), so it is unknown until the organism says it. */
export type CommitteeRules = {
	/** Voting members that must be present; null: not set, no meeting can open. */
	quorum: number | null;
	/** The règlement intérieur allows an exchange to be examined with a single candidate. */
	allowsExchangeAlone: boolean;
};

export type MeetingRefusal =
	| 'MEETING_NOT_FOUND'
	| 'MEETING_STEP_IMPOSSIBLE'
	| 'MEETING_AGENDA_EMPTY'
	| 'MEETING_IN_THE_PAST'
	| 'MEETING_BEFORE_ITS_DAY'
	| 'QUORUM_NOT_SET'
	| 'QUORUM_NOT_REACHED'
	| 'PRESIDENT_NOT_PRESENT'
	| 'CASES_NOT_DECIDED';

/** May the meeting open? With the quorum, the president among the members present, and not before its day. */
export function openMeeting(
	meeting: { state: MeetingState; heldOn: string },
	members: readonly CommitteeMember[],
	presentIds: readonly string[],
	presidentId: string,
	rules: CommitteeRules,
	today: string
): Result<{ state: MeetingState; votingPresent: number }, MeetingRefusal> {
	const state = meetingWorkflow.next(meeting.state, 'open');
	if (!state) return err('MEETING_STEP_IMPOSSIBLE');
	if (today < meeting.heldOn) return err('MEETING_BEFORE_ITS_DAY');
	if (rules.quorum === null) return err('QUORUM_NOT_SET');
	const present = members.filter((member) => presentIds.includes(member.id));
	const votingPresent = present.filter((member) => member.isVoting).length;
	if (votingPresent < rules.quorum) return err('QUORUM_NOT_REACHED');
	if (!present.some((member) => member.id === presidentId && member.isVoting)) return err('PRESIDENT_NOT_PRESENT');
	return ok({ state, votingPresent });
}

export type Votes = { for: number; against: number; abstain: number };

export type DecisionInput = {
	kind: DecisionKind;
	motives: DecisionMotive[];
	/** Words that the motives need, such as what makes another candidate preferred. */
	comment: string;
	votes: Votes;
	/** Members who withdraw from this case (déport): they neither vote nor count in its quorum. */
	withdrawnIds: string[];
	rank: number | null;
	condition: string;
	conditionDueOn: string | null;
	postponedTo: string | null;
	candidates: number;
	fewerThanThreeReason: FewerThanThreeReason | null;
};

export type DecisionRefusal =
	| 'MEETING_NOT_OPEN'
	| 'MOTIVE_MISSING'
	| 'MOTIVE_NOT_ALLOWED'
	| 'MOTIVE_NEEDS_COMMENT'
	| 'VOTES_DO_NOT_ADD_UP'
	| 'VOTES_DO_NOT_CARRY'
	| 'QUORUM_LOST'
	| 'RANK_MISSING'
	| 'CONDITION_MISSING'
	| 'POSTPONEMENT_DATE_MISSING'
	| 'FEWER_THAN_THREE_REASON_MISSING'
	| 'EXCHANGE_RULE_NOT_ADOPTED';

/**
 * Checks one decision of an open meeting: motives owed (R.441-2-17), votes of the members present, the mayor's
 * casting vote on a tie (L.441-2), the reason for fewer than three candidates (R.441-3).
 */
export function decideCase(
	input: DecisionInput,
	meeting: { state: MeetingState },
	present: readonly CommitteeMember[],
	rules: CommitteeRules
): Result<{ castingVote: boolean }, DecisionRefusal> {
	if (meeting.state !== 'open') return err('MEETING_NOT_OPEN');
	const allowed = motivesOf[input.kind];
	if (allowed.length > 0 && input.motives.length === 0) return err('MOTIVE_MISSING');
	if (input.motives.some((motive) => !allowed.includes(motive))) return err('MOTIVE_NOT_ALLOWED');
	if (input.motives.includes('OTH') && input.comment.trim() === '') return err('MOTIVE_NEEDS_COMMENT');
	if (input.kind === 'AWARD_RANKED' && !(input.rank !== null && input.rank >= 1)) return err('RANK_MISSING');
	if (input.kind === 'AWARD_CONDITIONAL' && (input.condition.trim() === '' || !input.conditionDueOn))
		return err('CONDITION_MISSING');
	if (input.kind === 'POSTPONED' && !input.postponedTo) return err('POSTPONEMENT_DATE_MISSING');

	const voters = present.filter((member) => member.isVoting && !input.withdrawnIds.includes(member.id));
	if (rules.quorum === null || voters.length < rules.quorum) return err('QUORUM_LOST');
	const { for: yes, against, abstain } = input.votes;
	if ([yes, against, abstain].some((count) => count < 0) || yes + against + abstain !== voters.length)
		return err('VOTES_DO_NOT_ADD_UP');
	const isTie = yes === against;
	const mayorVotes = voters.some((member) => member.capacity === 'mayor');
	if (yes < against || (isTie && !mayorVotes)) return err('VOTES_DO_NOT_CARRY');

	if (input.kind !== 'POSTPONED' && input.candidates < 3) {
		if (!input.fewerThanThreeReason) return err('FEWER_THAN_THREE_REASON_MISSING');
		if (input.fewerThanThreeReason === 'EXCHANGE_LOCAL_RULE' && !rules.allowsExchangeAlone)
			return err('EXCHANGE_RULE_NOT_ADOPTED');
	}
	return ok({ castingVote: isTie });
}

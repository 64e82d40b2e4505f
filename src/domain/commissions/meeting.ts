import type { Day } from '../calendar.ts';
import type { CandidacyState } from '../demands/candidacy.workflow.ts';
import { err, ok, type Result } from '../result.ts';
import {
	countBallot,
	noVotes,
	nothingSelfGiven,
	sumOf,
	type BallotRefusal,
	type Counted,
	type SelfGiven,
	type Votes
} from './ballot.ts';
import { motivesOf, type DecisionKind, type DecisionMotive, type FewerThanThreeReason } from './decision.ts';
import { meetingWorkflow, type MeetingState } from './meeting.workflow.ts';
import { sitsFor, type CommitteeMember } from './member.ts';

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
	| 'CASES_NOT_DECIDED'
	| 'AGENDA_CLOSED'
	| 'CASE_NOT_READY'
	| 'CASE_POSTPONED'
	| 'CASE_NOT_ON_AGENDA'
	| 'MEMBER_NOT_FOUND';

export type MeetingSheet = { state: MeetingState; heldOn: Day };

/** Plans a meeting, today at the earliest. */
export const planMeeting = (heldOn: Day, today: Day): Result<MeetingState, MeetingRefusal> =>
	heldOn < today ? err('MEETING_IN_THE_PAST') : ok(meetingWorkflow.initial);

/**
 * May this case be put on the agenda? While the agenda is open, for a complete file, and not before the day to which
 * the commission postponed it.
 */
export function putOnAgenda(
	meeting: MeetingSheet,
	candidacy: { state: CandidacyState; postponedTo: Day | null }
): Result<'onAgenda', MeetingRefusal> {
	if (meeting.state !== 'planned') return err('AGENDA_CLOSED');
	if (candidacy.state !== 'fileComplete') return err('CASE_NOT_READY');
	if (candidacy.postponedTo !== null && meeting.heldOn < candidacy.postponedTo) return err('CASE_POSTPONED');
	return ok('onAgenda');
}

/** Closes the agenda: it goes with the convocation to the members and to the prefect. Empty, there is no meeting. */
export function convene(meeting: MeetingSheet, cases: number, today: Day): Result<MeetingState, MeetingRefusal> {
	const state = meetingWorkflow.next(meeting.state, 'convene');
	if (!state) return err('MEETING_STEP_IMPOSSIBLE');
	if (cases === 0) return err('MEETING_AGENDA_EMPTY');
	if (meeting.heldOn < today) return err('MEETING_IN_THE_PAST');
	return ok(state);
}

/**
 * Ends the meeting. Each case has its decision; one whose chain ended in between has nothing left to decide.
 * @param undecided the candidacies on the agenda on which this meeting took no decision
 */
export function closeMeeting(
	meeting: MeetingSheet,
	undecided: readonly CandidacyState[]
): Result<MeetingState, MeetingRefusal> {
	const state = meetingWorkflow.next(meeting.state, 'close');
	if (!state) return err('MEETING_STEP_IMPOSSIBLE');
	return undecided.includes('onAgenda') ? err('CASES_NOT_DECIDED') : ok(state);
}

/**
 * May the meeting open? With the quorum, the president among the members present, and not before its day.
 * @param members those who sit for a case of its agenda: the quorum of each case is looked at again when it is decided
 */
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

/**
 * May these be the members present? During the meeting a quorum and the president must remain.
 * @param members those who sit for a case of its agenda
 */
export function changeAttendance(
	meeting: { state: MeetingState; quorum: number | null; presidentId: string | null },
	members: readonly CommitteeMember[],
	presentIds: readonly string[]
): Result<null, MeetingRefusal> {
	if (!['planned', 'convened', 'open'].includes(meeting.state)) return err('MEETING_STEP_IMPOSSIBLE');
	const present = members.filter((member) => presentIds.includes(member.id));
	if (present.length !== new Set(presentIds).size) return err('MEMBER_NOT_FOUND');
	if (meeting.state !== 'open') return ok(null);
	if (present.filter((member) => member.isVoting).length < meeting.quorum!) return err('QUORUM_NOT_REACHED');
	return present.some((member) => member.id === meeting.presidentId) ? ok(null) : err('PRESIDENT_NOT_PRESENT');
}

export type DecisionInput = {
	kind: DecisionKind;
	motives: DecisionMotive[];
	/** Words that the motives need, such as what makes another candidate preferred. */
	comment: string;
	/** The votes of the room: of those who gave none themselves. */
	votes: Votes;
	/** Members who withdraw from this case (déport) by saying so: they neither vote nor count in its quorum. */
	withdrawnIds: string[];
	rank: number | null;
	condition: string;
	/** The condition must be met by then. */
	conditionDueOn: Day | null;
	postponedTo: Day | null;
	/** Demands examined for the dwelling, this one included. */
	candidates: number;
	fewerThanThreeReason: FewerThanThreeReason | null;
	/** Rules left to its judgement that the commission sets aside. */
	waivedRules: readonly string[];
};

export type DecisionRefusal =
	| 'MEETING_NOT_OPEN'
	| 'INSTRUCTED_BY_YOU'
	| 'MOTIVE_MISSING'
	| 'MOTIVE_NOT_ALLOWED'
	| 'MOTIVE_NEEDS_COMMENT'
	| BallotRefusal
	| 'WITHDRAWN_MEMBER_VOTED'
	| 'QUORUM_LOST'
	| 'RANK_MISSING'
	| 'CONDITION_MISSING'
	| 'POSTPONEMENT_DATE_MISSING'
	| 'FEWER_THAN_THREE_REASON_MISSING'
	| 'EXCHANGE_RULE_NOT_ADOPTED'
	| 'REASON_DOES_NOT_APPLY'
	| 'RULE_NOT_WAIVABLE';

/** What the case itself allows the commission. */
export type CaseLatitude = {
	/** INSEE code of the commune of the dwelling: its mayor votes, the others do not. */
	commune: string;
	/** Rules that fail and are left to its judgement. */
	waivableRules: readonly string[];
	/** Exceptions to the three candidates that this household and this dwelling may call upon. */
	reasons: readonly FewerThanThreeReason[];
	/** Who records the decision gave the opinion of the organism on this household. */
	isOwnInstruction: boolean;
};

/**
 * Checks one decision of an open meeting: motives owed (R.441-2-17), votes of the members present, the mayor's
 * casting vote on a tie (L.441-2), the reason for fewer than three candidates (R.441-3). Two pairs of eyes, our choice:
 * whoever spoke for the organism on a household does not record what its commission decides of it.
 */
export function decideCase(
	input: DecisionInput,
	meeting: MeetingSheet,
	present: readonly CommitteeMember[],
	rules: CommitteeRules,
	latitude: CaseLatitude,
	selfGiven: SelfGiven = nothingSelfGiven
): Result<Counted, DecisionRefusal> {
	if (meeting.state !== 'open') return err('MEETING_NOT_OPEN');
	if (latitude.isOwnInstruction) return err('INSTRUCTED_BY_YOU');
	const allowed = motivesOf[input.kind];
	if (allowed.length > 0 && input.motives.length === 0) return err('MOTIVE_MISSING');
	if (input.motives.some((motive) => !allowed.includes(motive))) return err('MOTIVE_NOT_ALLOWED');
	if (input.motives.includes('OTH') && input.comment.trim() === '') return err('MOTIVE_NEEDS_COMMENT');
	if (input.kind === 'AWARD_RANKED' && (input.rank ?? 0) < 1) return err('RANK_MISSING');
	if (
		input.kind === 'AWARD_CONDITIONAL' &&
		(input.condition.trim() === '' || isNotAfter(input.conditionDueOn, meeting))
	)
		return err('CONDITION_MISSING');
	if (input.kind === 'POSTPONED' && isNotAfter(input.postponedTo, meeting)) return err('POSTPONEMENT_DATE_MISSING');
	if (input.waivedRules.some((rule) => !latitude.waivableRules.includes(rule))) return err('RULE_NOT_WAIVABLE');

	if (input.kind !== 'POSTPONED' && input.candidates < 3) {
		if (!input.fewerThanThreeReason) return err('FEWER_THAN_THREE_REASON_MISSING');
		if (input.fewerThanThreeReason === 'EXCHANGE_LOCAL_RULE' && !rules.allowsExchangeAlone)
			return err('EXCHANGE_RULE_NOT_ADOPTED');
		if (!latitude.reasons.includes(input.fewerThanThreeReason)) return err('REASON_DOES_NOT_APPLY');
	}
	const sitting = present.filter((member) => sitsFor(member, latitude.commune));
	return countVotes(input, sitting, rules, selfGiven);
}

const isNotAfter = (day: Day | null, meeting: MeetingSheet) => day === null || day <= meeting.heldOn;

/**
 * A case may be postponed without a vote, above all for want of quorum.
 * @param sitting the members present who sit for this case
 */
function countVotes(
	{ kind, votes, withdrawnIds }: DecisionInput,
	sitting: readonly CommitteeMember[],
	rules: CommitteeRules,
	selfGiven: SelfGiven
): Result<Counted, DecisionRefusal> {
	if (selfGiven.votes.some(({ memberId }) => withdrawnIds.includes(memberId))) return err('WITHDRAWN_MEMBER_VOTED');
	const away = [...withdrawnIds, ...selfGiven.withdrawnIds];
	const voters = sitting.filter((member) => member.isVoting && !away.includes(member.id));
	const isAsked = selfGiven.asked === kind && selfGiven.votes.length > 0;
	if (kind === 'POSTPONED' && sumOf(votes) === 0 && !isAsked)
		return ok({ votes: noVotes, ownVotes: noVotes, castingVote: false });
	if (kind !== 'POSTPONED' && (rules.quorum === null || voters.length < rules.quorum)) return err('QUORUM_LOST');
	return countBallot(
		kind,
		votes,
		voters.map(({ id, capacity }) => ({ id, hasCastingVote: capacity === 'mayor' })),
		selfGiven
	);
}

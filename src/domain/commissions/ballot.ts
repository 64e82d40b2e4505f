/**
 * The votes on a case. They come from two sides and are counted once: members with an account give their own, and the
 * secretary counts those of the room. Nobody writes over the vote that a member gave.
 */
import { err, ok, type Result } from '../result.ts';
import type { DecisionKind } from './decision.ts';
import { sittingStates, type MeetingState } from './meeting.workflow.ts';

export const voteChoices = ['for', 'against', 'abstain'] as const;
export type VoteChoice = (typeof voteChoices)[number];
export type Votes = Record<VoteChoice, number>;

/** Who votes on a case: present, with a voice, not withdrawn from it. */
export type Voter = {
	id: string;
	/** The mayor of the commune of the dwelling settles a tie (CCH L.441-2). */
	hasCastingVote: boolean;
};

/** What members did by themselves on a case. */
export type SelfGiven = {
	/** Members who withdrew from it (déport). */
	withdrawnIds: readonly string[];
	/** The decision that the secretary put to the vote; null when none was. */
	asked: DecisionKind | null;
	/** Votes given on that decision, one for each member at most. */
	votes: readonly { memberId: string; choice: VoteChoice }[];
};

export const nothingSelfGiven: SelfGiven = { withdrawnIds: [], asked: null, votes: [] };

export type BallotRefusal = 'VOTES_DO_NOT_ADD_UP' | 'VOTES_DO_NOT_CARRY' | 'VOTES_ON_ANOTHER_DECISION';

export type Counted = {
	/** All of them, as the minutes tell. */
	votes: Votes;
	/** Of these, the ones that members gave themselves. */
	ownVotes: Votes;
	/** The mayor settled a tie. */
	castingVote: boolean;
};

export const noVotes: Votes = { for: 0, against: 0, abstain: 0 };

/** How many votes of each choice. */
export const tally = (choices: readonly VoteChoice[]): Votes => ({
	for: choices.filter((choice) => choice === 'for').length,
	against: choices.filter((choice) => choice === 'against').length,
	abstain: choices.filter((choice) => choice === 'abstain').length
});

/** How many votes in all. */
export const sumOf = (votes: Votes): number => votes.for + votes.against + votes.abstain;

/**
 * Counts the votes on a decision: those of the room and those given by members must be as many as the voters, and carry
 * it. On a tie the mayor's voice settles it, unless the mayor's own vote is known and is not for it.
 *
 * @param room the votes that the secretary counted, of the voters who gave none themselves
 */
export function countBallot(
	kind: DecisionKind,
	room: Votes,
	voters: readonly Voter[],
	{ asked, votes: given }: SelfGiven
): Result<Counted, BallotRefusal> {
	const own = given.filter((vote) => voters.some((voter) => voter.id === vote.memberId));
	if (own.length > 0 && asked !== kind) return err('VOTES_ON_ANOTHER_DECISION');
	const ownVotes = tally(own.map((vote) => vote.choice));
	const votes: Votes = {
		for: room.for + ownVotes.for,
		against: room.against + ownVotes.against,
		abstain: room.abstain + ownVotes.abstain
	};
	if (voteChoices.some((choice) => room[choice] < 0) || sumOf(votes) !== voters.length)
		return err('VOTES_DO_NOT_ADD_UP');
	const isTie = votes.for === votes.against;
	const choiceOf = (id: string) => own.find((vote) => vote.memberId === id)?.choice ?? 'for';
	const isSettled = voters.some((voter) => voter.hasCastingVote && choiceOf(voter.id) === 'for');
	if (votes.for < votes.against || (isTie && !isSettled)) return err('VOTES_DO_NOT_CARRY');
	return ok({ votes, ownVotes, castingVote: isTie });
}

export type SelfGivenRefusal =
	'MEETING_NOT_OPEN' | 'CASE_NOT_FOUND' | 'CASE_DECIDED' | 'VOTE_NOT_ASKED' | 'MEMBER_WITHOUT_VOTE';

/** How a case stands for a member who has it before them. */
export type CaseInSession = {
	meeting: MeetingState;
	/** Before the commission, without a decision yet. */
	isUndecided: boolean;
	asked: DecisionKind | null;
};

/** May a member withdraw from a case? From the convocation on, until it is decided. */
export function withdraw({ meeting, isUndecided }: CaseInSession): Result<null, SelfGivenRefusal> {
	if (!sittingStates.some((state) => state === meeting)) return err('MEETING_NOT_OPEN');
	return isUndecided ? ok(null) : err('CASE_DECIDED');
}

/** May a decision be put to the vote? On a case of an open meeting that is not decided. */
export function askVote({ meeting, isUndecided }: CaseInSession): Result<null, SelfGivenRefusal> {
	if (meeting !== 'open') return err('MEETING_NOT_OPEN');
	return isUndecided ? ok(null) : err('CASE_DECIDED');
}

/** May a member give their own vote? Where one is asked, with a voice, on the very decision that is put to the vote. */
export function giveVote(about: CaseInSession, isVoting: boolean, kind: DecisionKind): Result<null, SelfGivenRefusal> {
	const open = askVote(about);
	if (!open.ok) return open;
	if (!isVoting) return err('MEMBER_WITHOUT_VOTE');
	return about.asked === kind ? ok(null) : err('VOTE_NOT_ASKED');
}

import { describe, expect, test } from 'vitest';
import { err, ok } from '../result.ts';
import { askVote, countBallot, giveVote, noVotes, withdraw, type CaseInSession, type VoteChoice } from './ballot.ts';

const voters = ['a', 'b', 'c', 'mayor'].map((id) => ({ id, hasCastingVote: id === 'mayor' }));
const given = (votes: Record<string, VoteChoice>) => ({
	withdrawnIds: [],
	asked: 'AWARD' as const,
	votes: Object.entries(votes).map(([memberId, choice]) => ({ memberId, choice }))
});
const room = (changes: Partial<typeof noVotes>) => ({ ...noVotes, ...changes });

describe('the votes on a decision', () => {
	test('are those of the room and those that members gave, each once', () => {
		expect(countBallot('AWARD', room({ for: 2 }), voters, given({ a: 'against', b: 'abstain' }))).toEqual(
			ok({
				votes: { for: 2, against: 1, abstain: 1 },
				ownVotes: { for: 0, against: 1, abstain: 1 },
				castingVote: false
			})
		);
	});

	test('of the room are never more than the voters who gave none', () => {
		expect(countBallot('AWARD', room({ for: 4 }), voters, given({ a: 'against' }))).toEqual(err('VOTES_DO_NOT_ADD_UP'));
		expect(countBallot('AWARD', room({ for: 5, against: -1 }), voters, given({}))).toEqual(err('VOTES_DO_NOT_ADD_UP'));
	});

	test('that members gave count on the decision they were asked about, and on no other', () => {
		expect(countBallot('NON_AWARD', room({ for: 3 }), voters, given({ a: 'for' }))).toEqual(
			err('VOTES_ON_ANOTHER_DECISION')
		);
	});

	test('of somebody who no longer votes are not counted', () => {
		expect(countBallot('AWARD', room({ for: 4 }), voters, given({ gone: 'against' }))).toMatchObject({
			value: { votes: { for: 4, against: 0 } }
		});
	});

	test('that are equal are settled by the mayor, who is not taken to be for what they voted against', () => {
		const equal = room({ for: 1, against: 1 });
		expect(countBallot('AWARD', equal, voters, given({ a: 'against', mayor: 'for' }))).toMatchObject({
			value: { castingVote: true }
		});
		expect(countBallot('AWARD', equal, voters, given({ a: 'for', mayor: 'against' }))).toEqual(
			err('VOTES_DO_NOT_CARRY')
		);
	});
});

describe('a member', () => {
	const about: CaseInSession = { meeting: 'open', isUndecided: true, asked: 'AWARD' };

	test('votes on the decision that is put to the vote, in an open meeting, with a voice', () => {
		expect(giveVote(about, true, 'AWARD')).toEqual(ok(null));
		expect(giveVote(about, false, 'AWARD')).toEqual(err('MEMBER_WITHOUT_VOTE'));
		expect(giveVote(about, true, 'NON_AWARD')).toEqual(err('VOTE_NOT_ASKED'));
		expect(giveVote({ ...about, asked: null }, true, 'AWARD')).toEqual(err('VOTE_NOT_ASKED'));
		expect(giveVote({ ...about, isUndecided: false }, true, 'AWARD')).toEqual(err('CASE_DECIDED'));
		for (const meeting of ['convened', 'closed', 'signed'] as const)
			expect(giveVote({ ...about, meeting }, true, 'AWARD')).toEqual(err('MEETING_NOT_OPEN'));
	});

	test('withdraws from the convocation on, until the case is decided', () => {
		expect(withdraw(about)).toEqual(ok(null));
		expect(withdraw({ ...about, meeting: 'convened' })).toEqual(ok(null));
		expect(withdraw({ ...about, meeting: 'closed' })).toEqual(err('MEETING_NOT_OPEN'));
		expect(withdraw({ ...about, isUndecided: false })).toEqual(err('CASE_DECIDED'));
	});
});

test('a decision is put to the vote in an open meeting, before it is taken', () => {
	const about: CaseInSession = { meeting: 'open', isUndecided: true, asked: null };
	expect(askVote(about)).toEqual(ok(null));
	expect(askVote({ ...about, isUndecided: false })).toEqual(err('CASE_DECIDED'));
	expect(askVote({ ...about, meeting: 'convened' })).toEqual(err('MEETING_NOT_OPEN'));
});

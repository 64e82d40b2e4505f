import { describe, expect, test } from 'vitest';
import { candidacyWorkflow } from '../demands/candidacy.workflow.ts';
import { err } from '../result.ts';
import { candidacyActionOf, decisionKinds, fewerThanThreeReasonsFor, legEffectOf, motivesOf } from './decision.ts';
import { decideCase, type DecisionInput } from './meeting.ts';
import { aDecision, decide, latitude, meeting, member, members, rules, today } from './meeting.test-support.ts';

describe('a decision', () => {
	test('is not recorded by whoever gave the opinion of the organism on the household', () => {
		const own = { ...latitude, isOwnInstruction: true };
		expect(decideCase(aDecision(), meeting, members, rules, own)).toEqual(err('INSTRUCTED_BY_YOU'));
	});

	test('is taken in an open meeting only', () => {
		const closed = { state: 'closed', heldOn: today } as const;
		expect(decideCase(aDecision(), closed, members, rules, latitude)).toEqual(err('MEETING_NOT_OPEN'));
	});

	test.each(['NON_AWARD', 'INADMISSIBLE', 'POSTPONED'] as const)('%s owes a motive of its own list', (kind) => {
		const postponedTo = '2026-04-01';
		expect(decide({ kind, postponedTo })).toEqual(err('MOTIVE_MISSING'));
		const foreign = decisionKinds
			.flatMap((other) => motivesOf[other])
			.find((motive) => !motivesOf[kind].includes(motive))!;
		expect(decide({ kind, postponedTo, motives: [foreign] })).toEqual(err('MOTIVE_NOT_ALLOWED'));
		expect(decide({ kind, postponedTo, motives: [motivesOf[kind][0]!] })).toMatchObject({ ok: true });
	});

	test('that prefers another candidate says which', () => {
		expect(decide({ kind: 'NON_AWARD', motives: ['OTH'] })).toEqual(err('MOTIVE_NEEDS_COMMENT'));
		expect(decide({ kind: 'NON_AWARD', motives: ['OTH'], comment: ' \n' })).toEqual(err('MOTIVE_NEEDS_COMMENT'));
		expect(decide({ kind: 'NON_AWARD', motives: ['OTH'], comment: 'Priorité DALO' })).toMatchObject({ ok: true });
	});

	test('with a rank, a condition or a postponement gives the rank, the condition and its day, the next day', () => {
		expect(decide({ kind: 'AWARD_RANKED' })).toEqual(err('RANK_MISSING'));
		expect(decide({ kind: 'AWARD_CONDITIONAL', condition: 'Séjour', conditionDueOn: today })).toEqual(
			err('CONDITION_MISSING')
		);
		expect(decide({ kind: 'POSTPONED', motives: ['DOCUMENT'] })).toEqual(err('POSTPONEMENT_DATE_MISSING'));
	});

	test('counts the vote of every member present who did not withdraw', () => {
		expect(decide({ votes: { for: 3, against: 0, abstain: 0 } })).toEqual(err('VOTES_DO_NOT_ADD_UP'));
		expect(decide({ votes: { for: 3, against: 0, abstain: 0 }, withdrawnIds: ['a'] })).toMatchObject({ ok: true });
	});

	test('needs the quorum after withdrawals; the case can then only be postponed', () => {
		const withdrawn = { votes: { for: 2, against: 0, abstain: 0 }, withdrawnIds: ['a', 'b'] };
		expect(decide(withdrawn)).toEqual(err('QUORUM_LOST'));
		const none = { ...withdrawn, votes: { for: 0, against: 0, abstain: 0 } };
		expect(decide({ ...none, kind: 'POSTPONED', motives: ['SITUATION'], postponedTo: '2026-04-01' })).toMatchObject({
			ok: true
		});
	});

	test('needs the majority, and on a tie the casting vote of the mayor', () => {
		expect(decide({ votes: { for: 1, against: 2, abstain: 1 } })).toEqual(err('VOTES_DO_NOT_CARRY'));
		expect(decide({ votes: { for: 2, against: 2, abstain: 0 } })).toMatchObject({
			ok: true,
			value: { castingVote: true }
		});
		const withoutMayor = [...members.slice(0, 3), member('d')];
		expect(decide({ votes: { for: 2, against: 2, abstain: 0 } }, withoutMayor)).toEqual(err('VOTES_DO_NOT_CARRY'));
	});

	test('is voted by the mayor of the commune of the dwelling, and by no other', () => {
		const other = member('n', { capacity: 'mayor', commune: '95500' });
		const withOther = [...members, other];
		expect(decide({}, withOther)).toMatchObject({ ok: true });
		expect(decide({ votes: { for: 5, against: 0, abstain: 0 } }, withOther)).toEqual(err('VOTES_DO_NOT_ADD_UP'));
		// Neither in the quorum of the case nor with the casting vote.
		const without = [...members.slice(0, 2), other];
		expect(decide({ votes: { for: 2, against: 0, abstain: 0 } }, without)).toEqual(err('QUORUM_LOST'));
		const tied = [...members.slice(0, 3), member('d'), other];
		expect(decide({ votes: { for: 2, against: 2, abstain: 0 } }, tied)).toEqual(err('VOTES_DO_NOT_CARRY'));
		const given = { withdrawnIds: [], asked: 'AWARD' as const, votes: [{ memberId: 'n', choice: 'for' as const }] };
		expect(decideCase(aDecision(), meeting, withOther, rules, latitude, given)).toMatchObject({
			ok: true,
			value: { votes: { for: 4, against: 0, abstain: 0 }, ownVotes: { for: 0, against: 0, abstain: 0 } }
		});
	});

	test('counts the votes that members gave themselves with those of the room, and nobody who withdrew', () => {
		const given = {
			withdrawnIds: ['c'],
			asked: 'AWARD' as const,
			votes: [
				{ memberId: 'a', choice: 'against' as const },
				{ memberId: 'c', choice: 'for' as const }
			]
		};
		const withGiven = (votes: DecisionInput['votes']) =>
			decideCase(aDecision({ votes }), meeting, members, rules, latitude, given);
		expect(withGiven({ for: 2, against: 0, abstain: 0 })).toEqual({
			ok: true,
			value: {
				votes: { for: 2, against: 1, abstain: 0 },
				ownVotes: { for: 0, against: 1, abstain: 0 },
				castingVote: false
			}
		});
		expect(withGiven({ for: 3, against: 0, abstain: 0 })).toEqual(err('VOTES_DO_NOT_ADD_UP'));
	});

	test('does not note as withdrawn a member who voted with their own account', () => {
		const given = { withdrawnIds: [], asked: 'AWARD' as const, votes: [{ memberId: 'a', choice: 'against' as const }] };
		const input = aDecision({ withdrawnIds: ['a'], votes: { for: 3, against: 0, abstain: 0 } });
		expect(decideCase(input, meeting, members, rules, latitude, given)).toEqual(err('WITHDRAWN_MEMBER_VOTED'));
	});

	test('is postponed without a vote, whatever was put to the vote before', () => {
		const postponed = aDecision({
			kind: 'POSTPONED',
			motives: ['DOCUMENT'],
			postponedTo: '2026-04-01',
			votes: { for: 0, against: 0, abstain: 0 }
		});
		const given = { withdrawnIds: [], asked: 'AWARD' as const, votes: [{ memberId: 'a', choice: 'for' as const }] };
		expect(decideCase(postponed, meeting, members, rules, latitude, given).ok).toBe(true);
	});

	test('that postpones is put to the vote like another when the secretary asks for it, with or without the quorum', () => {
		const postponed = aDecision({ kind: 'POSTPONED', motives: ['DOCUMENT'], postponedTo: '2026-04-01' });
		const asked = (choice: 'for' | 'against') => ({
			withdrawnIds: [],
			asked: 'POSTPONED' as const,
			votes: [{ memberId: 'a', choice }]
		});
		const alone = [member('a')];
		const votes = { for: 0, against: 0, abstain: 0 };
		expect(decideCase({ ...postponed, votes }, meeting, alone, rules, latitude, asked('for'))).toMatchObject({
			value: { votes: { for: 1, against: 0, abstain: 0 } }
		});
		expect(decideCase({ ...postponed, votes }, meeting, alone, rules, latitude, asked('against'))).toEqual(
			err('VOTES_DO_NOT_CARRY')
		);
		expect(decide({ ...postponed, votes: { for: 1, against: 2, abstain: 1 } })).toEqual(err('VOTES_DO_NOT_CARRY'));
		expect(decide({ ...postponed, votes: { for: 0, against: 0, abstain: 3 } })).toEqual(err('VOTES_DO_NOT_ADD_UP'));
	});

	test('that postpones without a vote keeps none, and owes no reason for fewer than three candidates', () => {
		const votes = { for: 0, against: 0, abstain: 0 };
		expect(
			decide({ kind: 'POSTPONED', motives: ['DOCUMENT'], postponedTo: '2026-04-01', votes, fewerThanThreeReason: null })
		).toEqual({ ok: true, value: { votes, ownVotes: votes, castingVote: false } });
	});

	test('is not taken while the organism has not said its quorum', () => {
		expect(decide({}, members, { quorum: null })).toEqual(err('QUORUM_LOST'));
	});

	test('on fewer than three candidates says why, and the exchange alone only when the organism adopted it', () => {
		expect(decide({ fewerThanThreeReason: null })).toEqual(err('FEWER_THAN_THREE_REASON_MISSING'));
		expect(decide({ fewerThanThreeReason: null, candidates: 3 })).toMatchObject({ ok: true });
		const alone = { fewerThanThreeReason: 'EXCHANGE_LOCAL_RULE' } as const;
		expect(decide(alone, members, { allowsExchangeAlone: false })).toEqual(err('EXCHANGE_RULE_NOT_ADOPTED'));
		expect(decide(alone)).toMatchObject({ ok: true });
		expect(decide({}, members, { allowsExchangeAlone: false })).toMatchObject({ ok: true });
	});

	test('calls upon an exception only where the household or the dwelling gives it', () => {
		expect(decide({ fewerThanThreeReason: 'DALO' })).toEqual(err('REASON_DOES_NOT_APPLY'));
		expect(fewerThanThreeReasonsFor({ hasDalo: false }, { financing: 'PLUS' })).toEqual(latitude.reasons);
		expect(fewerThanThreeReasonsFor({ hasDalo: true }, { financing: 'PLUS' })).toContain('DALO');
		expect(fewerThanThreeReasonsFor({ hasDalo: false }, { financing: 'PLAI' })).toContain('PLAI_ADAPTED');
	});

	test('sets aside only rules that are left to the commission', () => {
		expect(decide({ waivedRules: ['SOL-01'] })).toMatchObject({ ok: true });
		expect(decide({ waivedRules: ['INC-01'] })).toEqual(err('RULE_NOT_WAIVABLE'));
	});

	test.each([
		['AWARD', null, 'award'],
		['AWARD_RANKED', 1, 'award'],
		['AWARD_RANKED', 2, null],
		['AWARD_CONDITIONAL', null, null],
		['AWARD_CONDITIONAL', 1, null],
		['NON_AWARD', null, 'refuse'],
		['INADMISSIBLE', null, 'refuse'],
		['POSTPONED', null, null]
	] as const)('%s of rank %s does to the chain: %s', (kind, rank, effect) => {
		expect(legEffectOf(kind, rank)).toBe(effect);
	});
});

test.each([
	['AWARD', 'awarded'],
	['AWARD_RANKED', 'awardedRanked'],
	['AWARD_CONDITIONAL', 'awardedConditional'],
	['NON_AWARD', 'notAwarded'],
	['INADMISSIBLE', 'inadmissible'],
	['POSTPONED', 'fileComplete']
] as const)('after the decision %s, a case of the agenda is %s', (kind, state) => {
	expect(candidacyWorkflow.next('onAgenda', candidacyActionOf[kind])).toBe(state);
});

describe('a decision that does not hold', () => {
	test.each([
		['a rank that is none', { kind: 'AWARD_RANKED', rank: 0 }, 'RANK_MISSING'],
		['no rank', { kind: 'AWARD_RANKED', rank: null }, 'RANK_MISSING'],
		[
			'a condition of blanks',
			{ kind: 'AWARD_CONDITIONAL', condition: '  ', conditionDueOn: '2027-01-01' },
			'CONDITION_MISSING'
		],
		['votes below nothing that add up', { votes: { for: 5, against: -1, abstain: 0 } }, 'VOTES_DO_NOT_ADD_UP']
	] as const)('%s is refused', (_, changes, refusal) => {
		expect(decide(changes)).toEqual(err(refusal));
	});

	test('a first rank and a condition with its day are enough', () => {
		expect(decide({ kind: 'AWARD_RANKED', rank: 1 })).toMatchObject({ ok: true });
		const condition = { kind: 'AWARD_CONDITIONAL', condition: 'un garant', conditionDueOn: '2027-01-01' } as const;
		expect(decide(condition)).toMatchObject({ ok: true });
	});
});

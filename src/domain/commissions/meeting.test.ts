import { describe, expect, test } from 'vitest';
import { err } from '../result.ts';
import { decisionKinds, fewerThanThreeReasonsFor, legEffectOf, motivesOf } from './decision.ts';
import {
	changeAttendance,
	closeMeeting,
	convene,
	decideCase,
	openMeeting,
	planMeeting,
	putOnAgenda,
	type CaseLatitude,
	type CommitteeMember,
	type DecisionInput
} from './meeting.ts';

const today = '2026-03-02';
const member = (id: string, changes: Partial<CommitteeMember> = {}): CommitteeMember => ({
	id,
	capacity: 'boardMember',
	isVoting: true,
	...changes
});
const members = [
	member('a'),
	member('b'),
	member('c'),
	member('m', { capacity: 'mayor' }),
	member('s', { isVoting: false })
];
const rules = { quorum: 3, allowsExchangeAlone: true };
const latitude: CaseLatitude = {
	waivableRules: ['SOL-01'],
	isOwnInstruction: false,
	reasons: ['INSUFFICIENT_CANDIDATES', 'EXCHANGE_LOCAL_RULE']
};
const meeting = { state: 'open', heldOn: today } as const;

const aDecision = (changes: Partial<DecisionInput> = {}): DecisionInput => ({
	kind: 'AWARD',
	motives: [],
	comment: '',
	votes: { for: 4, against: 0, abstain: 0 },
	withdrawnIds: [],
	rank: null,
	condition: '',
	conditionDueOn: null,
	postponedTo: null,
	candidates: 1,
	fewerThanThreeReason: 'INSUFFICIENT_CANDIDATES',
	waivedRules: [],
	...changes
});
const decide = (changes: Partial<DecisionInput> = {}, present = members, own: Partial<typeof rules> = {}) =>
	decideCase(aDecision(changes), meeting, present, { ...rules, ...own }, latitude);

describe('a meeting', () => {
	test('is planned today at the earliest', () => {
		expect(planMeeting('2026-03-01', today)).toEqual(err('MEETING_IN_THE_PAST'));
		expect(planMeeting(today, today)).toEqual({ ok: true, value: 'planned' });
	});

	test('takes complete files only, while its agenda is open', () => {
		const planned = { state: 'planned', heldOn: '2026-03-10' } as const;
		const ready = { state: 'fileComplete', postponedTo: null } as const;
		expect(putOnAgenda(planned, ready)).toEqual({ ok: true, value: 'onAgenda' });
		expect(putOnAgenda(planned, { ...ready, state: 'screened' })).toEqual(err('CASE_NOT_READY'));
		expect(putOnAgenda({ ...planned, state: 'convened' }, ready)).toEqual(err('AGENDA_CLOSED'));
	});

	test('does not examine a postponed case before the day that was said', () => {
		const planned = { state: 'planned', heldOn: '2026-03-10' } as const;
		const postponed = { state: 'fileComplete', postponedTo: '2026-03-11' } as const;
		expect(putOnAgenda(planned, postponed)).toEqual(err('CASE_POSTPONED'));
		expect(putOnAgenda({ ...planned, heldOn: '2026-03-11' }, postponed)).toMatchObject({ ok: true });
	});

	test('is not convened without a case', () => {
		expect(convene({ state: 'planned', heldOn: today }, 0, today)).toEqual(err('MEETING_AGENDA_EMPTY'));
		expect(convene({ state: 'planned', heldOn: today }, 1, today)).toEqual({ ok: true, value: 'convened' });
		expect(convene({ state: 'planned', heldOn: '2026-03-01' }, 1, today)).toEqual(err('MEETING_IN_THE_PAST'));
	});

	test('closes when each case is decided, or has nothing left to decide', () => {
		expect(closeMeeting(meeting, ['onAgenda'])).toEqual(err('CASES_NOT_DECIDED'));
		expect(closeMeeting(meeting, ['withdrawn'])).toEqual({ ok: true, value: 'closed' });
		expect(closeMeeting(meeting, [])).toEqual({ ok: true, value: 'closed' });
	});
});

describe('opening a meeting', () => {
	const open = (presentIds: string[], presidentId: string, own: { quorum: number | null } = rules, day = today) =>
		openMeeting({ state: 'convened', heldOn: today }, members, presentIds, presidentId, { ...rules, ...own }, day);

	test('asks for the quorum of the organism, which the law does not fix', () => {
		expect(open(['a', 'b', 'c'], 'a', { quorum: null })).toEqual(err('QUORUM_NOT_SET'));
		expect(open(['a', 'b', 's'], 'a')).toEqual(err('QUORUM_NOT_REACHED'));
		expect(open(['a', 'b', 'c', 's'], 'a')).toEqual({ ok: true, value: { state: 'open', votingPresent: 3 } });
	});

	test('asks for a president who is present and votes', () => {
		expect(open(['a', 'b', 'c'], 'm')).toEqual(err('PRESIDENT_NOT_PRESENT'));
		expect(open(['a', 'b', 'c', 's'], 's')).toEqual(err('PRESIDENT_NOT_PRESENT'));
	});

	test('does not happen before its day', () => {
		expect(open(['a', 'b', 'c'], 'a', rules, '2026-03-01')).toEqual(err('MEETING_BEFORE_ITS_DAY'));
	});
});

describe('the presences', () => {
	const before = { state: 'convened', quorum: null, presidentId: null } as const;
	const during = { state: 'open', quorum: 3, presidentId: 'a' } as const;

	test('are noted freely before the meeting, for members of the commission', () => {
		expect(changeAttendance(before, members, [])).toMatchObject({ ok: true });
		expect(changeAttendance(before, members, ['a', 'stranger'])).toEqual(err('MEMBER_NOT_FOUND'));
	});

	test('keep a quorum and the president while the meeting lasts', () => {
		expect(changeAttendance(during, members, ['a', 'b', 'm'])).toMatchObject({ ok: true });
		expect(changeAttendance(during, members, ['a', 'b', 's'])).toEqual(err('QUORUM_NOT_REACHED'));
		expect(changeAttendance(during, members, ['b', 'c', 'm'])).toEqual(err('PRESIDENT_NOT_PRESENT'));
	});

	test('no longer change once it is closed', () => {
		expect(changeAttendance({ ...during, state: 'closed' }, members, ['a'])).toEqual(err('MEETING_STEP_IMPOSSIBLE'));
	});
});

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

	test('on fewer than three candidates says why, and the exchange alone only when the organism adopted it', () => {
		expect(decide({ fewerThanThreeReason: null })).toEqual(err('FEWER_THAN_THREE_REASON_MISSING'));
		expect(decide({ fewerThanThreeReason: null, candidates: 3 })).toMatchObject({ ok: true });
		const alone = { fewerThanThreeReason: 'EXCHANGE_LOCAL_RULE' } as const;
		expect(decide(alone, members, { allowsExchangeAlone: false })).toEqual(err('EXCHANGE_RULE_NOT_ADOPTED'));
		expect(decide(alone)).toMatchObject({ ok: true });
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
		['NON_AWARD', null, 'refuse'],
		['INADMISSIBLE', null, 'refuse'],
		['POSTPONED', null, null]
	] as const)('%s of rank %s does to the chain: %s', (kind, rank, effect) => {
		expect(legEffectOf(kind, rank)).toBe(effect);
	});
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

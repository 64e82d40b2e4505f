import { describe, expect, test } from 'vitest';
import { err } from '../result.ts';
import { changeAttendance, closeMeeting, convene, openMeeting, planMeeting, putOnAgenda } from './meeting.ts';
import { meeting, members, rules, today } from './meeting.test-support.ts';

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
		expect(convene({ state: 'convened', heldOn: today }, 1, today)).toEqual(err('MEETING_STEP_IMPOSSIBLE'));
	});

	test('closes when each case is decided, or has nothing left to decide', () => {
		expect(closeMeeting(meeting, ['onAgenda'])).toEqual(err('CASES_NOT_DECIDED'));
		expect(closeMeeting(meeting, ['withdrawn'])).toEqual({ ok: true, value: 'closed' });
		expect(closeMeeting(meeting, [])).toEqual({ ok: true, value: 'closed' });
		expect(closeMeeting({ ...meeting, state: 'convened' }, [])).toEqual(err('MEETING_STEP_IMPOSSIBLE'));
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

	test('happens once, after the convocation', () => {
		for (const state of ['planned', 'open', 'cancelled'] as const)
			expect(openMeeting({ state, heldOn: today }, members, ['a', 'b', 'c'], 'a', rules, today)).toEqual(
				err('MEETING_STEP_IMPOSSIBLE')
			);
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
		expect(changeAttendance({ ...before, state: 'planned' }, members, ['a'])).toMatchObject({ ok: true });
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

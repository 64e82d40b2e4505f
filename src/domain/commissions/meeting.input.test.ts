import { expect, test } from 'vitest';
import { decideInput, planMeetingInput } from './meeting.input.ts';

const meetingId = '7f2c2f4e-2f5f-4a0a-9c68-3f7a1f3d9f10';
const codes = (result: { error?: { issues: { path: PropertyKey[]; message: string }[] } | undefined }) =>
	result.error?.issues.map(({ path, message }) => [path.join('.'), message]);

test('a meeting is planned on a day, at a time and in a place', () => {
	const sent = { heldOn: '2026-03-10', startsAt: '09:30', place: ' Siège ' };
	expect(planMeetingInput.parse(sent)).toEqual({ ...sent, place: 'Siège' });
	expect(codes(planMeetingInput.safeParse({ heldOn: '', startsAt: '', place: ' ' }))).toEqual([
		['heldOn', 'DAY_MISSING'],
		['startsAt', 'TIME_WRONG'],
		['place', 'PLACE_MISSING']
	]);
	for (const startsAt of ['24:00', '9:30', '09:60', '09:300', '109:30', 'ab:cd', '0a:30', '2a:30', '09:3a'])
		expect(codes(planMeetingInput.safeParse({ ...sent, startsAt }))).toEqual([['startsAt', 'TIME_WRONG']]);
	for (const startsAt of ['00:00', '19:59', '23:05'])
		expect(planMeetingInput.safeParse({ ...sent, startsAt }).success).toBe(true);
});

test('a decision counts votes and candidates that somebody typed, and presumes nothing else', () => {
	const said = { meetingId, candidacyId: meetingId, kind: 'AWARD', candidates: '3' };
	const votes = { for: '3', against: '0', abstain: '1' };
	expect(decideInput.parse({ ...said, votes })).toEqual({
		...said,
		candidates: 3,
		votes: { for: 3, against: 0, abstain: 1 },
		motives: [],
		comment: '',
		withdrawnIds: [],
		rank: null,
		condition: '',
		conditionDueOn: null,
		postponedTo: null,
		fewerThanThreeReason: null,
		waivedRules: []
	});
	const unsaid = { ...said, kind: '', candidates: '0', votes: { for: '', against: '1,5', abstain: '101' } };
	expect(codes(decideInput.safeParse(unsaid))).toEqual([
		['kind', 'DECISION_MISSING'],
		['votes.for', 'VOTES_MISSING'],
		['votes.against', 'VOTES_MISSING'],
		['votes.abstain', 'VOTES_MISSING'],
		['candidates', 'CANDIDATES_MISSING']
	]);
	expect(codes(decideInput.safeParse({ ...said, votes, candidates: '2,5' }))).toEqual([
		['candidates', 'CANDIDATES_MISSING']
	]);
});

import { expect, test } from 'vitest';
import type { MinutesDecision } from './sheet.ts';
import { minutesForMember, sessionViewOf } from './seat.ts';

const there = { representedBy: null };

test.each([
	['planned', null, null],
	['convened', 'cases', 'cases'],
	['open', null, 'cases'],
	['closed', null, 'cases'],
	['signed', null, 'minutes'],
	['cancelled', null, null]
] as const)('of a meeting that is %s, who is not there reads %s, and who sits there %s', (state, absent, sitting) => {
	expect(sessionViewOf(state, null)).toBe(absent);
	expect(sessionViewOf(state, { representedBy: 'Mme Roy' })).toBe(absent);
	expect(sessionViewOf(state, there)).toBe(sitting);
});

test('the minutes of a member are without the sheets, and say nothing of a case that is not for them', () => {
	const decision = { kind: 'AWARD', comment: 'zq', sheet: { candidate: { uniqueNumber: '095' } } } as MinutesDecision;
	const minutes = {
		number: 'PV-2026-001',
		cases: [1, 2, 3, 4].map((position) => ({
			position,
			dwelling: `L-${position}`,
			decision: position === 3 ? null : decision
		}))
	} as Parameters<typeof minutesForMember>[0];
	const closed = new Map([
		[2, 'withdrawn'],
		[4, 'otherCommune']
	] as const);
	expect(minutesForMember(minutes, (position) => closed.get(position as 2 | 4) ?? null).cases).toEqual([
		{ position: 1, dwelling: 'L-1', decision: { kind: 'AWARD', comment: 'zq' }, closed: null },
		{ position: 2, dwelling: '', decision: null, closed: 'withdrawn' },
		{ position: 3, dwelling: 'L-3', decision: null, closed: null },
		{ position: 4, dwelling: '', decision: null, closed: 'otherCommune' }
	]);
});

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

test('the minutes of a member are without the sheets, and say nothing of a case they withdrew from', () => {
	const decision = { kind: 'AWARD', comment: 'zq', sheet: { candidate: { uniqueNumber: '095' } } } as MinutesDecision;
	const minutes = {
		number: 'PV-2026-001',
		cases: [1, 2, 3].map((position) => ({
			position,
			dwelling: `L-${position}`,
			decision: position === 3 ? null : decision
		}))
	} as Parameters<typeof minutesForMember>[0];
	expect(minutesForMember(minutes, [2]).cases).toEqual([
		{ position: 1, dwelling: 'L-1', decision: { kind: 'AWARD', comment: 'zq' }, isWithdrawn: false },
		{ position: 2, dwelling: '', decision: null, isWithdrawn: true },
		{ position: 3, dwelling: 'L-3', decision: null, isWithdrawn: false }
	]);
});

import { expect, test } from 'vitest';
import { endsWithADay, timeLeft } from './deadline.ts';

/** The end of 5 December 2026 in Paris (winter time). */
const endOfFifth = new Date('2026-12-05T23:00:00Z');

test.each([
	['2026-11-21T10:00:00Z', { kind: 'days', days: 14 }],
	['2026-12-03T22:59:00Z', { kind: 'days', days: 2 }],
	['2026-12-03T23:01:00Z', { kind: 'days', days: 1 }],
	['2026-12-05T00:00:00Z', { kind: 'lastDay' }],
	['2026-12-05T12:00:00Z', { kind: 'hours', hours: 11 }],
	['2026-12-05T22:15:00Z', { kind: 'minutes' }],
	['2026-12-05T23:00:00Z', { kind: 'over' }],
	['2026-12-06T08:00:00Z', { kind: 'over' }]
])('at %s, for an answer due until the end of 5 December, %o is left', (now, left) => {
	expect(timeLeft(endOfFifth, new Date(now))).toEqual(left);
});

test('a deadline inside a day is counted in hours on its eve', () => {
	expect(timeLeft(new Date('2026-12-05T11:00:00Z'), new Date('2026-12-04T20:30:00Z'))).toEqual({
		kind: 'hours',
		hours: 14
	});
});

test('only midnight in Paris ends a day, summer as winter', () => {
	expect(endsWithADay(endOfFifth)).toBe(true);
	expect(endsWithADay(new Date('2026-06-05T22:00:00Z'))).toBe(true);
	expect(endsWithADay(new Date('2026-12-05T22:00:00Z'))).toBe(false);
});

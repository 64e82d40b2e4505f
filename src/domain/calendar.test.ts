import { expect, test } from 'vitest';
import { ageAt, dayOf, daysBetween, instantAt } from './calendar.ts';

test.each([
	['2026-11-28', '14:00', '2026-11-28T13:00:00.000Z'],
	['2026-07-01', '09:30', '2026-07-01T07:30:00.000Z'],
	// The night the clocks go forward, and the one they go back.
	['2026-03-29', '04:00', '2026-03-29T02:00:00.000Z'],
	['2026-03-29', '01:30', '2026-03-29T00:30:00.000Z'],
	['2026-10-25', '04:00', '2026-10-25T03:00:00.000Z'],
	['2026-01-01', '00:15', '2025-12-31T23:15:00.000Z']
])('%s at %s in Paris is %s', (day, time, instant) => {
	expect(instantAt(day, time).toISOString()).toBe(instant);
	expect(dayOf(instantAt(day, time))).toBe(day);
});

test.each([
	['2000-03-02', '2026-03-01', 25],
	['2000-03-02', '2026-03-02', 26],
	['2000-03-02', '2026-12-31', 26]
])('who was born on %s is, on %s, %i years old', (birthDate, day, age) => {
	expect(ageAt(birthDate, day)).toBe(age);
});

test('days are counted across the nights when clocks change', () => {
	expect([daysBetween('2026-03-28', '2026-03-30'), daysBetween('2026-10-26', '2026-10-24')]).toEqual([2, -2]);
});

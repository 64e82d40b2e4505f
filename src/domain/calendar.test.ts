import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, addMonths, ageAt, dayOf, daysBetween, endOfDay, instantAt } from './calendar.ts';

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

test('a time that the night to summer skips is an hour later, and one before clocks had whole hours is of UTC', () => {
	expect(instantAt('2026-03-29', '02:30').toISOString()).toBe('2026-03-29T01:30:00.000Z');
	expect(instantAt('1900-06-01', '12:00').toISOString()).toBe('1900-06-01T12:00:00.000Z');
});

test('a day ends at the instant when, in Paris, the next one begins', () => {
	const anyDay = fc.integer({ min: 0, max: 36_524 }).map((count) => addDays('2000-01-01', count));
	fc.assert(
		fc.property(anyDay, (day) => {
			const end = endOfDay(day).getTime();
			expect([dayOf(new Date(end - 1)), dayOf(new Date(end))]).toEqual([day, addDays(day, 1)]);
		})
	);
	expect(endOfDay('2026-03-29').toISOString()).toBe('2026-03-29T22:00:00.000Z');
	expect(endOfDay('2026-10-25').toISOString()).toBe('2026-10-25T23:00:00.000Z');
});

test.each([
	['2026-01-31', 1, '2026-02-28'],
	['2024-02-29', 12, '2025-02-28'],
	['2026-03-31', -1, '2026-02-28'],
	['2026-12-15', 2, '2027-02-15']
])('the date of %s, %i months later, is %s', (day, count, then) => {
	expect(addMonths(day, count)).toBe(then);
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

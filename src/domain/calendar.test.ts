import { expect, test } from 'vitest';
import { dayOf, instantAt } from './calendar.ts';

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

import { expect, test } from 'vitest';
import { visitTimeInput } from './visit.input.ts';

const legId = '7f2c2f4e-2f5f-4a0a-9c68-3f7a1f3d9f10';
const read = (day: string, time: string) => visitTimeInput.safeParse({ legId, day, time });

test.each([
	['2026-12-03', '14:30', '2026-12-03T13:30:00.000Z'],
	['2026-07-03', '14:30', '2026-07-03T12:30:00.000Z'],
	['2026-12-03', '9h', '2026-12-03T08:00:00.000Z'],
	['2026-12-03', ' 9h05 ', '2026-12-03T08:05:00.000Z'],
	// Summer time ends at three on that night.
	['2026-10-25', '00:15', '2026-10-24T22:15:00.000Z'],
	['2026-10-25', '12:00', '2026-10-25T11:00:00.000Z']
])('the %s at %s in Paris is %s', (day, time, instant) => {
	expect(read(day, time).data?.plannedFor.toISOString()).toBe(instant);
});

test.each([
	['', '14:30', 'DAY_MISSING'],
	['2026-02-30', '14:30', 'DAY_INVALID'],
	['2026-12-03', '', 'TIME_INVALID'],
	['2026-12-03', '25:00', 'TIME_INVALID'],
	['2026-12-03', 'midi', 'TIME_INVALID'],
	['2026-12-03', '14:30 ou 15:00', 'TIME_INVALID']
])('the day « %s » and the time « %s » are refused: %s', (day, time, code) => {
	expect(read(day, time).error?.issues.map((issue) => issue.message)).toEqual([code]);
});

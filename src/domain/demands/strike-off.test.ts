import { expect, test } from 'vitest';
import { err } from '../result.ts';
import { strikeOffFrom, strikeOffInadmissible } from './strike-off.ts';

test.each([
	['2026-03-02', '2026-04-02'],
	['2026-01-31', '2026-02-28'],
	['2028-01-30', '2028-02-29'],
	['2026-12-15', '2027-01-15']
])('a warning of %s runs until %s', (warnedOn, day) => {
	expect(strikeOffFrom(warnedOn)).toBe(day);
});

test('an inadmissible demand is struck off a month after the warning, not a day before', () => {
	const demand = { state: 'registered', warnedOn: '2026-03-02' } as const;
	expect(strikeOffInadmissible(demand, '2026-04-01')).toEqual(err('STRIKE_OFF_TOO_EARLY'));
	expect(strikeOffInadmissible(demand, '2026-04-02')).toEqual({ ok: true, value: 'struckOff' });
});

test('a demand is not struck off without a warning, nor twice', () => {
	expect(strikeOffInadmissible({ state: 'registered', warnedOn: null }, '2026-04-02')).toEqual(
		err('FILE_STEP_IMPOSSIBLE')
	);
	expect(strikeOffInadmissible({ state: 'struckOff', warnedOn: '2026-03-02' }, '2026-05-02')).toEqual(
		err('FILE_STEP_IMPOSSIBLE')
	);
});

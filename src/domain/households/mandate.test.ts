import { expect, test } from 'vitest';
import { isLive, mandateEnd, mandateRulesOn } from './mandate.ts';
import { nameHelperInput } from './mandate.input.ts';

test('a mandate lasts until the end of its last day, in Paris', () => {
	expect(mandateEnd('2026-11-21', 1)).toEqual(new Date('2026-12-21T23:00:00Z'));
	expect(mandateEnd('2026-11-21', 6)).toEqual(new Date('2027-05-21T22:00:00Z'));
});

test('where its last month is shorter, it ends with that month', () => {
	expect(mandateEnd('2026-08-31', 6)).toEqual(new Date('2027-02-28T23:00:00Z'));
	expect(mandateEnd('2026-10-31', 3)).toEqual(new Date('2027-01-31T23:00:00Z'));
});

test('it is over at the very instant of its end, and as soon as the household ends it', () => {
	const endsAt = new Date('2026-12-21T23:00:00Z');
	expect(isLive({ endsAt, endedAt: null }, new Date('2026-12-21T22:59:59.999Z'))).toBe(true);
	expect(isLive({ endsAt, endedAt: null }, endsAt)).toBe(false);
	expect(isLive({ endsAt, endedAt: new Date('2026-11-22T09:00:00Z') }, new Date('2026-11-22T09:00:00Z'))).toBe(false);
});

test('the durations one may choose are those in force on the day, each with where it comes from', () => {
	expect(mandateRulesOn('2026-11-21')).toMatchObject({ months: [1, 3, 6], source: 'ours' });
	const months = nameHelperInput.pick({ months: true });
	expect(months.safeParse({ months: '6' }).data).toEqual({ months: 6 });
	for (const unknown of ['', '2', '12', 'six'])
		expect(months.safeParse({ months: unknown }).error?.issues[0]?.message).toBe('MANDATE_LENGTH_MISSING');
});

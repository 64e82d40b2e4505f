import { describe, expect, test } from 'vitest';
import { codeInput, factorStep, isFactorCompulsory } from './second-factor.ts';

describe('a second factor', () => {
	test.each([
		['staff', false, false, 'enrolment'],
		['coordinator', false, false, 'enrolment'],
		['staff', true, false, 'code'],
		['staff', true, true, null],
		['tenant', false, false, null],
		['tenant', true, false, 'code'],
		['tenant', true, true, null],
		['helper', false, false, null],
		['helper', true, false, 'code']
	] as const)('of a %s, enrolled: %s, given: %s, leaves due: %s', (kind, isEnrolled, hasPassed, due) => {
		expect(factorStep({ kind, isEnrolled, hasPassed })).toBe(due);
	});

	test('is compulsory for who works on the files of others', () => {
		const kinds = ['tenant', 'helper', 'staff', 'coordinator'] as const;
		expect(kinds.filter(isFactorCompulsory)).toEqual(['staff', 'coordinator']);
	});
});

describe('a code', () => {
	const codes = (code: unknown) => codeInput.safeParse({ code }).error?.issues.map(({ message }) => message);

	test('is typed with or without spaces and hyphens, in small letters or capitals', () => {
		expect(codeInput.parse({ code: ' 123 456 ' })).toEqual({ code: '123456' });
		expect(codeInput.parse({ code: 'K7RT-9WQX-2MPD' })).toEqual({ code: 'k7rt9wqx2mpd' });
	});

	test('is missing, or wrong when it is too long', () => {
		for (const typed of [undefined, '', ' - ']) expect(codes(typed)).toEqual(['CODE_MISSING']);
		expect(codes('1'.repeat(24))).toBeUndefined();
		expect(codes('1'.repeat(25))).toEqual(['CODE_WRONG']);
		expect(codes(`1${' '.repeat(60)}`)).toEqual(['CODE_WRONG']);
	});
});

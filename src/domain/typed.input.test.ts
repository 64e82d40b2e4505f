import { describe, expect, test } from 'vitest';
import { pageInput } from './page.input.ts';
import { codesOf, oneCodeOf, typedDay, typedNumber, yesOrNo } from './typed.input.ts';

const codes = (result: { error?: { issues: { message: string }[] } | undefined }) =>
	result.error?.issues.map(({ message }) => message);

describe('a number typed in a box', () => {
	const rent = typedNumber({ missing: 'MISSING', invalid: 'INVALID' }, { min: 1, max: 5_000 });

	test.each([
		['64,5', 64.5],
		['64.5', 64.5],
		[' 1 200 € ', 1200],
		['1\u202f200\u00a0€', 1200],
		['€450', 450],
		['48,5 m²', 48.5],
		['48 m2', 48],
		['450 euros', 450],
		[450, 450],
		['1', 1],
		['5000', 5000]
	])('%s is read as it is meant', (typed, value) => {
		expect(rent.parse(typed)).toBe(value);
	});

	test.each([
		'450€50',
		'4m20',
		'1,2,3',
		'12,',
		',5',
		'-5',
		'1e3',
		'cent',
		'450 € par mois',
		'environ 450',
		'0,9',
		'5000,01',
		0,
		-3
	])('%s is refused rather than guessed', (typed) => {
		expect(codes(rent.safeParse(typed))).toEqual(['INVALID']);
	});

	test('is missing when the box is empty or was not sent, never zero', () => {
		for (const typed of ['', '  ', '€', undefined, null]) expect(codes(rent.safeParse(typed))).toEqual(['MISSING']);
	});

	test('is not below zero nor above a million where nothing else is said', () => {
		const any = typedNumber({ missing: 'MISSING', invalid: 'INVALID' });
		expect([any.parse('0'), any.parse('1000000')]).toEqual([0, 1_000_000]);
		expect(codes(any.safeParse('1000001'))).toEqual(['INVALID']);
	});
});

test('of two radios none is ticked beforehand', () => {
	const answer = yesOrNo('MISSING');
	expect(['yes', 'no', true, false].map((sent) => answer.parse(sent))).toEqual([true, false, true, false]);
	for (const sent of [undefined, '', 'on']) expect(codes(answer.safeParse(sent))).toEqual(['MISSING']);
});

test('several boxes are ticked, or one, or none', () => {
	const ticked = codesOf(['a', 'b'], 'INVALID');
	expect([['a', 'b'], 'a', '', undefined].map((sent) => ticked.parse(sent))).toEqual([['a', 'b'], ['a'], [], []]);
	expect(codes(ticked.safeParse(['a', 'c']))).toEqual(['INVALID']);
	expect(codes(oneCodeOf(['a', 'b'], 'MISSING').safeParse(''))).toEqual(['MISSING']);
});

test('a day is one of the calendar', () => {
	const day = typedDay({ missing: 'MISSING', invalid: 'INVALID' });
	expect(day.parse(' 2028-02-29 ')).toBe('2028-02-29');
	for (const sent of [undefined, '', ' ']) expect(codes(day.safeParse(sent))).toEqual(['MISSING']);
	for (const sent of ['2027-02-29', '01/12/2026']) expect(codes(day.safeParse(sent))).toEqual(['INVALID']);
});

test('a page of a list that does not exist is the first one', () => {
	const pages = [undefined, '1', '2', 3, '2.7', '10000', '0', '-1', '10001', 'deux', ''];
	expect(pages.map((sent) => pageInput.parse(sent))).toEqual([1, 1, 2, 3, 2, 10_000, 1, 1, 1, 1, 1]);
});

import { describe, expect, test } from 'vitest';
import { incomeInput, uniqueNumberInput } from './file.input.ts';

const legId = '7f2c2f4e-2f5f-4a0a-9c68-3f7a1f3d9f10';
const codes = (result: { error?: { issues: { path: PropertyKey[]; message: string }[] } | undefined }) =>
	result.error?.issues.map(({ path, message }) => [path[0], message]);

describe('the numéro unique', () => {
	const days = { firstDepositedOn: '2024-05-02', validUntil: '2027-05-02' };
	const read = (changes: object) => uniqueNumberInput.safeParse({ legId, number: '095123456789', ...days, ...changes });

	test('is read as it is written, in groups and in small letters', () => {
		expect(read({ number: ' 095 1234 5678 90 ab ' }).data).toEqual({ legId, number: '0951234567890AB', ...days });
	});

	test.each(['', '095-1234-5678', '095123456', '0951234567890951234567890', 'n° 0951234567'])(
		'is never « %s »',
		(number) => {
			expect(codes(read({ number }))).toEqual([['number', 'NUMBER_WRONG']]);
		}
	);

	test('has two days, and is valid after the day it was first asked', () => {
		expect(codes(read({ firstDepositedOn: '', validUntil: '31/12/2026' }))).toEqual([
			['firstDepositedOn', 'DAY_MISSING'],
			['validUntil', 'DAY_MISSING']
		]);
		expect(codes(read({ validUntil: days.firstDepositedOn }))).toEqual([['validUntil', 'NUMBER_DAYS_WRONG']]);
	});
});

test('an income is of a year, in whole euros', () => {
	const read = (year: string, amount: string) => incomeInput.safeParse({ legId, year, amount });
	expect(read('2024', '21 340 €').data).toEqual({ legId, year: 2024, amount: 21_340 });
	expect(codes(read('', ''))).toEqual([
		['year', 'YEAR_MISSING'],
		['amount', 'AMOUNT_MISSING']
	]);
	expect(codes(read('2014', '10000001'))).toEqual([
		['year', 'YEAR_WRONG'],
		['amount', 'AMOUNT_WRONG']
	]);
	expect(codes(read('2024,5', '12,50'))).toEqual([
		['year', 'YEAR_WRONG'],
		['amount', 'AMOUNT_WRONG']
	]);
});

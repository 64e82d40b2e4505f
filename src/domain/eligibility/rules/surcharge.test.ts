import { expect, test } from 'vitest';
import type { CaseCode } from '../catalogue.ts';
import { answerOf, income, known } from './situation.test-support.ts';

test.each<[string, number, CaseCode]>([
	['at 120 % of the ceiling', 69_516, 'INC-07/none'],
	['above 120 %', 69_517, 'INC-07/supplement'],
	['above 150 % of the PLS', 112_964, 'INC-07/lossOfRight']
])('supplement: %s', (_, amount, code) => {
	const referenceTaxIncomes = [...income(amount), { year: 2023, amount: known(amount) }];
	expect(answerOf('INC-07', { household: { referenceTaxIncomes } }).code).toBe(code);
});

test('the right to stay ends after two years above 150 % of the PLS, never after one', () => {
	const above = { year: 2024, amount: known(112_964) };
	const after = (before: number | null) =>
		answerOf('INC-07', {
			household: {
				referenceTaxIncomes: [above, ...(before === null ? [] : [{ year: 2023, amount: known(before) }])]
			}
		}).code;
	expect(after(112_964)).toBe('INC-07/lossOfRight');
	expect(after(60_000)).toBe('INC-07/supplement');
	expect(after(null)).toBe('INC-07/unknown');
});

import { expect, test } from 'vitest';
import { aChild, anAdult } from '../../../../tests/factories/housing.ts';
import type { IncomeAlternative } from '../../households/household.ts';
import type { CaseCode } from '../catalogue.ts';
import type { Outcome } from '../rule.ts';
import { answerOf, income, known, type Situation } from './situation.test-support.ts';

test.each<[string, Situation, CaseCode, Outcome]>([
	['on the ceiling', { household: { referenceTaxIncomes: income(57_930) } }, 'INC-01/under', 'met'],
	['one euro above', { household: { referenceTaxIncomes: income(57_931) } }, 'INC-01/over', 'notMet'],
	[
		'an income of another year',
		{ household: { referenceTaxIncomes: [{ year: 2023, amount: known(9_000) }] } },
		'INC-01/incomeUnknown',
		'missing'
	],
	[
		'an older financing, under the PLUS ceiling',
		{ dwelling: { financing: 'HLM_BEFORE_1977' }, household: { referenceTaxIncomes: income(57_930) } },
		'INC-01/under',
		'met'
	],
	['a PLAI of 2026, ceiling unknown', { dwelling: { financing: 'PLAI' } }, 'INC-01/ceilingUnknown', 'missing'],
	[
		'a PLAI of 2026, computed ceiling accepted',
		{ dwelling: { financing: 'PLAI' }, charter: { useComputedCeilings: true } },
		'INC-01/under',
		'met'
	],
	[
		'a lease signed in 2024 for a PLAI',
		{
			dwelling: { financing: 'PLAI' },
			on: '2024-06-01',
			household: { referenceTaxIncomes: [{ year: 2022, amount: known(20_000) }] }
		},
		'INC-01/under',
		'met'
	],
	[
		'a grown-up child whose tax notice decides',
		{
			household: {
				persons: [anAdult(), aChild({ birthDate: '2007-01-01' })],
				isCouple: false,
				referenceTaxIncomes: income(45_000)
			}
		},
		'INC-01/compositionUnclear',
		'missing'
	],
	[
		'the same child, an income under both ceilings',
		{
			household: {
				persons: [anAdult(), aChild({ birthDate: '2007-01-01' })],
				isCouple: false,
				referenceTaxIncomes: income(40_000)
			}
		},
		'INC-01/under',
		'met'
	]
])('ceiling: %s', (_, situation, code, outcome) => {
	expect(answerOf('INC-01', situation)).toMatchObject({ code, outcome });
});

test('the euro that a recomputed rounding leaves open is not decided', () => {
	const paris = { financing: 'PLAI' as const, commune: '75056' };
	const family = { persons: [anAdult(), anAdult({ role: 'partner' }), aChild()] };
	const charter = { useComputedCeilings: true };
	const at = (amount: number) =>
		answerOf('INC-01', { household: { ...family, referenceTaxIncomes: income(amount) }, dwelling: paris, charter })
			.code;
	expect([31_642, 31_643, 31_644].map(at)).toEqual(['INC-01/under', 'INC-01/ceilingUnknown', 'INC-01/over']);
});

const alternative = (kind: IncomeAlternative['kind'], value: number, hasEvidence = true): IncomeAlternative => ({
	kind,
	amount: known(value),
	hasEvidence
});

test.each<[string, IncomeAlternative[], CaseCode, number]>([
	['nothing else stated', [], 'INC-02/referenceYear', 30_000],
	['last twelve months 10 % lower, proven', [alternative('lastTwelveMonths', 27_000)], 'INC-02/recentFall', 27_000],
	['last twelve months 9 % lower', [alternative('lastTwelveMonths', 27_300)], 'INC-02/referenceYear', 30_000],
	['lower without its document', [alternative('lastTwelveMonths', 20_000, false)], 'INC-02/lowerWithoutProof', 30_000],
	['own income after a separation', [alternative('ownIncomeOnly', 29_000)], 'INC-02/ownIncomeOnly', 29_000],
	[
		'the lowest of two',
		[alternative('yearBefore', 25_000), alternative('ownIncomeOnly', 22_000)],
		'INC-02/ownIncomeOnly',
		22_000
	]
])('income read: %s', (_, incomeAlternatives, code, amount) => {
	const answer = answerOf('INC-02', { household: { referenceTaxIncomes: income(30_000), incomeAlternatives } });
	expect(answer.code).toBe(code);
	expect(answer.figures.income).toBe(amount);
});

test('the costs of an EHPAD are deducted, up to the yearly limit', () => {
	const answer = answerOf('INC-02', { household: { referenceTaxIncomes: income(30_000), ehpadCosts: known(14_000) } });
	expect(answer.figures.income).toBe(20_000);
});

test('the remedies of an income above the ceiling are computed on the pair', () => {
	const { remedies } = answerOf('INC-01', { household: { referenceTaxIncomes: income(60_000) } });
	expect(remedies).toContainEqual({ kind: 'incomeAtMost', amount: 57_930, lessBy: 2_070 });
	expect(remedies).toContainEqual({ kind: 'provenRecentIncomeAtMost', amount: 54_000 });
	expect(remedies).toContainEqual({ kind: 'otherFinancings', financings: ['PLS'] });
});

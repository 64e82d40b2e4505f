import { expect, test } from 'vitest';
import { answerOf, income } from './situation.test-support.ts';

test('a PLUS programme may take a tenth of households up to 120 %, the commission decides', () => {
	const household = { referenceTaxIncomes: income(60_000) };
	const programme = { id: 'p', dwellings: 40, upTo60Percent: 20, above100Percent: 3 };
	expect(answerOf('INC-01', { household, dwelling: { programme } }).code).toBe('INC-01/quotaToDecide');
	expect(answerOf('INC-01', { household, dwelling: { programme: { ...programme, above100Percent: 4 } } }).code).toBe(
		'INC-01/over'
	);
	expect(answerOf('INC-06', { household, dwelling: { programme: { ...programme, upTo60Percent: 11 } } })).toMatchObject(
		{
			code: 'INC-06/quotaNotReached',
			outcome: 'toCheck'
		}
	);
});

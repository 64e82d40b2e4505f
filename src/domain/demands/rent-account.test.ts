import { expect, test } from 'vitest';
import type { Explained } from '../eligibility/explain.ts';
import { withoutAmountOwed } from './rent-account.ts';

test('another landlord reads the situation of the rent account, never what is owed', () => {
	const account = {
		rule: 'SOL-04',
		outcome: 'toCheck',
		figures: { amount: 412, plan: 1 },
		inputs: [{ label: 'arrears', value: 412 }],
		remedies: [{ kind: 'payArrears', amount: 412 }, { kind: 'followPlan' }]
	} as unknown as Explained;
	const income = { rule: 'INC-01', figures: { amount: 20000 } } as unknown as Explained;
	const [shown, other] = withoutAmountOwed([account, income]);
	expect(JSON.stringify(shown)).not.toContain('412');
	expect(shown).toEqual({
		rule: 'SOL-04',
		outcome: 'toCheck',
		figures: { amount: null, plan: 1 },
		inputs: [{ label: 'arrears', value: null }],
		remedies: [{ kind: 'followPlan' }]
	});
	expect(other).toBe(income);
});

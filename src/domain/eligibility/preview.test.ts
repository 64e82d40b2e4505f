import { describe, expect, test } from 'vitest';
import { aDwelling, aHousehold } from '../../../tests/factories/housing.ts';
import { compileRuleSet } from './compile.ts';
import { previewChange } from './preview.ts';
import {
	aRuleSet,
	defaultCharter,
	defaultOrganismRules,
	type OrganismRules,
	type TerritoryCharter
} from './settings.ts';

const on = '2026-06-01';
const pool = {
	households: [
		{ household: aHousehold(), current: aDwelling({ id: 'dwelling-1' }) },
		{
			household: aHousehold({ referenceTaxIncomes: [{ year: 2024, amount: { value: 90_000, from: 'staff', on } }] }),
			current: aDwelling({ id: 'dwelling-1' })
		}
	],
	dwellings: [aDwelling(), aDwelling({ financing: 'PLAI' })],
	pairs: [
		[0, 0],
		[0, 1],
		[1, 0]
	] as const
};
const charter = (changes: Partial<TerritoryCharter> = {}) =>
	compileRuleSet(aRuleSet({ ...defaultCharter, ...changes }), on);
const thresholds = (changes: Partial<OrganismRules>) =>
	compileRuleSet(
		aRuleSet(defaultCharter, {
			'organism-1': { ...defaultOrganismRules, ...changes, organismId: 'organism-1', version: '1', from: on }
		}),
		on
	);

describe('a change of the rules is previewed', () => {
	test('in moves gained, lost and kept, with the rule that decides it', () => {
		const withComputed = charter({ useComputedCeilings: true });
		expect(previewChange(pool, charter(), withComputed)).toEqual({
			pairs: 3,
			gained: 1,
			lost: 0,
			kept: 1,
			householdsGained: 0,
			householdsLost: 0,
			raised: 0,
			lowered: 0,
			shifts: [{ rule: 'INC-01', stricter: 0, softer: 1 }]
		});
		expect(previewChange(pool, withComputed, charter())).toMatchObject({
			gained: 0,
			lost: 1,
			shifts: [{ rule: 'INC-01', stricter: 1, softer: 0 }]
		});
	});

	test('in moves left to be checked, when a threshold blocks nothing by itself', () => {
		const before = thresholds({ livingAllowanceMin: null });
		const severe = thresholds({ livingAllowanceMin: 60 });
		const preview = previewChange(pool, before, severe);
		expect(preview).toMatchObject({ gained: 0, lost: 0, kept: 1 });
		expect(preview.shifts).toEqual([{ rule: 'SOL-02', stricter: 1, softer: 0 }]);
	});

	test('in households that would lose their last possible move', () => {
		const excluded = charter({ excludedLeases: ['ordinary'] });
		expect(previewChange(pool, charter(), excluded)).toMatchObject({ lost: 1, kept: 0, householdsLost: 1 });
	});

	test('as nothing when nothing changes', () => {
		expect(previewChange(pool, charter(), charter())).toMatchObject({ gained: 0, lost: 0, shifts: [] });
	});
});

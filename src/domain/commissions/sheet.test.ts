import { describe, expect, test } from 'vitest';
import { aDwelling, aHousehold, anAdult, aChild } from '../../../tests/factories/housing.ts';
import type { CostComparison } from '../affordability/cost.ts';
import type { Explanation } from '../eligibility/explain.ts';
import { keptSheet, sheetOf, type SheetSource } from './sheet.ts';

const answered = (changes: Partial<Explanation> = {}): Explanation =>
	({
		on: '2026-03-10',
		version: 'r1',
		results: [
			{ rule: 'ADM-01', outcome: 'met', figures: { income: 1 } },
			{
				rule: 'INC-01',
				outcome: 'notMet',
				figures: { income: 21_340, incomeYear: 2024, ceiling: 20_000 },
				threshold: { isComputed: true }
			}
		],
		...changes
	}) as unknown as Explanation;

const nothingKnown = { monthlyResources: null, today: null, after: null } as unknown as CostComparison;

const aSource = (changes: Partial<SheetSource> = {}): SheetSource => ({
	explanation: answered(),
	cost: nothingKnown,
	household: aHousehold(),
	criteria: [],
	target: aDwelling(),
	names: { dwelling: 'L-12', commune: 'Cergy', presentOrganism: 'Oise', presentCommune: 'Éragny', presentRooms: 3 },
	demand: { uniqueNumber: '0951234567890', firstDepositedOn: '2024-05-02' },
	...changes
});

describe('the sheet of a case', () => {
	test('tells the income with its year and the ceiling it was compared with, by the rule of income alone', () => {
		expect(sheetOf(aSource()).candidate).toMatchObject({
			uniqueNumber: '0951234567890',
			income: { amount: 21_340, year: 2024 },
			incomeCeiling: 20_000,
			isCeilingComputed: true
		});
		expect(sheetOf(aSource()).rules).toEqual([
			{ rule: 'ADM-01', outcome: 'met' },
			{ rule: 'INC-01', outcome: 'notMet' }
		]);
	});

	test('leaves empty what nobody knows', () => {
		const unanswered = aSource({
			explanation: answered({ results: [] }),
			household: aHousehold({ lease: { ...aHousehold().lease, charges: null } })
		});
		expect(sheetOf(unanswered)).toMatchObject({
			candidate: { income: null, incomeCeiling: null, isCeilingComputed: false, present: { bill: null } },
			cost: { residualToday: null, residualAfter: null, effortAfter: null, livingAllowance: null },
			rules: []
		});
		const [, income] = answered().results;
		const withoutThreshold = answered({ results: [{ ...income!, threshold: null }] });
		expect(sheetOf(aSource({ explanation: withoutThreshold })).candidate.isCeilingComputed).toBe(false);
	});

	test('compares what is left to pay, today and after', () => {
		const cost = {
			monthlyResources: 1_900,
			today: { residualBill: 480 },
			after: { residualBill: 455, effortRate: 0.24, livingAllowance: { perUnit: 610 } }
		} as unknown as CostComparison;
		const lease = { ...aHousehold().lease, principalRent: 400, annexRent: 30, charges: 90 };
		expect(sheetOf(aSource({ cost, household: aHousehold({ lease }) }))).toMatchObject({
			candidate: { monthlyResources: 1_900, present: { organism: 'Oise', commune: 'Éragny', rooms: 3, bill: 520 } },
			cost: { residualToday: 480, residualAfter: 455, effortAfter: 0.24, livingAllowance: 610 }
		});
		const withoutAllowance = { after: { residualBill: 455, effortRate: null, livingAllowance: null } };
		expect(sheetOf(aSource({ cost: withoutAllowance as unknown as CostComparison })).cost.livingAllowance).toBeNull();
	});

	test('counts the persons and the children among them', () => {
		const household = aHousehold({ persons: [anAdult(), aChild(), aChild()] });
		expect(sheetOf(aSource({ household })).candidate).toMatchObject({ persons: 3, children: 2 });
	});

	test('shows no group known to two referents only, and of a check neither its author nor its organism', () => {
		const household = aHousehold({ priorityGroups: ['hosted', 'confidential', 'disability'] });
		const check = {
			organismId: 'o1',
			code: 'zq',
			isMet: true,
			proof: 'document',
			on: '2026-02-01',
			by: 'agent'
		} as const;
		const criterion = { code: 'zq', labelFr: 'Aidant', labelEn: 'Carer', weight: 3, organismId: 'o1' };
		const criteria = [
			{ ...criterion, check },
			{ ...criterion, check: null }
		];
		const { candidate } = sheetOf(aSource({ household, criteria: criteria as unknown as SheetSource['criteria'] }));
		expect(candidate.priorityGroups).toEqual(['hosted', 'disability']);
		expect(candidate.localCriteria).toEqual([
			{ labelFr: 'Aidant', labelEn: 'Carer', weight: 3, check: { isMet: true, proof: 'document', on: '2026-02-01' } },
			{ labelFr: 'Aidant', labelEn: 'Carer', weight: 3, check: null }
		]);
		const { priorityGroups: _, ...unreviewed } = aHousehold();
		expect(sheetOf(aSource({ household: unreviewed })).candidate.priorityGroups).toEqual([]);
	});

	test('as it is kept says that a priority was recognised, no longer which illness it came from', () => {
		const household = aHousehold({ priorityGroups: ['disability', 'hosted', 'leavingTherapeuticHousing'] });
		const sheet = sheetOf(aSource({ household }));
		expect(keptSheet(sheet)).toEqual({
			...sheet,
			candidate: { ...sheet.candidate, priorityGroups: ['confidential', 'hosted'] }
		});
	});
});

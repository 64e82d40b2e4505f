import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aChild, aDwelling, aHousehold, anAdult } from '../../../tests/factories/housing.ts';
import { costOf, type CostRequest } from './cost.ts';
import { defaultAffordability } from './settings.ts';

const aRequest = (changes: Partial<CostRequest> = {}): CostRequest => ({
	household: aHousehold(),
	target: aDwelling(),
	current: aDwelling({ id: 'dwelling-1' }),
	on: '2026-01-15',
	settings: defaultAffordability,
	...changes
});

test('today and after are told with rent, annexes, charges, aids and what is left to pay', () => {
	const { today, after, difference, missing } = costOf(aRequest());
	// The worked example of January 2026: 176.65 € of APL and 61.89 € of RLS for 560 € of rent.
	expect(today).toMatchObject({ rent: 560, charges: 160, bill: 720, apl: 176.65, rls: 61.89 });
	expect(today?.residualBill).toBeCloseTo(481.46, 2);
	expect(after).toMatchObject({ rent: 540, charges: 150, bill: 690, apl: 176.65, rls: 61.89 });
	expect(difference).toBeCloseTo(-30, 6);
	expect(missing).toEqual([]);
});

test('the effort rate is what is left to pay over the resources of the month, with and without the RLS', () => {
	const { today } = costOf(aRequest());
	expect(today?.effortRate).toBeCloseTo(481.46 / 2_050, 4);
	expect(today?.effortRateWithoutRls).toBeCloseTo(543.35 / 2_050, 4);
	expect(today?.livingAllowance?.units).toBeCloseTo(2.1, 6);
});

test('a re-letting rent that the organism has not said leaves the cost after unknown', () => {
	const cost = costOf(aRequest({ target: aDwelling({ reletRent: null }) }));
	expect(cost.after).toBeNull();
	expect(cost.difference).toBeNull();
	expect(cost.missing).toContain('reletRent');
});

test('charges that nobody has said leave the bill open, not the aids: the law counts flat-rate charges', () => {
	const { today, after, difference, range, missing } = costOf(aRequest({ target: aDwelling({ charges: null }) }));
	expect(missing).toEqual(['charges']);
	expect(after).toMatchObject({ rent: 540, charges: null, bill: null, apl: 176.65, rls: 61.89 });
	expect(after).toMatchObject({ residualBill: null, range: null, effortRate: null, livingAllowance: null });
	expect([difference, range]).toEqual([null, null]);
	expect(after!.rentAfterAids! - today!.rentAfterAids!).toBeCloseTo(-20, 6);
});

test('the charges of today may be unknown too', () => {
	const household = aHousehold({ lease: { ...aHousehold().lease, charges: null } });
	const { today, after, difference, missing } = costOf(aRequest({ household }));
	expect(missing).toEqual(['presentCharges']);
	expect(today).toMatchObject({ bill: null, residualBill: null, rentAfterAids: 321.46 });
	expect(after!.residualBill).toBeCloseTo(451.46, 2);
	expect(difference).toBeNull();
});

test('without any income the aids are unknown and the bill lies between the whole aid and none', () => {
	const household = aHousehold({ aplResources: null, referenceTaxIncomes: [], monthlyResources: null });
	const { after, missing, difference } = costOf(aRequest({ household }));
	expect(missing).toEqual(['aplResources', 'monthlyResources']);
	expect(after).toMatchObject({ bill: 690, apl: null, rls: null, residualBill: null, effortRate: null });
	expect(difference).toBeNull();
	expect(after!.range!.high).toBe(690);
	expect(after!.range!.low).toBeLessThan(200);
});

test('the tax income gives an estimate, said to be one, with its range', () => {
	const household = aHousehold({ aplResources: null });
	const { after, notices, resources } = costOf(aRequest({ household }));
	expect(notices).toContain('resourcesEstimated');
	expect(resources).toMatchObject({ value: 20_400, low: 18_400, high: 22_500, basis: 'taxIncome' });
	expect(after!.range!.low).toBeLessThan(after!.residualBill!);
	expect(after!.range!.high).toBeGreaterThan(after!.residualBill!);
});

test('the aid declared for today is kept for today and tells the resources used for the new home', () => {
	const household = aHousehold({
		aplResources: null,
		referenceTaxIncomes: [],
		declaredApl: { value: 176.65, from: 'tenant', on: '2026-01-10' }
	});
	const { today, after, resources, notices } = costOf(aRequest({ household }));
	expect(today?.apl).toBe(176.65);
	expect(resources?.basis).toBe('declaredAid');
	// The same aid may come with the RLS or, for a somewhat higher income, without it: both are kept.
	expect(resources!.low).toBeLessThanOrEqual(20_400);
	expect(resources!.high).toBeGreaterThanOrEqual(20_400);
	expect(resources!.high - resources!.low).toBeLessThan(3_000);
	expect(after!.range!.low).toBeLessThanOrEqual(451.46);
	expect(after!.range!.high).toBeGreaterThanOrEqual(451.46);
	expect(notices).toContain('presentAidDeclared');
});

test('a dwelling too small for the household, or not decent, opens no aid but keeps the rent reduction', () => {
	const small = costOf(aRequest({ target: aDwelling({ area: 33 }) }));
	expect(small.after).toMatchObject({ apl: 0, rls: 61.89 });
	expect(small.notices).toContain('overOccupiedNoAid');
	const unfit = costOf(aRequest({ target: aDwelling({ isDecent: false }) }));
	expect(unfit.after?.apl).toBe(0);
	expect(unfit.notices).toContain('notDecentNoAid');
});

test('a commune whose zone is not known leaves the cost unknown', () => {
	const cost = costOf(aRequest({ target: aDwelling({ commune: '77999' }) }));
	expect(cost.after).toBeNull();
	expect(cost.missing).toContain('targetZone');
});

test('a lease taken over keeps its rent and charges', () => {
	const cost = costOf(aRequest({ takenOver: { principalRent: 480, annexRent: 20, charges: 150 } }));
	expect(cost.after).toMatchObject({ rent: 480, annexRent: 20, charges: 150 });
	expect(cost.notices).toContain('leaseTakenOver');
	const unknown = costOf(aRequest({ takenOver: { principalRent: 480, annexRent: 20, charges: null } }));
	expect(unknown.after).toMatchObject({ charges: null, bill: null });
});

test('a shared custody not yet looked at opens a range and promises the smaller aid', () => {
	const persons = [anAdult(), aChild({ custody: 'alternating' })];
	const { after, dependants, notices } = costOf(aRequest({ household: aHousehold({ persons, isCouple: false }) }));
	expect(dependants).toEqual({ least: 0, most: 1 });
	expect(notices).toContain('dependantsToConfirm');
	expect(after!.range!.low).toBeLessThan(after!.residualBill! - 20);
});

test('after the expected revision the figures are said to be old', () => {
	expect(costOf(aRequest({ on: '2026-09-30' })).notices).not.toContain('figuresMayBeOutdated');
	expect(costOf(aRequest({ on: '2026-10-01' })).notices).toContain('figuresMayBeOutdated');
});

test('every figure told is a finite number inside its range', () => {
	const money = (max: number) => fc.integer({ min: 0, max: max * 100 }).map((cents) => cents / 100);
	fc.assert(
		fc.property(
			money(1_500),
			money(900),
			fc.option(money(60_000), { nil: null }),
			fc.option(money(5_000), { nil: null }),
			fc.integer({ min: 8, max: 120 }),
			fc.constantFrom('full' as const, 'alternating' as const, 'visiting' as const),
			(reletRent, principalRent, income, monthly, area, custody) => {
				const household = aHousehold({
					persons: [anAdult(), anAdult({ role: 'partner' }), aChild({ custody })],
					aplResources: null,
					referenceTaxIncomes:
						income === null ? [] : [{ year: 2024, amount: { value: income, from: 'tenant', on: '2026-01-01' } }],
					monthlyResources: monthly === null ? null : { value: monthly, from: 'tenant', on: '2026-01-01' },
					lease: { ...aHousehold().lease, principalRent }
				});
				const cost = costOf(aRequest({ household, target: aDwelling({ reletRent, area }) }));
				for (const home of [cost.today!, cost.after!]) {
					const { low, high } = home.range!;
					expect(low).toBeLessThanOrEqual(high + 1e-9);
					expect(Number.isFinite(low) && low >= 0).toBe(true);
					if (home.residualBill === null) continue;
					expect(home.residualBill).toBeGreaterThanOrEqual(low - 1e-9);
					expect(home.residualBill).toBeLessThanOrEqual(high + 1e-9);
					expect(home.effortRate === null || (home.effortRate >= 0 && Number.isFinite(home.effortRate))).toBe(true);
				}
				if (cost.difference === null) return;
				expect(cost.difference).toBeGreaterThanOrEqual(cost.range!.low - 1e-9);
				expect(cost.difference).toBeLessThanOrEqual(cost.range!.high + 1e-9);
			}
		)
	);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aRuleSet, defaultCharter, defaultOrganismRules } from '../eligibility/settings.ts';
import { financings } from '../dwellings/dwelling.ts';
import { simulate } from './simulation.ts';
import { simulationInput, type SimulationInput } from './simulation.input.ts';

const on = '2026-10-05';
const landlord = 'ca570001-0000-8000-8000-000000000001';
/** A couple with two children, from a T4 of Cergy to a T3 of Éragny, as it is typed. */
const typed = {
	todayCommune: '95127',
	todayRooms: '4',
	todayArea: '82',
	todayRent: '560,40',
	todayCharges: '165',
	todayAid: '',
	newCommune: '95218',
	newRooms: '3',
	newArea: '64',
	newRent: '498',
	newCharges: '142',
	newFinancing: 'PLUS',
	newLandlord: landlord,
	isCouple: 'yes',
	childrenAges: '4, 9',
	otherAdults: '',
	monthlyResources: '2 050',
	taxIncome: '20 400'
};
const read = (changes: object = {}) => simulationInput.parse({ ...typed, ...changes });
const rules = aRuleSet(defaultCharter, {
	[landlord]: { ...defaultOrganismRules, effortRateMax: 0.3, organismId: landlord, version: '1', from: on }
});
const run = (changes: object = {}) => simulate(read(changes), rules, on);
const errors = (changes: object) =>
	simulationInput.safeParse({ ...typed, ...changes }).error?.issues.map((issue) => issue.message);

describe('what is typed', () => {
	test('is read as people write it', () => {
		expect(read()).toMatchObject({ todayRent: 560.4, monthlyResources: 2050, childrenAges: [4, 9], otherAdults: null });
		expect(read({ childrenAges: '4, 9 et 16 ans' }).childrenAges).toEqual([4, 9, 16]);
		expect(read({ childrenAges: '6 mois et 4 ans et demi' }).childrenAges).toEqual([0, 4]);
		expect(read({ childrenAges: '18 months, 3' }).childrenAges).toEqual([1, 3]);
		expect(read({ childrenAges: '' }).childrenAges).toEqual([]);
	});

	test.each([
		['no commune', { newCommune: '' }, 'COMMUNE_MISSING'],
		['no number of rooms', { todayRooms: '' }, 'ROOMS_MISSING'],
		['a half room', { todayRooms: '2,5' }, 'ROOMS_MISSING'],
		['charges in words', { newCharges: 'je ne sais pas' }, 'CHARGES_WRONG'],
		['a rent in words', { newRent: 'cinq cents' }, 'RENT_WRONG'],
		['ages in words', { childrenAges: 'quatre' }, 'AGES_WRONG'],
		['a child of forty', { childrenAges: '40' }, 'AGES_WRONG'],
		['no answer about the couple', { isCouple: undefined }, 'COUPLE_MISSING']
	])('%s is asked again', (_, changes, code) => {
		expect(errors(changes)).toEqual([code]);
	});
});

describe('two homes are compared', () => {
	test('in euros, with the reference of the landlord and the rules that these figures are enough for', () => {
		const { cost, landmark, results } = run();
		expect(cost.after).toMatchObject({ rent: 498, charges: 142 });
		expect(cost.difference).toBeLessThan(0);
		expect(landmark).toBe(0.3);
		expect(results.map(({ rule, outcome }) => [rule, outcome])).toEqual([
			['INC-01', 'met'],
			['SOL-01', 'met'],
			['OCC-01', 'met'],
			['OCC-02', 'met']
		]);
	});

	test('with a range around what is only estimated', () => {
		const { cost } = run();
		expect(cost.notices).toContain('resourcesEstimated');
		expect(cost.range!.low).toBeLessThan(cost.range!.high);
	});

	test('from the aid received today, which tells more than the tax income', () => {
		const paid = Math.round(run().cost.today!.apl!);
		const { cost } = run({ todayAid: String(paid) });
		expect(cost.notices).toContain('presentAidDeclared');
		expect(cost.today!.apl).toBe(paid);
		expect(cost.resources!.basis).toBe('declaredAid');
	});

	test('never with a rent that nobody gave', () => {
		const { cost } = run({ newRent: '' });
		expect(cost).toMatchObject({ after: null, difference: null, range: null });
		expect(cost.missing).toContain('reletRent');
		expect(cost.today!.residualBill).not.toBeNull();
	});

	test('without the charges of the new home: the aids are told, the bill is not, nothing is presumed to be zero', () => {
		const { cost, results } = run({ newCharges: '' });
		expect(cost).toMatchObject({ difference: null, range: null, missing: ['charges'] });
		expect(cost.after).toMatchObject({ charges: null, residualBill: null, apl: run().cost.after!.apl });
		expect(cost.after!.rentAfterAids).toBeLessThan(498);
		const effort = results.find(({ rule }) => rule === 'SOL-01')!;
		expect(effort).toMatchObject({ outcome: 'missing', figures: { rate: null } });
		expect(effort.remedies).toEqual([{ kind: 'provide', input: 'charges', by: 'landlord' }]);
	});

	test('never with an aid when no income is known', () => {
		const { cost } = run({ taxIncome: '', monthlyResources: '' });
		expect(cost.after).toMatchObject({ apl: null, residualBill: null, effortRate: null });
		expect(cost.missing).toEqual(['aplResources', 'monthlyResources']);
	});

	test('without a reference when no landlord is named: none is national', () => {
		const { landmark, results, supposed } = run({ newLandlord: '' });
		expect(landmark).toBeNull();
		expect(results.map(({ rule }) => rule)).not.toContain('SOL-01');
		expect(supposed).toContain('landlordUnknown');
	});

	test('without a ceiling when the financing or the tax income is not known', () => {
		expect(run({ newFinancing: '' }).supposed).toContain('financingUnknown');
		expect(run({ taxIncome: '' }).supposed).toContain('noTaxIncome');
		for (const changes of [{ newFinancing: '' }, { taxIncome: '' }])
			expect(run(changes).results.map(({ rule }) => rule)).not.toContain('INC-01');
	});

	test('without a ceiling when it depends on the age of a couple, which is not asked', () => {
		const couple = { childrenAges: '', taxIncome: '45 000', newRooms: '2' };
		expect(run(couple)).toMatchObject({ supposed: expect.arrayContaining(['youngCouple']) });
		expect(run({ ...couple, taxIncome: '20 000' }).supposed).not.toContain('youngCouple');
	});

	test('with no aid in a home too small for the household', () => {
		const { cost, results } = run({ newArea: '20' });
		expect(cost.notices).toContain('overOccupiedNoAid');
		expect(results.find(({ rule }) => rule === 'OCC-02')!.outcome).toBe('notMet');
	});

	test('in 2027, whose ceilings nobody knows yet: said, not guessed', () => {
		const { results, cost } = simulate(read(), rules, '2027-03-01');
		expect(results.find(({ rule }) => rule === 'INC-01')).toMatchObject({
			code: 'INC-01/ceilingUnknown',
			outcome: 'missing'
		});
		expect(cost.notices).toContain('figuresMayBeOutdated');
	});
});

test('whatever is typed, no figure is negative or undefined, and an unknown one is null', () => {
	const amount = (max: number) => fc.integer({ min: 0, max });
	const maybe = (max: number) => fc.option(amount(max), { nil: null });
	const anyInput: fc.Arbitrary<SimulationInput> = fc.record({
		todayCommune: fc.constantFrom('95127', '75056', '13055'),
		todayRooms: fc.integer({ min: 1, max: 6 }),
		todayArea: fc.integer({ min: 5, max: 200 }),
		todayRent: amount(2_000),
		todayCharges: maybe(500),
		todayAid: maybe(600),
		newCommune: fc.constantFrom('95127', '95500', '13055'),
		newRooms: fc.integer({ min: 1, max: 6 }),
		newArea: fc.integer({ min: 5, max: 200 }),
		newRent: maybe(2_000),
		newCharges: maybe(500),
		newFinancing: fc.constantFrom(null, ...financings),
		newLandlord: fc.constantFrom(null, landlord),
		isCouple: fc.boolean(),
		childrenAges: fc.array(fc.integer({ min: 0, max: 25 }), { maxLength: 8 }),
		otherAdults: fc.option(fc.integer({ min: 0, max: 4 }), { nil: null }),
		monthlyResources: maybe(8_000),
		taxIncome: maybe(90_000)
	});
	fc.assert(
		fc.property(anyInput, (input) => {
			const { cost } = simulate(input, rules, on);
			for (const home of [cost.today, cost.after])
				for (const figure of home ? [home.bill, home.apl, home.rls, home.residualBill] : [])
					expect(figure === null || figure >= 0).toBe(true);
			expect(cost.difference === null || Number.isFinite(cost.difference)).toBe(true);
			if (cost.range) expect(cost.range.low).toBeLessThanOrEqual(cost.range.high);
		})
	);
});

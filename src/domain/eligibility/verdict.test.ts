import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aChild, aDwelling, aHousehold, aNeed, anAdult } from '../../../tests/factories/housing.ts';
import { financings, reservationKinds, type Dwelling } from '../dwellings/dwelling.ts';
import { accessNeeds, leaseKinds, type Household } from '../households/household.ts';
import { caseCodes, rules } from './catalogue.ts';
import { brokenLinks } from './chain.ts';
import { compileDwelling, compileHousehold, compileRuleSet } from './compile.ts';
import { explain } from './explain.ts';
import { BLOCKED, CHECK, DEBT, MISSING, MISSING_BLOCKING } from './rule.ts';
import { ruleIds } from './rule-ids.ts';
import { aRuleSet, defaultCharter, ruleSetAt } from './settings.ts';
import { mayBeProposed, verdictOf, verdictWord } from './verdict.ts';

const on = '2026-06-01';
const euros = (max: number) => fc.integer({ min: 0, max });
const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
const stated = <T>(values: fc.Arbitrary<T>) =>
	orNull(values.map((value) => ({ value, from: 'staff' as const, on: '2026-01-01' })));

const anyPerson = fc.oneof(
	fc.constant(anAdult()),
	fc.constant(anAdult({ hasDisabilityCard: true })),
	fc.integer({ min: 2000, max: 2025 }).map((year) => aChild({ birthDate: `${year}-07-01` })),
	fc.constant(aChild({ custody: 'visiting' }))
);

const anyHousehold: fc.Arbitrary<Household> = fc
	.record({
		persons: fc.array(anyPerson, { minLength: 0, maxLength: 5 }).map((others) => [anAdult(), ...others]),
		isCouple: fc.boolean(),
		income: stated(euros(80_000)),
		aplResources: stated(euros(50_000)),
		monthlyResources: stated(euros(5_000)),
		accessNeeds: fc.subarray([...accessNeeds]),
		arrears: stated(fc.record({ amount: euros(900), plan: fc.constantFrom('none', 'respected', 'broken') })),
		hasRightOfResidence: orNull(fc.boolean()),
		ownsSuitableDwelling: orNull(fc.boolean()),
		hasNumber: fc.boolean(),
		validUntil: fc.constantFrom('2026-05-01', '2026-06-15', '2027-06-15'),
		kind: fc.constantFrom(...leaseKinds),
		principalRent: euros(900),
		hasLitigation: fc.boolean(),
		organismId: fc.constantFrom('organism-1', 'organism-2')
	})
	.map(({ income, hasNumber, validUntil, kind, principalRent, hasLitigation, organismId, ...facts }) => {
		const base = aHousehold();
		return {
			...base,
			...facts,
			referenceTaxIncomes: income ? [{ year: 2024, amount: income }] : [],
			uniqueNumber: hasNumber ? { ...base.uniqueNumber!, validUntil } : null,
			arrears: facts.arrears as Household['arrears'],
			lease: { ...base.lease, kind, principalRent, hasLitigation, organismId }
		};
	});

const anyDwelling: fc.Arbitrary<Dwelling> = fc
	.record({
		rooms: fc.integer({ min: 1, max: 6 }),
		area: fc.integer({ min: 9, max: 120 }),
		financing: fc.constantFrom(...financings),
		commune: fc.constantFrom('95127', '95211', '77999', '13055'),
		reletRent: orNull(euros(1_200)),
		accessibility: fc.constantFrom('ordinary' as const, 'accessible' as const, 'adapted' as const),
		isDecent: orNull(fc.boolean()),
		hasAplAgreement: fc.boolean(),
		floor: fc.integer({ min: 0, max: 9 }),
		hasLift: fc.boolean(),
		organismId: fc.constantFrom('organism-1', 'organism-2'),
		reservation: fc.record({
			kind: fc.constantFrom(...reservationKinds),
			reserver: fc.constant('État'),
			agreementRecorded: fc.boolean()
		}),
		programme: orNull(fc.constant({ id: 'p', dwellings: 40, upTo60Percent: 3, above100Percent: 2 }))
	})
	.map((facts) => aDwelling(facts));

const anyRules = fc
	.record({
		useComputedCeilings: fc.boolean(),
		interOrganismWaiver: fc.constantFrom('CAL' as const, 'GRANTED' as const, 'DENIED' as const),
		proposeDespiteMissing: fc.subarray(['ADM-03', 'OCC-03', 'INC-01'] as const),
		effects: fc.constantFrom({}, { 'SOL-01': 'BLOCK' as const }, { 'OCC-02': 'CAL' as const }),
		stage: fc.constantFrom('matching' as const, 'cal' as const)
	})
	.map(({ stage, ...charter }) => compileRuleSet(aRuleSet({ ...defaultCharter, ...charter }), on, stage));

test('the quick verdict and the explanation always agree', () => {
	fc.assert(
		fc.property(
			anyHousehold,
			anyDwelling,
			orNull(anyDwelling),
			orNull(fc.constant(aNeed({ maxResidualBill: 500 }))),
			anyRules,
			(household, dwelling, current, need, compiled) => {
				const h = compileHousehold(household, { current, need }, compiled);
				const d = compileDwelling(dwelling, compiled);
				const quick = verdictOf(h, d, compiled);
				const { verdict, word, mayBeProposed: proposed } = explain(h, d, compiled);
				// Once blocked, the quick path stops: only the word is compared.
				if (quick & BLOCKED) expect(verdict & BLOCKED).toBe(BLOCKED);
				else expect(quick & DEBT ? (quick & ~DEBT) | CHECK : quick).toBe(verdict);
				expect(verdictWord(quick)).toBe(word);
				expect(mayBeProposed(quick)).toBe(proposed);
			}
		),
		{ numRuns: 1_000 }
	);
});

test('every figure of an explanation is a finite number', () => {
	fc.assert(
		fc.property(anyHousehold, anyDwelling, orNull(anyDwelling), anyRules, (household, dwelling, current, compiled) => {
			const h = compileHousehold(household, { current }, compiled);
			const { results } = explain(h, compileDwelling(dwelling, compiled), compiled);
			expect(results.map((result) => result.rule)).toEqual([...ruleIds]);
			for (const result of results) {
				expect(caseCodes).toContain(result.code);
				const numbers = [
					...Object.values(result.figures),
					...result.inputs.map((input) => input.value),
					...result.remedies.flatMap((remedy) => Object.values(remedy)),
					result.threshold?.value
				].filter((value) => typeof value === 'number');
				expect(numbers.every(Number.isFinite)).toBe(true);
			}
		})
	);
});

test('a rule that fails or lacks information says what would help, or that nobody can', () => {
	const compiled = compileRuleSet(aRuleSet(), on);
	fc.assert(
		fc.property(anyHousehold, anyDwelling, orNull(anyDwelling), (household, dwelling, current) => {
			const h = compileHousehold(household, { current }, compiled);
			for (const result of explain(h, compileDwelling(dwelling, compiled), compiled).results) {
				if (result.outcome !== 'notMet' || result.waivableBy.some((waiver) => waiver !== 'nobody')) continue;
				expect(result.remedies.length).toBeGreaterThan(0);
			}
		})
	);
});

test('every identifier of the book has its rule, and every rule its case table', () => {
	expect(rules.map((rule) => rule.id)).toEqual([...ruleIds]);
	for (const rule of rules) expect(Object.keys(rule.cases).length).toBeGreaterThan(0);
	expect(new Set(caseCodes).size).toBe(caseCodes.length);
});

test('missing information in a rule that blocks keeps a pair out, unless the charter leaves the check for later', () => {
	expect(mayBeProposed(CHECK | MISSING)).toBe(true);
	expect(mayBeProposed(MISSING_BLOCKING)).toBe(false);
	const unchecked = aHousehold({ hasRightOfResidence: null });
	const verdictUnder = (charter: Partial<typeof defaultCharter>, stage: 'matching' | 'cal') => {
		const compiled = compileRuleSet(aRuleSet({ ...defaultCharter, ...charter }), on, stage);
		const h = compileHousehold(unchecked, { current: aDwelling() }, compiled);
		return verdictOf(h, compileDwelling(aDwelling(), compiled), compiled);
	};
	expect(mayBeProposed(verdictUnder({}, 'matching'))).toBe(true);
	expect(mayBeProposed(verdictUnder({ proposeDespiteMissing: [] }, 'matching'))).toBe(false);
	expect(mayBeProposed(verdictUnder({}, 'cal'))).toBe(false);
});

test('one link that fails breaks the chain, at its place', () => {
	const compiled = compileRuleSet(aRuleSet(), on);
	const h = compileHousehold(aHousehold(), { current: aDwelling() }, compiled);
	const fine = compileDwelling(aDwelling(), compiled);
	const unfit = compileDwelling(aDwelling({ isDecent: false }), compiled);
	expect(
		brokenLinks(
			[
				{ h, d: fine },
				{ h, d: fine }
			],
			compiled
		)
	).toEqual([]);
	expect(
		brokenLinks(
			[
				{ h, d: fine },
				{ h, d: unfit }
			],
			compiled
		)
	).toEqual([1]);
});

test('the rules of a day are the last versions adopted by then, and their version names their content', () => {
	const history = {
		charters: [
			{ ...defaultCharter, territoryId: 'cergy', version: '1', from: '2026-01-01' },
			{ ...defaultCharter, territoryId: 'cergy', version: '2', from: '2026-07-01', useComputedCeilings: true }
		],
		organisms: []
	};
	expect(ruleSetAt(history, '2025-12-31').charter).toEqual(defaultCharter);
	expect(ruleSetAt(history, '2026-06-30').charter.version).toBe('1');
	expect(ruleSetAt(history, '2026-07-01').charter.version).toBe('2');
	expect(ruleSetAt(history, '2026-06-30').version).toBe(ruleSetAt(history, '2026-02-01').version);
	expect(ruleSetAt(history, '2026-06-30').version).not.toBe(ruleSetAt(history, '2026-07-01').version);
	const changed = aRuleSet({ ...defaultCharter, extraRooms: 1 });
	expect(changed.version).not.toBe(aRuleSet().version);
});

test('a figure made from a recomputed ceiling is badged in every rule that reads one', () => {
	const charter = { ...defaultCharter, useComputedCeilings: true };
	const accepting = compileRuleSet(aRuleSet(charter), on);
	const home = aDwelling({ financing: 'PLAI' });
	const h = compileHousehold(aHousehold(), { current: home }, accepting);
	const { results } = explain(h, compileDwelling(home, accepting), accepting);
	const badged = results.filter(({ threshold }) => threshold?.isComputed).map(({ rule }) => rule);
	expect(badged).toEqual(['INC-01', 'INC-07']);
});

import { compileDwelling, compileHousehold, compileRuleSet } from '#domain/eligibility/compile.ts';
import { explain, type Explained } from '#domain/eligibility/explain.ts';
import { aRuleSet, defaultCharter } from '#domain/eligibility/settings.ts';
import { costOf } from '#domain/affordability/cost.ts';
import { defaultAffordability } from '#domain/affordability/settings.ts';
import type { Dwelling } from '#domain/dwellings/dwelling.ts';
import type { Household } from '#domain/households/household.ts';
import { overwriteGetLocale } from '#i18n/paraglide/runtime.js';
import { afterEach, expect, test } from 'vitest';
import { aChild, aDwelling, aHousehold, aNeed, anAdult } from '../../../tests/factories/housing.ts';
import { costCard } from './costs.ts';
import { remedySentences, ruleCard, ruleSentence } from './rules.ts';

overwriteGetLocale(() => 'fr');
afterEach(() => overwriteGetLocale(() => 'fr'));

const on = '2026-06-01';
const current = aDwelling({ id: 'dwelling-1' });

function results(household: Partial<Household>, dwelling: Partial<Dwelling>, charter = {}): Explained[] {
	const compiled = compileRuleSet(aRuleSet({ ...defaultCharter, ...charter }), on);
	const h = compileHousehold(aHousehold(household), { current, need: aNeed() }, compiled);
	return explain(h, compileDwelling(aDwelling(dwelling), compiled), compiled).results;
}
const result = (rule: string, household: Partial<Household> = {}, dwelling: Partial<Dwelling> = {}, charter = {}) =>
	results(household, dwelling, charter).find((explained) => explained.rule === rule)!;
/** No-break spaces made visible. */
const visible = (text: string) => text.replaceAll('\u00a0', '~');

test('a tenant reads the income and the ceiling, with their year and the persons counted', () => {
	expect(visible(ruleSentence(result('INC-01'), 'tenant'))).toBe(
		'Vos revenus 2024~: 20~400~€. Plafond pour ce logement (PLUS, 4 personnes)~: 57~930~€.'
	);
});

test('a recomputed ceiling is said « calculé » to tenants and to staff, in both languages', () => {
	const computed = result('INC-01', {}, { financing: 'PLAI' }, { useComputedCeilings: true });
	for (const audience of ['tenant', 'staff'] as const) expect(ruleSentence(computed, audience)).toContain('calculé');
	const tooMuch = { referenceTaxIncomes: [{ year: 2024, amount: { value: 90_000, from: 'staff' as const, on } }] };
	const over = result('INC-01', tooMuch, { financing: 'PLAI' }, { useComputedCeilings: true });
	const atMost = remedySentences(over).filter((said) => said.includes('au plus'));
	expect(atMost).toHaveLength(2);
	for (const said of atMost) expect(said).toContain('(calculé)');
	// Two ceilings, of which the tax notice of a grown-up child decides.
	const family = { persons: [anAdult(), aChild({ birthDate: '2007-01-01' })], isCouple: false };
	const accepted = { useComputedCeilings: true };
	const { ceilingLow, ceiling } = result('INC-01', family, { financing: 'PLAI' }, accepted).figures;
	const between = Math.round((Number(ceilingLow) + Number(ceiling)) / 2);
	const referenceTaxIncomes = [{ year: 2024, amount: { value: between, from: 'staff' as const, on } }];
	const unclear = result('INC-01', { ...family, referenceTaxIncomes }, { financing: 'PLAI' }, accepted);
	expect(unclear.code).toBe('INC-01/compositionUnclear');
	expect(ruleSentence(unclear, 'staff')).toContain('calculé');
	overwriteGetLocale(() => 'en');
	for (const audience of ['tenant', 'staff'] as const) expect(ruleSentence(computed, audience)).toContain('computed');
});

test('a ceiling that no source gives is said to be missing', () => {
	const unknown = result('INC-01', {}, { financing: 'PLAI' });
	expect(unknown.outcome).toBe('missing');
	expect(ruleSentence(unknown, 'tenant')).toContain('pas encore connu');
});

test('the tenant sees conditions only, staff see every rule that concerns the pair', () => {
	const all = results({}, {});
	const shown = (audience: 'tenant' | 'staff') => all.filter((explained) => ruleCard(explained, audience) !== null);
	expect(shown('tenant').every(({ outcome }) => outcome !== 'info')).toBe(true);
	expect(shown('staff').length).toBeGreaterThan(shown('tenant').length);
	expect(ruleCard(result('INC-01'), 'staff')).toMatchObject({ word: 'Respectée', outcome: 'met' });
	expect(ruleCard(result('INC-01'), 'tenant')).not.toHaveProperty('word');
	expect(ruleCard(result('PRI-02'), 'staff')).toBeNull();
});

test('where the figures come from is told with the day', () => {
	expect(visible(ruleCard(result('INC-01'), 'tenant')!.figuresFrom!)).toContain(
		'Revenu fiscal de référence~: contrôle d’un agent, le 15~janvier 2026'
	);
});

test('what would make a rule pass is a figure of this very pair', () => {
	const over = result('INC-01', {
		referenceTaxIncomes: [{ year: 2024, amount: { value: 60_000, from: 'staff', on } }]
	});
	expect(visible(remedySentences(over)[0]!)).toBe('Des revenus d’au plus 57~930~€, soit 2~070~€ de moins.');
	const small = result('OCC-02', {}, { area: 30 });
	expect(visible(remedySentences(small)[0]!)).toBe('Un logement d’au moins 34~m².');
});

test('no sentence leaves a hole, whatever the situation', () => {
	const situations: [Partial<Household>, Partial<Dwelling>][] = [
		[{}, {}],
		[{ referenceTaxIncomes: [], aplResources: null, monthlyResources: null }, { reletRent: null }],
		[{}, { charges: null }],
		[{ uniqueNumber: null, arrears: null, hasRightOfResidence: null }, { isDecent: null }],
		[
			{ persons: [anAdult()], isCouple: false },
			{ rooms: 5, accessibility: 'adapted', financing: 'PLI' }
		],
		[{ persons: [anAdult(), aChild(), aChild(), aChild(), aChild()] }, { area: 20, rooms: 1, commune: '95500' }],
		[
			{ accessNeeds: ['lift', 'wheelchair'], arrears: { value: { amount: 850, plan: 'none' }, from: 'landlord', on } },
			{ floor: 4, hasLift: false, blockers: ['sale'] }
		],
		[
			{ monthlyResources: { value: 900, from: 'tenant', on } },
			{ reservation: { kind: 'identified', reserver: 'État', agreementRecorded: false } }
		]
	];
	for (const locale of ['fr', 'en'] as const) {
		overwriteGetLocale(() => locale);
		for (const [household, dwelling] of situations)
			for (const explained of results(household, dwelling)) {
				for (const audience of ['tenant', 'staff'] as const) {
					const sentence = ruleSentence(explained, audience);
					expect(sentence).toMatch(/^\S.*[.]$/);
					expect(sentence).not.toMatch(/undefined|NaN|null|\{|\}|\[object/);
					if (explained.outcome !== 'missing' && explained.outcome !== 'info') expect(sentence).not.toContain('—');
				}
				for (const remedy of remedySentences(explained)) expect(remedy).not.toMatch(/undefined|NaN|\{|\}/);
			}
	}
});

test('the card of the cost adds up: rent, charges and aids make what is left to pay', () => {
	const card = costCard(
		costOf({ household: aHousehold(), target: aDwelling(), current, on, settings: defaultAffordability })
	);
	const sum = card.rows.reduce((total, row) => total + row.after!, 0);
	expect(sum).toBeCloseTo(card.rest.after!, 6);
	expect(card.difference).toBeCloseTo(-30, 6);
	expect(card.notes.join(' ')).toContain('mois suivant');
});

test('without the charges the card compares the rents after the aids, and says what comes on top', () => {
	const card = costCard(
		costOf({
			household: aHousehold(),
			target: aDwelling({ charges: null }),
			current,
			on,
			settings: defaultAffordability
		})
	);
	expect(card.difference).toBeNull();
	expect(card.beforeCharges).toMatchObject({ today: 321.61, after: 301.61 });
	expect(card.beforeCharges!.difference).toBeCloseTo(-20, 6);
	expect(card.notes.join(' ')).toContain('charges de ce logement ne sont pas connues');
});

test('the card of the cost says what is missing instead of a figure', () => {
	const household = aHousehold({ aplResources: null, referenceTaxIncomes: [] });
	const card = costCard(costOf({ household, target: aDwelling(), current, on, settings: defaultAffordability }));
	expect(card.rest.after).toBeNull();
	expect(card.notes.join(' ')).toContain('Sans les revenus du foyer');
});

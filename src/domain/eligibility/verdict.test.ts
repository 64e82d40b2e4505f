import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aDwelling, aHousehold } from '../../../tests/factories/housing.ts';
import { anyDwelling, anyHousehold, anyNeed, anyRules, on, orNull } from './any-pair.test-support.ts';
import { caseCodes, rules } from './catalogue.ts';
import { brokenLinks } from './chain.ts';
import { compileDwelling, compileHousehold, compileRuleSet } from './compile.ts';
import { explain } from './explain.ts';
import { BLOCKED, CHECK, DEBT, MISSING, MISSING_BLOCKING } from './rule.ts';
import { ruleIds } from './rule-ids.ts';
import { aRuleSet, defaultCharter, ruleSetAt } from './settings.ts';
import { mayBeProposed, verdictOf, verdictWord } from './verdict.ts';

test('the quick verdict and the explanation always agree', () => {
	fc.assert(
		fc.property(
			anyHousehold,
			anyDwelling,
			orNull(anyDwelling),
			anyNeed,
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

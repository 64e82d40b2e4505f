/** Rules, households and dwellings made ready for verdicts by the million. */
import type { Day } from '../calendar.ts';
import type { Dwelling } from '../dwellings/dwelling.ts';
import type { Household } from '../households/household.ts';
import type { Need } from '../needs/need.ts';
import { rulesOn, type AnyRule } from './catalogue.ts';
import {
	dwellingFacts,
	householdFacts,
	type DwellingFacts,
	type HouseholdFacts,
	type Pair,
	type Setting
} from './facts.ts';
import { bitsOf, CHECK, DEBT, type Case, type Effect, type Stage } from './rule.ts';
import type { RuleSet, TerritoryCharter } from './settings.ts';

/** One rule of pairs on the quick path: its question, and the bits of each answer. */
export type Check = { decide: (pair: Pair) => string; bits: Readonly<Record<string, number>> };

type HouseholdRule = Extract<AnyRule, { scope: 'household' }>;
type DwellingRule = Extract<AnyRule, { scope: 'dwelling' }>;

/** A rule set ready for a day and a stage. */
export type CompiledRuleSet = Setting & {
	/** Rules that need no cost, the ones that may block first. */
	first: readonly Check[];
	/** Rules about the cost. */
	costed: readonly Check[];
	bitsByRule: ReadonlyMap<string, Readonly<Record<string, number>>>;
	/** Rules about a household alone, and about a dwelling alone. */
	ofHousehold: readonly HouseholdRule[];
	ofDwelling: readonly DwellingRule[];
};

/** The effect of a case at a stage, as the territory may have changed it where the law lets it. */
export function effectOf(
	rule: AnyRule,
	{ kind, effect, atMatching }: Case,
	stage: Stage,
	charter: TerritoryCharter
): Effect {
	if (kind !== 'fails' && kind !== 'missing') return 'INFO';
	const local = rule.isEffectLocal ? charter.effects[rule.id] : undefined;
	const written = (stage === 'matching' ? atMatching : undefined) ?? effect ?? 'INFO';
	const applied = local ?? written;
	const isSoft = kind === 'missing' && stage === 'matching' && charter.proposeDespiteMissing.includes(rule.id);
	return isSoft && applied === 'BLOCK' ? 'WARN' : applied;
}

const bitsOfRule = (rule: AnyRule, stage: Stage, charter: TerritoryCharter): Record<string, number> =>
	Object.fromEntries(
		Object.entries(rule.cases).map(([name, answer]) => [
			name,
			bitsOf(answer.kind, effectOf(rule, answer, stage, charter))
		])
	);

/** Rules that read what the home would leave to pay. */
const costedRules: readonly string[] = ['SOL-01', 'SOL-02', 'SOL-03', 'OCC-04'];

/** Prepares a rule set for leases signed on a day. */
export function compileRuleSet(ruleSet: RuleSet, on: Day, stage: Stage = 'matching'): CompiledRuleSet {
	const { charter } = ruleSet;
	const rules = rulesOn(on);
	const bitsByRule = new Map<string, Record<string, number>>(
		rules.map((rule) => [rule.id, bitsOfRule(rule, stage, charter)])
	);
	const checks = rules
		.filter((rule) => rule.scope === 'pair')
		.map((rule) => ({ id: rule.id, decide: rule.decide, bits: bitsByRule.get(rule.id)! }))
		// A rule that only informs never changes a verdict.
		.filter(({ bits }) => Object.values(bits).some((bit) => bit !== 0));
	const most = (check: { bits: Record<string, number> }) => Math.max(...Object.values(check.bits));
	return {
		rules: ruleSet,
		charter,
		on,
		month: on.slice(0, 7),
		year: Number(on.slice(0, 4)),
		stage,
		first: checks.filter(({ id }) => !costedRules.includes(id)).sort((a, b) => most(b) - most(a)),
		costed: checks.filter(({ id }) => costedRules.includes(id)),
		bitsByRule,
		ofHousehold: rules.filter((rule) => rule.scope === 'household'),
		ofDwelling: rules.filter((rule) => rule.scope === 'dwelling')
	};
}

/**
 * Prepares a household: everything about it alone is answered here.
 * @param around the sheet of its home and what it asks for, null when unknown
 */
export function compileHousehold(
	household: Household,
	around: { current: Dwelling | null; need?: Need | null },
	compiled: CompiledRuleSet
): HouseholdFacts {
	const facts = householdFacts(household, around, compiled);
	for (const rule of compiled.ofHousehold) {
		const bits = compiled.bitsByRule.get(rule.id)![rule.decide(facts)]!;
		facts.bits |= rule.id === 'SOL-04' && bits === CHECK ? DEBT : bits;
	}
	return facts;
}

/** Prepares a dwelling: everything about it alone is answered here. */
export function compileDwelling(dwelling: Dwelling, compiled: CompiledRuleSet): DwellingFacts {
	const facts = dwellingFacts(dwelling, compiled);
	for (const rule of compiled.ofDwelling) facts.bits |= compiled.bitsByRule.get(rule.id)![rule.decide(facts)]!;
	return facts;
}

/** Which rules stand between a household and a home: names only, nothing is worded. */
import { rules } from './catalogue.ts';
import type { CompiledRuleSet } from './compile.ts';
import type { DwellingFacts, HouseholdFacts, Pair } from './facts.ts';
import { BLOCKED, MISSING_BLOCKING } from './rule.ts';
import type { RuleId } from './rule-ids.ts';

/**
 * The rules for which the pair may not be proposed: those that have failed and those that cannot be answered. None when
 * it may be proposed.
 * @param residual what the home would leave to pay, as `residualOf` gives it
 */
export function blockingRules(
	h: HouseholdFacts,
	d: DwellingFacts,
	residual: number,
	{ bitsByRule }: CompiledRuleSet
): RuleId[] {
	const pair: Pair = { h, d, residual, counterpart: null };
	return rules
		.filter((rule) => {
			const bits = bitsByRule.get(rule.id)!;
			const name =
				rule.scope === 'household' ? rule.decide(h) : rule.scope === 'dwelling' ? rule.decide(d) : rule.decide(pair);
			return (bits[name]! & (BLOCKED | MISSING_BLOCKING)) !== 0;
		})
		.map(({ id }) => id);
}

import type { DwellingFacts, HouseholdFacts, Pair } from '../facts.ts';
import type { RuleId } from '../rule-ids.ts';
import type { Rule } from '../rule.ts';

/** A rule answered once for a household. */
export const householdRule = <const Id extends RuleId, const Name extends string>(
	rule: Rule<HouseholdFacts, Id, Name>
) => ({ ...rule, scope: 'household' as const });

/** A rule answered once for a dwelling. */
export const dwellingRule = <const Id extends RuleId, const Name extends string>(
	rule: Rule<DwellingFacts, Id, Name>
) => ({ ...rule, scope: 'dwelling' as const });

/** A rule answered for a household in front of a dwelling. */
export const pairRule = <const Id extends RuleId, const Name extends string>(rule: Rule<Pair, Id, Name>) => ({
	...rule,
	scope: 'pair' as const
});

/** Verdict, cost and wishes of one move, with everything a person needs to read them: kept with the leg. */
import { costOf, type CostComparison } from '../../affordability/cost.ts';
import type { Dwelling } from '../../dwellings/dwelling.ts';
import { compileDwelling, compileHousehold, type CompiledRuleSet } from '../../eligibility/compile.ts';
import { explain, type Explanation } from '../../eligibility/explain.ts';
import { organismRulesOf } from '../../eligibility/settings.ts';
import type { Household } from '../../households/household.ts';
import type { Need } from '../../needs/need.ts';
import { answerWishes, type WishAnswer } from '../../needs/wishes.ts';
import type { PriorityKind } from '../objective-settings.ts';
import { prioritiesEnded } from './objective.ts';

export type Mover = { household: Household; current: Dwelling; need: Need | null };

export type MoveAssessment = {
	verdicts: Explanation;
	cost: CostComparison;
	wishes: WishAnswer[];
	priorities: PriorityKind[];
};

/**
 * Assesses the move of a household to a dwelling on the day of the rule set.
 * @param counterpart in an exchange of two, the household that lives in the dwelling: their right to exchange (law of
 * 6 July 1989, art. 9) is looked at first, and takes the lease over as it is
 */
export function assessMove(
	{ household, current, need }: Mover,
	target: Dwelling,
	compiled: CompiledRuleSet,
	counterpart: Mover | null = null
): MoveAssessment {
	const h = compileHousehold(household, { current, need }, compiled);
	const d = compileDwelling(target, compiled);
	const other = counterpart && compileHousehold(counterpart.household, counterpart, compiled);
	const verdicts = explain(h, d, compiled, other);
	const cost = costOf({
		household,
		target,
		current,
		on: compiled.on,
		settings: organismRulesOf(compiled.rules, target.organismId),
		currentSettings: organismRulesOf(compiled.rules, household.lease.organismId),
		...(verdicts.path === 'RIGHT_ART9' && counterpart && { takenOver: counterpart.household.lease })
	});
	const bills = { today: cost.today?.residualBill ?? NaN, after: cost.after?.residualBill ?? NaN };
	return {
		verdicts,
		cost,
		wishes: answerWishes(need?.wishes ?? [], target, current, bills),
		priorities: prioritiesEnded(h, d, compileDwelling(current, compiled), bills.after)
	};
}

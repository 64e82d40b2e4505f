/** One question of the eligibility door, one answer: the command line and the public query say the same. */
import { costOf, type CostComparison } from '../affordability/cost.ts';
import { firstProblem } from '../affordability/aid-door.ts';
import { compileDwelling, compileHousehold, compileRuleSet } from './compile.ts';
import { dwellingOf, eligibilityInput, householdOf, needOf, type EligibilityInput } from './eligibility.input.ts';
import { explain, type Explanation } from './explain.ts';
import {
	aRuleSet,
	defaultCharter,
	defaultOrganismRules,
	organismRulesOf,
	type OrganismSettings,
	type RuleSet
} from './settings.ts';

/** The explained verdict and the cost of the home. */
export type EligibilityAnswer = Explanation & { cost: CostComparison };

function rulesOf({ territory, date }: EligibilityInput): RuleSet {
	const organisms = Object.fromEntries(
		Object.entries(territory.organisms).map(([organismId, settings]): [string, OrganismSettings] => [
			organismId,
			{ ...defaultOrganismRules, ...settings, organismId, version: '1', from: date }
		])
	);
	return aRuleSet({ ...defaultCharter, ...territory.charter, territoryId: 'request', from: date }, organisms);
}

/** The explained verdict of a question already checked. */
export function answerEligibility(input: EligibilityInput): EligibilityAnswer {
	const ruleSet = rulesOf(input);
	const compiled = compileRuleSet(ruleSet, input.date, input.stage);
	const household = householdOf(input.household, input.date);
	const target = dwellingOf(input.dwelling);
	const current = input.current && dwellingOf(input.current);
	const h = compileHousehold(household, { current, need: input.need && needOf(input.need) }, compiled);
	const counterpart =
		input.counterpart && compileHousehold(householdOf(input.counterpart, input.date), { current: target }, compiled);
	const explanation = explain(h, compileDwelling(target, compiled), compiled, counterpart);
	const isRight = explanation.path === 'RIGHT_ART9';
	return {
		...explanation,
		cost: costOf({
			household,
			target,
			current,
			on: input.date,
			settings: organismRulesOf(ruleSet, target.organismId),
			currentSettings: organismRulesOf(ruleSet, household.lease.organismId),
			...(isRight && input.counterpart && { takenOver: input.counterpart.lease })
		})
	};
}

/** Answers anything one may send: the verdict, or what is wrong with the question. */
export function answerAnyEligibility(item: unknown): EligibilityAnswer | { error: string } {
	const read = eligibilityInput.safeParse(item);
	if (!read.success) return { error: firstProblem(read.error) };
	try {
		return answerEligibility(read.data);
	} catch (error) {
		// Days before the first known figures of the housing aids.
		if (error instanceof RangeError) return { error: error.message };
		throw error;
	}
}

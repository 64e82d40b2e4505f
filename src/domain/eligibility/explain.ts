/** The same answer as the quick verdict, with every reason: built only when someone asks why. */
import type { Day } from '../calendar.ts';
import { ruleOf, rulesOn, type AnyRule, type CaseCode } from './catalogue.ts';
import { effectOf, type CompiledRuleSet } from './compile.ts';
import { residualOf, type DwellingFacts, type HouseholdFacts, type Pair } from './facts.ts';
import type { ExchangePath } from './right-to-exchange.ts';
import type { RuleId } from './rule-ids.ts';
import {
	bitsOf,
	outcomeOf,
	type Effect,
	type Figures,
	type Input,
	type Outcome,
	type Remedy,
	type RuleOwner,
	type Source,
	type Stage,
	type Threshold,
	type Waiver
} from './rule.ts';
import { mayBeProposed, verdictWord, type VerdictWord } from './verdict.ts';

/** What one rule answers for a pair, and why. No sentence here: src/i18n/sentences/rules.ts writes them. */
export type Explained = {
	rule: RuleId;
	code: CaseCode;
	outcome: Outcome;
	/** What the failure does, or would do once the information is there; INFO otherwise. */
	effect: Effect;
	owner: RuleOwner;
	source: Source;
	/** Who may set the failure aside. */
	waivableBy: readonly Waiver[];
	figures: Figures;
	inputs: Input[];
	threshold: Threshold | null;
	/** What would make it pass, computed on this pair. */
	remedies: Remedy[];
};

/** Whether a commission has to look at what a rule answered: it fails, is left to it, or waits for what is not known. */
export const isToJudge = ({ outcome, effect }: Pick<Explained, 'outcome' | 'effect'>): boolean =>
	outcome === 'toCheck' || outcome === 'notMet' || (outcome === 'missing' && effect !== 'INFO');

/** The right of art. 9 follows its own short path: the landlord checks its conditions and nothing else. */

export type Explanation = {
	/** Version of the rules used: with it the answer can be computed again. */
	version: string;
	on: Day;
	stage: Stage;
	path: ExchangePath;
	verdict: number;
	word: VerdictWord;
	mayBeProposed: boolean;
	results: Explained[];
};

function explainRule<Subject>(
	rule: AnyRule & { decide(subject: Subject): string },
	subject: Subject,
	compiled: CompiledRuleSet
): Explained {
	// The subject of a rule is fixed by its scope, which the caller has read.
	const { decide, figures, inputs, threshold, remedies } = rule as unknown as {
		decide(subject: Subject): string;
		figures(subject: Subject): Figures;
		inputs(subject: Subject): Input[];
		threshold?(subject: Subject): Threshold | null;
		remedies?(subject: Subject, name: string): Remedy[];
	};
	const name = decide(subject);
	const answer = rule.cases[name]!;
	const effect = effectOf(rule, answer, compiled.stage, compiled.charter);
	return {
		rule: rule.id,
		code: `${rule.id}/${name}` as CaseCode,
		outcome: outcomeOf(answer.kind, effect),
		effect,
		owner: rule.owner,
		source: rule.source,
		waivableBy: rule.waivableBy,
		figures: figures(subject),
		inputs: inputs(subject),
		threshold: threshold?.(subject) ?? null,
		remedies: remedies?.(subject, name) ?? []
	};
}

function explainFor(rule: AnyRule, pair: Pair, compiled: CompiledRuleSet): Explained {
	if (rule.scope === 'household') return explainRule(rule, pair.h, compiled);
	if (rule.scope === 'dwelling') return explainRule(rule, pair.d, compiled);
	return explainRule(rule, pair, compiled);
}

/**
 * Every rule of a pair that is in force that day, in the order of the book.
 * @param counterpart the household that lives in the dwelling and would take the home of the first, if there is one:
 * the right to exchange is then looked at first
 */
export function explain(
	h: HouseholdFacts,
	d: DwellingFacts,
	compiled: CompiledRuleSet,
	counterpart: HouseholdFacts | null = null
): Explanation {
	const pair: Pair = { h, d, residual: residualOf(h, d), counterpart };
	const right = explainFor(ruleOf('EXC-01'), pair, compiled);
	const isRight = right.code === 'EXC-01/right';
	const results = isRight ? [right] : rulesOn(compiled.on).map((rule) => explainFor(rule, pair, compiled));
	const verdict = results.reduce((bits, result) => {
		const { kind } = ruleOf(result.rule).cases[result.code.slice(result.rule.length + 1)]!;
		return bits | bitsOf(kind, result.effect);
	}, 0);
	return {
		version: compiled.rules.version,
		on: compiled.on,
		stage: compiled.stage,
		path: isRight ? 'RIGHT_ART9' : 'ORDINARY',
		verdict,
		word: verdictWord(verdict),
		mayBeProposed: mayBeProposed(verdict),
		results
	};
}

import type { CandidacyAction } from '../demands/candidacy.workflow.ts';
import type { Dwelling } from '../dwellings/dwelling.ts';
import type { Household } from '../households/household.ts';

/** What a commission may decide (CCH R.441-3, a to e); POSTPONED is internal and never notified. */
export const decisionKinds = [
	'AWARD',
	'AWARD_RANKED',
	'AWARD_CONDITIONAL',
	'NON_AWARD',
	'INADMISSIBLE',
	'POSTPONED'
] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** The step of the candidacy that each decision makes. */
export const candidacyActionOf: Record<DecisionKind, CandidacyAction> = {
	AWARD: 'award',
	AWARD_RANKED: 'awardRanked',
	AWARD_CONDITIONAL: 'awardConditional',
	NON_AWARD: 'refuseAward',
	INADMISSIBLE: 'declareInadmissible',
	POSTPONED: 'postpone'
};

/**
 * What a decision does at once to the leg of the chain. An award is one for the first rank only, and under condition
 * once the condition is met; a postponement leaves the chain as it is.
 */
export function legEffectOf(kind: DecisionKind, rank: number | null): 'award' | 'refuse' | null {
	if (kind === 'AWARD' || (kind === 'AWARD_RANKED' && rank === 1)) return 'award';
	return kind === 'NON_AWARD' || kind === 'INADMISSIBLE' ? 'refuse' : null;
}

export const inadmissibleMotives = ['INC', 'SEJ', 'NUM'] as const;
export const nonAwardMotives = ['OWN', 'DOC', 'FRD', 'SIZ', 'ACC', 'LOC', 'AFF', 'SUP', 'BEH', 'DEB', 'OTH'] as const;
export const postponementMotives = [
	'DOCUMENT',
	'SITUATION',
	'VISIT',
	'SOCIAL_DIAGNOSIS',
	'RESERVER',
	'OTHER_LEGS'
] as const;
export const decisionMotives = [...inadmissibleMotives, ...nonAwardMotives, ...postponementMotives] as const;
export type DecisionMotive = (typeof decisionMotives)[number];

/** The motives that may accompany each decision; an award needs none. */
export const motivesOf: Record<DecisionKind, readonly DecisionMotive[]> = {
	AWARD: [],
	AWARD_RANKED: [],
	AWARD_CONDITIONAL: [],
	NON_AWARD: nonAwardMotives,
	INADMISSIBLE: inadmissibleMotives,
	POSTPONED: postponementMotives
};

/**
 * Why fewer than three candidates were examined for the dwelling (CCH R.441-3). An exchange is not among the
 * exceptions of the text: EXCHANGE_LOCAL_RULE needs the organism's own règlement intérieur to allow it.
 */
export const fewerThanThreeReasons = [
	'DALO',
	'INSUFFICIENT_CANDIDATES',
	'PLAI_ADAPTED',
	'EXCHANGE_LOCAL_RULE'
] as const;
export type FewerThanThreeReason = (typeof fewerThanThreeReasons)[number];

/** The exceptions that this household and this dwelling may call upon; the organism's own rule is another matter. */
export const fewerThanThreeReasonsFor = (
	household: Pick<Household, 'hasDalo'>,
	target: Pick<Dwelling, 'financing'>
): FewerThanThreeReason[] =>
	fewerThanThreeReasons.filter(
		(reason) => (reason !== 'DALO' || household.hasDalo) && (reason !== 'PLAI_ADAPTED' || target.financing === 'PLAI')
	);

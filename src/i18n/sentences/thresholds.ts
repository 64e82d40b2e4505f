/** The thresholds of an organism, said: what each is, what is wrong in a draft, why it is not put in force. */
import type { AffordabilitySettings } from '#domain/affordability/settings.ts';
import type { RuleDraftError } from '#domain/eligibility/rule-version.input.ts';
import type { ActivationRefusal } from '#domain/eligibility/rule-version.ts';
import * as m from '../paraglide/messages.js';
import * as format from './format.ts';

type Sentences<Code extends string> = Record<Code, () => string>;

export const thresholdNames: Sentences<keyof AffordabilitySettings> = {
	effortRateMax: m.gestion_threshold_effort,
	livingAllowanceMin: m.gestion_threshold_allowance,
	livingAllowancePer: m.gestion_threshold_per,
	livingAllowanceDivisor: m.gestion_threshold_divisor,
	countVisitingChildren: m.gestion_threshold_visiting,
	estimateSpread: m.gestion_threshold_spread,
	appliesRls: m.gestion_threshold_rls
};

export const allowancePeriodNames = { DAY: m.gestion_per_day, MONTH: m.gestion_per_month };
export const allowanceDivisorNames = { UC: m.gestion_per_unit, PERSONS: m.gestion_per_person };

const yesOrNo = (value: boolean) => (value ? m.gestion_yes() : m.gestion_no());

/** The thresholds line by line. */
export const thresholdRows = (settings: AffordabilitySettings): { term: string; value: string }[] => [
	{ term: thresholdNames.effortRateMax(), value: format.percent(settings.effortRateMax, 1) },
	{
		term: thresholdNames.livingAllowanceMin(),
		value:
			settings.livingAllowanceMin === null
				? m.gestion_threshold_not_set()
				: m.gestion_threshold_allowance_line({
						amount: format.euros(settings.livingAllowanceMin, { cents: true }),
						per: allowancePeriodNames[settings.livingAllowancePer](),
						divisor: allowanceDivisorNames[settings.livingAllowanceDivisor]()
					})
	},
	{ term: thresholdNames.countVisitingChildren(), value: yesOrNo(settings.countVisitingChildren) },
	{ term: thresholdNames.estimateSpread(), value: format.percent(settings.estimateSpread, 1) },
	{ term: thresholdNames.appliesRls(), value: yesOrNo(settings.appliesRls) }
];

/** What may be wrong in a draft of thresholds; the other codes are those of a charter. */
export const thresholdErrors: Sentences<
	Extract<
		RuleDraftError,
		'ANSWER_MISSING' | 'PERCENT_WRONG' | 'AMOUNT_WRONG' | 'REFERENCE_LONG' | 'RULES_DAY_MISSING' | 'RULES_DAY_WRONG'
	>
> = {
	ANSWER_MISSING: m.gestion_error_answer,
	PERCENT_WRONG: m.gestion_error_percent,
	AMOUNT_WRONG: m.gestion_error_amount,
	REFERENCE_LONG: m.gestion_error_reference,
	RULES_DAY_MISSING: m.gestion_error_day,
	RULES_DAY_WRONG: m.gestion_error_day
};

export const ruleRefusals: Sentences<ActivationRefusal | 'KEY_REUSED'> = {
	RULES_NO_DRAFT: m.gestion_rules_refusal_no_draft,
	RULES_DRAFT_CHANGED: m.gestion_rules_refusal_changed,
	RULES_REFERENCE_MISSING: m.gestion_rules_refusal_reference,
	RULES_IN_THE_PAST: m.gestion_rules_refusal_past,
	RULES_UNCHANGED: m.gestion_rules_refusal_unchanged,
	KEY_REUSED: m.gestion_key_reused
};

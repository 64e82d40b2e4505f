/**
 * What each rule answers, said to the tenant and to staff. The tables are exhaustive by type: a case of a rule
 * without its two sentences does not compile.
 */
import type { CaseCode } from '#domain/eligibility/catalogue.ts';
import type { Explained } from '#domain/eligibility/explain.ts';
import type { RuleId } from '#domain/eligibility/rule-ids.ts';
import type { Outcome } from '#domain/eligibility/rule.ts';
import type { VerdictWord } from '#domain/eligibility/verdict.ts';
import * as m from '../paraglide/messages.js';
import { figuresFrom, remedySentence, words, type Words } from './rule-words.ts';

/** Who reads. */
export type Audience = 'tenant' | 'staff';

/** The name of a rule, as the title of its card. */
export const ruleTitles: Record<RuleId, () => string> = {
	'ADM-01': m.rules_adm01_title,
	'ADM-02': m.rules_adm02_title,
	'ADM-03': m.rules_adm03_title,
	'ADM-04': m.rules_adm04_title,
	'ADM-05': m.rules_adm05_title,
	'ADM-06': m.rules_adm06_title,
	'INC-01': m.rules_inc01_title,
	'INC-02': m.rules_inc02_title,
	'INC-03': m.rules_inc03_title,
	'INC-04': m.rules_inc04_title,
	'INC-05': m.rules_inc05_title,
	'INC-06': m.rules_inc06_title,
	'INC-07': m.rules_inc07_title,
	'SOL-01': m.rules_sol01_title,
	'SOL-02': m.rules_sol02_title,
	'SOL-03': m.rules_sol03_title,
	'SOL-04': m.rules_sol04_title,
	'SOL-05': m.rules_sol05_title,
	'OCC-01': m.rules_occ01_title,
	'OCC-02': m.rules_occ02_title,
	'OCC-03': m.rules_occ03_title,
	'OCC-04': m.rules_occ04_title,
	'OCC-05': m.rules_occ05_title,
	'PRI-01': m.rules_pri01_title,
	'PRI-02': m.rules_pri02_title,
	'PRI-03': m.rules_pri03_title,
	'PRI-04': m.rules_pri04_title,
	'PRI-05': m.rules_pri05_title,
	'PRI-06': m.rules_pri06_title,
	'RES-01': m.rules_res01_title,
	'RES-02': m.rules_res02_title,
	'EXC-01': m.rules_exc01_title,
	'EXC-02': m.rules_exc02_title,
	'EXC-03': m.rules_exc03_title,
	'EXC-04': m.rules_exc04_title,
	'EXC-05': m.rules_exc05_title,
	'EXC-06': m.rules_exc06_title
};

/** What a rule asks, in one sentence: help, and the rule book. */
export const ruleAsks: Record<RuleId, () => string> = {
	'ADM-01': m.rules_adm01_asks,
	'ADM-02': m.rules_adm02_asks,
	'ADM-03': m.rules_adm03_asks,
	'ADM-04': m.rules_adm04_asks,
	'ADM-05': m.rules_adm05_asks,
	'ADM-06': m.rules_adm06_asks,
	'INC-01': m.rules_inc01_asks,
	'INC-02': m.rules_inc02_asks,
	'INC-03': m.rules_inc03_asks,
	'INC-04': m.rules_inc04_asks,
	'INC-05': m.rules_inc05_asks,
	'INC-06': m.rules_inc06_asks,
	'INC-07': m.rules_inc07_asks,
	'SOL-01': m.rules_sol01_asks,
	'SOL-02': m.rules_sol02_asks,
	'SOL-03': m.rules_sol03_asks,
	'SOL-04': m.rules_sol04_asks,
	'SOL-05': m.rules_sol05_asks,
	'OCC-01': m.rules_occ01_asks,
	'OCC-02': m.rules_occ02_asks,
	'OCC-03': m.rules_occ03_asks,
	'OCC-04': m.rules_occ04_asks,
	'OCC-05': m.rules_occ05_asks,
	'PRI-01': m.rules_pri01_asks,
	'PRI-02': m.rules_pri02_asks,
	'PRI-03': m.rules_pri03_asks,
	'PRI-04': m.rules_pri04_asks,
	'PRI-05': m.rules_pri05_asks,
	'PRI-06': m.rules_pri06_asks,
	'RES-01': m.rules_res01_asks,
	'RES-02': m.rules_res02_asks,
	'EXC-01': m.rules_exc01_asks,
	'EXC-02': m.rules_exc02_asks,
	'EXC-03': m.rules_exc03_asks,
	'EXC-04': m.rules_exc04_asks,
	'EXC-05': m.rules_exc05_asks,
	'EXC-06': m.rules_exc06_asks
};

/** The verdict of a pair. */
export const verdictNames: Record<VerdictWord, () => string> = {
	fine: m.rules_verdict_fine,
	check: m.rules_verdict_check,
	missing: m.rules_verdict_missing,
	blocked: m.rules_verdict_blocked
};

type Say = (said: Words) => string;

const sentences: Record<CaseCode, readonly [tenant: Say, staff: Say]> = {
	'ADM-01/registered': [m.rules_adm01_registered_tenant, m.rules_adm01_registered_staff],
	'ADM-01/oddFormat': [m.rules_adm01_odd_format_tenant, m.rules_adm01_odd_format_staff],
	'ADM-01/none': [m.rules_adm01_none_tenant, m.rules_adm01_none_staff],
	'ADM-01/unknown': [m.rules_adm01_unknown_tenant, m.rules_adm01_unknown_staff],
	'ADM-02/valid': [m.rules_adm02_valid_tenant, m.rules_adm02_valid_staff],
	'ADM-02/endsSoon': [m.rules_adm02_ends_soon_tenant, m.rules_adm02_ends_soon_staff],
	'ADM-02/expired': [m.rules_adm02_expired_tenant, m.rules_adm02_expired_staff],
	'ADM-02/noNumber': [m.rules_not_concerned, m.rules_not_concerned_staff],
	'ADM-03/regular': [m.rules_adm03_regular_tenant, m.rules_adm03_regular_staff],
	'ADM-03/irregular': [m.rules_adm03_irregular_tenant, m.rules_adm03_irregular_staff],
	'ADM-03/unknown': [m.rules_adm03_unknown_tenant, m.rules_adm03_unknown_staff],
	'ADM-04/main': [m.rules_adm04_main_tenant, m.rules_adm04_main_staff],
	'ADM-04/notMain': [m.rules_adm04_not_main_tenant, m.rules_adm04_not_main_staff],
	'ADM-04/unknown': [m.rules_adm04_unknown_tenant, m.rules_adm04_unknown_staff],
	'ADM-05/none': [m.rules_adm05_none_tenant, m.rules_adm05_none_staff],
	'ADM-05/owner': [m.rules_adm05_owner_tenant, m.rules_adm05_owner_staff],
	'ADM-05/unknown': [m.rules_adm05_unknown_tenant, m.rules_adm05_unknown_staff],
	'ADM-06/complete': [m.rules_adm06_complete_tenant, m.rules_adm06_complete_staff],
	'ADM-06/incomplete': [m.rules_adm06_incomplete_tenant, m.rules_adm06_incomplete_staff],
	'ADM-06/unknown': [m.rules_adm06_unknown_tenant, m.rules_adm06_unknown_staff],
	'INC-01/under': [m.rules_inc01_under_tenant, m.rules_inc01_under_staff],
	'INC-01/waivedByArea': [m.rules_inc01_waived_by_area_tenant, m.rules_inc01_waived_by_area_staff],
	'INC-01/waivedUnderOccupation': [
		m.rules_inc01_waived_under_occupation_tenant,
		m.rules_inc01_waived_under_occupation_staff
	],
	'INC-01/waivedAdapted': [m.rules_inc01_waived_adapted_tenant, m.rules_inc01_waived_adapted_staff],
	'INC-01/underOccupationToDecide': [
		m.rules_inc01_under_occupation_to_decide_tenant,
		m.rules_inc01_under_occupation_to_decide_staff
	],
	'INC-01/adaptedToDecide': [m.rules_inc01_adapted_to_decide_tenant, m.rules_inc01_adapted_to_decide_staff],
	'INC-01/quotaToDecide': [m.rules_inc01_quota_to_decide_tenant, m.rules_inc01_quota_to_decide_staff],
	'INC-01/over': [m.rules_inc01_over_tenant, m.rules_inc01_over_staff],
	'INC-01/incomeUnknown': [m.rules_inc01_income_unknown_tenant, m.rules_inc01_income_unknown_staff],
	'INC-01/ceilingUnknown': [m.rules_inc01_ceiling_unknown_tenant, m.rules_inc01_ceiling_unknown_staff],
	'INC-01/compositionUnclear': [m.rules_inc01_composition_unclear_tenant, m.rules_inc01_composition_unclear_staff],
	'INC-01/rentUnknown': [m.rules_inc01_rent_unknown_tenant, m.rules_inc01_rent_unknown_staff],
	'INC-01/currentUnknown': [m.rules_inc01_current_unknown_tenant, m.rules_inc01_current_unknown_staff],
	'INC-02/referenceYear': [m.rules_inc02_reference_year_tenant, m.rules_inc02_reference_year_staff],
	'INC-02/recentFall': [m.rules_inc02_recent_fall_tenant, m.rules_inc02_recent_fall_staff],
	'INC-02/ownIncomeOnly': [m.rules_inc02_own_income_only_tenant, m.rules_inc02_own_income_only_staff],
	'INC-02/lowerWithoutProof': [m.rules_inc02_lower_without_proof_tenant, m.rules_inc02_lower_without_proof_staff],
	'INC-02/unknown': [m.rules_inc02_unknown_tenant, m.rules_inc02_unknown_staff],
	'INC-03/open': [m.rules_inc03_open_tenant, m.rules_inc03_open_staff],
	'INC-03/rentNotLower': [m.rules_inc03_rent_not_lower_tenant, m.rules_inc03_rent_not_lower_staff],
	'INC-03/stillTooLarge': [m.rules_inc03_still_too_large_tenant, m.rules_inc03_still_too_large_staff],
	'INC-03/rentUnknown': [m.rules_inc03_rent_unknown_tenant, m.rules_inc03_rent_unknown_staff],
	'INC-03/currentUnknown': [m.rules_inc03_current_unknown_tenant, m.rules_inc03_current_unknown_staff],
	'INC-03/notConcerned': [m.rules_not_concerned, m.rules_not_concerned_staff],
	'INC-04/open': [m.rules_inc04_open_tenant, m.rules_inc04_open_staff],
	'INC-04/rentNotLower': [m.rules_inc04_rent_not_lower_tenant, m.rules_inc04_rent_not_lower_staff],
	'INC-04/rentUnknown': [m.rules_inc04_rent_unknown_tenant, m.rules_inc04_rent_unknown_staff],
	'INC-04/departureUnknown': [m.rules_inc04_departure_unknown_tenant, m.rules_inc04_departure_unknown_staff],
	'INC-04/notConcerned': [m.rules_not_concerned, m.rules_not_concerned_staff],
	'INC-05/inArea': [m.rules_inc05_in_area_tenant, m.rules_inc05_in_area_staff],
	'INC-05/outside': [m.rules_not_concerned, m.rules_not_concerned_staff],
	'INC-06/countsUnder60': [m.rules_inc06_counts_under60_tenant, m.rules_inc06_counts_under60_staff],
	'INC-06/quotaReached': [m.rules_inc06_quota_reached_tenant, m.rules_inc06_quota_reached_staff],
	'INC-06/quotaNotReached': [m.rules_inc06_quota_not_reached_tenant, m.rules_inc06_quota_not_reached_staff],
	'INC-06/countersUnknown': [m.rules_inc06_counters_unknown_tenant, m.rules_inc06_counters_unknown_staff],
	'INC-06/notConcerned': [m.rules_not_concerned, m.rules_not_concerned_staff],
	'INC-07/none': [m.rules_inc07_none_tenant, m.rules_inc07_none_staff],
	'INC-07/supplement': [m.rules_inc07_supplement_tenant, m.rules_inc07_supplement_staff],
	'INC-07/lossOfRight': [m.rules_inc07_loss_of_right_tenant, m.rules_inc07_loss_of_right_staff],
	'INC-07/unknown': [m.rules_inc07_unknown_tenant, m.rules_inc07_unknown_staff],
	'SOL-01/within': [m.rules_sol01_within_tenant, m.rules_sol01_within_staff],
	'SOL-01/above': [m.rules_sol01_above_tenant, m.rules_sol01_above_staff],
	'SOL-01/noResources': [m.rules_sol01_no_resources_tenant, m.rules_sol01_no_resources_staff],
	'SOL-01/unknown': [m.rules_sol01_unknown_tenant, m.rules_sol01_unknown_staff],
	'SOL-02/enough': [m.rules_sol02_enough_tenant, m.rules_sol02_enough_staff],
	'SOL-02/low': [m.rules_sol02_low_tenant, m.rules_sol02_low_staff],
	'SOL-02/noThreshold': [m.rules_sol02_no_threshold_tenant, m.rules_sol02_no_threshold_staff],
	'SOL-02/unknown': [m.rules_sol02_unknown_tenant, m.rules_sol02_unknown_staff],
	'SOL-03/cheaper': [m.rules_sol03_cheaper_tenant, m.rules_sol03_cheaper_staff],
	'SOL-03/same': [m.rules_sol03_same_tenant, m.rules_sol03_same_staff],
	'SOL-03/dearer': [m.rules_sol03_dearer_tenant, m.rules_sol03_dearer_staff],
	'SOL-03/rentUnknown': [m.rules_sol03_rent_unknown_tenant, m.rules_sol03_rent_unknown_staff],
	'SOL-03/unknown': [m.rules_sol03_unknown_tenant, m.rules_sol03_unknown_staff],
	'SOL-04/none': [m.rules_sol04_none_tenant, m.rules_sol04_none_staff],
	'SOL-04/planRespected': [m.rules_sol04_plan_respected_tenant, m.rules_sol04_plan_respected_staff],
	'SOL-04/noPlan': [m.rules_sol04_no_plan_tenant, m.rules_sol04_no_plan_staff],
	'SOL-04/unknown': [m.rules_sol04_unknown_tenant, m.rules_sol04_unknown_staff],
	'SOL-05/kept': [m.rules_sol05_kept_tenant, m.rules_sol05_kept_staff],
	'SOL-05/litigation': [m.rules_sol05_litigation_tenant, m.rules_sol05_litigation_staff],
	'SOL-05/notice': [m.rules_sol05_notice_tenant, m.rules_sol05_notice_staff],
	'SOL-05/breach': [m.rules_sol05_breach_tenant, m.rules_sol05_breach_staff],
	'SOL-05/notInsured': [m.rules_sol05_not_insured_tenant, m.rules_sol05_not_insured_staff],
	'SOL-05/unknown': [m.rules_sol05_unknown_tenant, m.rules_sol05_unknown_staff],
	'OCC-01/fits': [m.rules_occ01_fits_tenant, m.rules_occ01_fits_staff],
	'OCC-01/tooLarge': [m.rules_occ01_too_large_tenant, m.rules_occ01_too_large_staff],
	'OCC-02/largeEnough': [m.rules_occ02_large_enough_tenant, m.rules_occ02_large_enough_staff],
	'OCC-02/tooSmall': [m.rules_occ02_too_small_tenant, m.rules_occ02_too_small_staff],
	'OCC-03/decent': [m.rules_occ03_decent_tenant, m.rules_occ03_decent_staff],
	'OCC-03/notDecent': [m.rules_occ03_not_decent_tenant, m.rules_occ03_not_decent_staff],
	'OCC-03/unknown': [m.rules_occ03_unknown_tenant, m.rules_occ03_unknown_staff],
	'OCC-04/fits': [m.rules_occ04_fits_tenant, m.rules_occ04_fits_staff],
	'OCC-04/gaps': [m.rules_occ04_gaps_tenant, m.rules_occ04_gaps_staff],
	'OCC-04/billUnknown': [m.rules_occ04_bill_unknown_tenant, m.rules_occ04_bill_unknown_staff],
	'OCC-04/noNeed': [m.rules_not_concerned, m.rules_not_concerned_staff],
	'OCC-05/suits': [m.rules_occ05_suits_tenant, m.rules_occ05_suits_staff],
	'OCC-05/unmetNeeds': [m.rules_occ05_unmet_needs_tenant, m.rules_occ05_unmet_needs_staff],
	'OCC-05/adaptedWithoutNeed': [m.rules_occ05_adapted_without_need_tenant, m.rules_occ05_adapted_without_need_staff],
	'PRI-01/inGroup': [m.rules_pri01_in_group_tenant, m.rules_pri01_in_group_staff],
	'PRI-01/none': [m.rules_not_concerned, m.rules_not_concerned_staff],
	'PRI-01/notReviewed': [m.rules_pri01_not_reviewed_tenant, m.rules_pri01_not_reviewed_staff],
	'PRI-02/holder': [m.rules_pri02_holder_tenant, m.rules_pri02_holder_staff],
	'PRI-02/none': [m.rules_not_concerned, m.rules_not_concerned_staff],
	'PRI-03/meets': [m.rules_pri03_meets_tenant, m.rules_pri03_meets_staff],
	'PRI-03/none': [m.rules_not_concerned, m.rules_not_concerned_staff],
	'PRI-03/notReviewed': [m.rules_pri03_not_reviewed_tenant, m.rules_pri03_not_reviewed_staff],
	'PRI-04/counted': [m.rules_pri04_counted_tenant, m.rules_pri04_counted_staff],
	'PRI-04/abnormallyLong': [m.rules_pri04_abnormally_long_tenant, m.rules_pri04_abnormally_long_staff],
	'PRI-04/unknown': [m.rules_pri04_unknown_tenant, m.rules_pri04_unknown_staff],
	'PRI-05/known': [m.rules_pri05_known_tenant, m.rules_pri05_known_staff],
	'PRI-05/none': [m.rules_not_concerned, m.rules_not_concerned_staff],
	'PRI-06/outsideQuarter': [m.rules_pri06_outside_quarter_tenant, m.rules_pri06_outside_quarter_staff],
	'PRI-06/insideQuarter': [m.rules_pri06_inside_quarter_tenant, m.rules_pri06_inside_quarter_staff],
	'RES-01/free': [m.rules_res01_free_tenant, m.rules_res01_free_staff],
	'RES-01/agreed': [m.rules_res01_agreed_tenant, m.rules_res01_agreed_staff],
	'RES-01/identified': [m.rules_res01_identified_tenant, m.rules_res01_identified_staff],
	'RES-01/flowInternal': [m.rules_res01_flow_internal_tenant, m.rules_res01_flow_internal_staff],
	'RES-01/flowBetweenOrganisms': [
		m.rules_res01_flow_between_organisms_tenant,
		m.rules_res01_flow_between_organisms_staff
	],
	'RES-01/flowAgreed': [m.rules_res01_flow_agreed_tenant, m.rules_res01_flow_agreed_staff],
	'RES-02/reserverHasTime': [m.rules_res02_reserver_has_time_tenant, m.rules_res02_reserver_has_time_staff],
	'RES-02/notConcerned': [m.rules_not_concerned, m.rules_not_concerned_staff],
	'EXC-01/right': [m.rules_exc01_right_tenant, m.rules_exc01_right_staff],
	'EXC-01/noRight': [m.rules_exc01_no_right_tenant, m.rules_exc01_no_right_staff],
	'EXC-01/notAnExchangeOfTwo': [m.rules_not_concerned, m.rules_not_concerned_staff],
	'EXC-02/allowed': [m.rules_exc02_allowed_tenant, m.rules_exc02_allowed_staff],
	'EXC-02/leaseExcluded': [m.rules_exc02_lease_excluded_tenant, m.rules_exc02_lease_excluded_staff],
	'EXC-02/homeExcluded': [m.rules_exc02_home_excluded_tenant, m.rules_exc02_home_excluded_staff],
	'EXC-02/targetExcluded': [m.rules_exc02_target_excluded_tenant, m.rules_exc02_target_excluded_staff],
	'EXC-02/homeUnknown': [m.rules_exc02_home_unknown_tenant, m.rules_exc02_home_unknown_staff],
	'EXC-03/readOnTheChain': [m.rules_not_concerned, m.rules_not_concerned_staff],
	'EXC-04/insideOrganism': [m.rules_exc04_inside_organism_tenant, m.rules_exc04_inside_organism_staff],
	'EXC-04/betweenOrganisms': [m.rules_exc04_between_organisms_tenant, m.rules_exc04_between_organisms_staff],
	'EXC-05/due': [m.rules_exc05_due_tenant, m.rules_exc05_due_staff],
	'EXC-05/notDue': [m.rules_exc05_not_due_tenant, m.rules_exc05_not_due_staff],
	'EXC-05/listUnknown': [m.rules_exc05_list_unknown_tenant, m.rules_exc05_list_unknown_staff],
	'EXC-06/vacant': [m.rules_exc06_vacant_tenant, m.rules_exc06_vacant_staff],
	'EXC-06/occupied': [m.rules_exc06_occupied_tenant, m.rules_exc06_occupied_staff]
};

/** What the rule answered, for a reader. */
export function ruleSentence(result: Explained, audience: Audience): string {
	const [tenant, staff] = sentences[result.code];
	return (audience === 'tenant' ? tenant : staff)(words(result));
}

const staffWords: Record<Exclude<Outcome, 'toCheck'>, () => string> = {
	met: m.rules_word_met,
	waived: m.rules_word_waived,
	notMet: m.rules_word_not_met,
	missing: m.rules_word_missing,
	info: m.rules_word_info,
	notConcerned: m.rules_word_not_concerned
};

/** The outcome in a word for staff: « À examiner par la commission », « Alerte »… */
export const outcomeWord = ({ outcome, effect }: Explained): string =>
	outcome === 'toCheck'
		? effect === 'CAL'
			? m.rules_word_to_check_cal()
			: m.rules_word_to_check_warn()
		: staffWords[outcome]();

/** The outcome in a word, where only that is kept of an answer: on the sheet of a case. */
export const outcomeNames: Record<Outcome, () => string> = { ...staffWords, toCheck: m.rules_word_to_check_cal };

/** What a card of a rule shows; the props of the component RuleCard. */
export type RuleCardContent = {
	outcome: 'met' | 'toCheck' | 'notMet' | 'missing';
	title: string;
	sentence: string;
	/** Where each figure comes from. */
	figuresFrom?: string;
	source?: string;
	word?: string;
	/** What would make the condition met, computed on this very pair. */
	wouldPass?: string[];
};

const cardOutcomes: Record<Outcome, RuleCardContent['outcome'] | null> = {
	met: 'met',
	waived: 'met',
	toCheck: 'toCheck',
	notMet: 'notMet',
	missing: 'missing',
	info: 'met',
	notConcerned: null
};

/**
 * The card of a rule; null when there is nothing to show the reader. A tenant sees the conditions, never what is only
 * kept for information, nor an information that bars nothing.
 */
export function ruleCard(result: Explained, audience: Audience): RuleCardContent | null {
	const outcome = cardOutcomes[result.outcome];
	const isInformation = result.outcome === 'info' || (result.outcome === 'missing' && result.effect === 'INFO');
	if (outcome === null || (audience === 'tenant' && isInformation)) return null;
	const from = figuresFrom(result);
	const changes = outcome === 'met' ? [] : remedySentences(result);
	return {
		outcome,
		title: ruleTitles[result.rule](),
		sentence: ruleSentence(result, audience),
		...(from && { figuresFrom: from }),
		...(changes.length > 0 && { wouldPass: changes }),
		...(audience === 'staff' && { source: result.source.text, word: outcomeWord(result) })
	};
}

/** What would make the rule pass, one sentence each; computed on this pair. */
export const remedySentences = (result: Explained): string[] =>
	result.remedies.map((remedy) => remedySentence(remedy, result.threshold));

/** The local criteria, and what an officer noted of each for a household. */
import type { LocalCriterion } from '#domain/eligibility/settings.ts';
import type { CriterionProof } from '#domain/households/household.ts';
import type { CriterionAnswer, CriterionError, CriterionRefusal } from '#domain/households/criterion-check.ts';
import * as m from '../paraglide/messages.js';
import { getLocale } from '../paraglide/runtime.js';

/** A criterion as its owner named it, in the language of the page. */
export const criterionName = ({ labelFr, labelEn }: Pick<LocalCriterion, 'labelFr' | 'labelEn'>): string =>
	getLocale() === 'fr' ? labelFr : labelEn;

export const criterionProofNames: Record<CriterionProof, () => string> = {
	document: m.criteria_proof_document,
	attestation: m.criteria_proof_attestation,
	landlordFile: m.criteria_proof_landlord_file
};

export const criterionAnswerNames: Record<CriterionAnswer, () => string> = {
	met: m.criteria_answer_met,
	notMet: m.criteria_answer_not_met,
	notReviewed: m.criteria_answer_not_reviewed
};

export const criterionErrors: Record<CriterionError, () => string> = {
	CRITERION_ANSWER_MISSING: m.criteria_error_answer,
	CRITERION_PROOF_MISSING: m.criteria_error_proof
};

export const criterionRefusals: Record<CriterionRefusal | 'KEY_REUSED', () => string> = {
	CRITERION_NOT_IN_FORCE: m.criteria_refusal_not_found,
	HOUSEHOLD_NOT_FOUND: m.criteria_refusal_not_found,
	KEY_REUSED: m.regles_refusal_key
};

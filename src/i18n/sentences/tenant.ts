/** What is asked of a household on its way through an exchange, and what it is told, in its own words. */
import type { NextAction } from '#domain/households/next-action.ts';
import type { DecisionKind } from '#domain/commissions/decision.ts';
import type { ChainStage } from '#domain/proposals/stages.ts';
import type { VisitTimeError } from '#domain/proposals/visit.input.ts';
import type { VisitRefusal } from '#domain/proposals/visit.ts';
import * as m from '../paraglide/messages.js';
import * as format from './format.ts';

type Sentences<Code extends string> = Record<Code, () => string>;

/** The questions that are put to a household. */
export type Question = 'proposal' | 'visit' | 'commitment' | 'offer';

export type QuestionWords = {
	title: () => string;
	/** The answer on the page of the choice. */
	yes: () => string;
	reviewTitle: () => string;
	/** What the yes means, one sentence each. */
	means: (() => string)[];
	button: () => string;
	refuse: () => string;
};

export const questionWords: Record<Question, QuestionWords> = {
	proposal: {
		title: m.tenant_answer_title_proposal,
		yes: m.tenant_answer_yes_proposal,
		reviewTitle: m.tenant_yes_title_proposal,
		means: [m.tenant_yes_means_proposal_1, m.tenant_yes_means_proposal_2],
		button: m.tenant_yes_button_proposal,
		refuse: m.tenant_no_button
	},
	visit: {
		title: m.tenant_answer_title_visit,
		yes: m.tenant_answer_yes_visit,
		reviewTitle: m.tenant_yes_title_visit,
		means: [m.tenant_yes_means_visit_1, m.tenant_yes_means_visit_2],
		button: m.tenant_yes_button_visit,
		refuse: m.tenant_no_button
	},
	commitment: {
		title: m.tenant_answer_title_commitment,
		yes: m.tenant_answer_yes_commitment,
		reviewTitle: m.tenant_yes_title_commitment,
		means: [m.tenant_yes_means_commitment_1, m.tenant_yes_means_commitment_2, m.tenant_yes_means_commitment_3],
		button: m.tenant_yes_button_commitment,
		refuse: m.tenant_no_button
	},
	offer: {
		title: m.tenant_answer_title_offer,
		yes: m.tenant_answer_yes_offer,
		reviewTitle: m.tenant_yes_title_offer,
		means: [m.tenant_yes_means_offer_1, m.tenant_yes_means_offer_2],
		button: m.tenant_yes_button_offer,
		refuse: m.tenant_no_button_offer
	}
};

/** What the yes means in an exchange as of right, where no commission decides. */
export const meansAsOfRight: Partial<Record<Question, (() => string)[]>> = {
	commitment: [m.tenant_yes_means_commitment_right_1, m.tenant_yes_means_commitment_right_2]
};

export const declineErrors: Sentences<'MOTIVE_NOT_CHOSEN' | 'NOTE_TOO_LONG'> = {
	MOTIVE_NOT_CHOSEN: m.tenant_no_error_motive,
	NOTE_TOO_LONG: m.tenant_no_error_note
};

/** « 82 € de moins par mois ». */
export function differenceSentence(difference: number): string {
	const euros = Math.round(difference);
	if (euros === 0) return m.tenant_same();
	const amount = format.euros(Math.abs(euros));
	return euros < 0 ? m.tenant_less({ amount }) : m.tenant_more({ amount });
}

/** How far the stage under way has gone; the first stage has no count, the last one has a day. */
export function stageNote(
	stage: ChainStage,
	{ done, total }: { done: number; total: number },
	signingDay: string | null
): string | undefined {
	const notes: Partial<Record<ChainStage, (said: { count: number; total: number }) => string>> = {
		answers: m.tenant_note_answers,
		visits: m.tenant_note_visits,
		commitment: m.tenant_note_commitment,
		instruction: m.tenant_note_instruction,
		commissions: m.tenant_note_commissions,
		agreement: m.tenant_note_agreement
	};
	if (stage === 'leases')
		return signingDay ? m.tenant_note_leases_day({ day: format.weekday(signingDay) }) : m.tenant_note_leases();
	return notes[stage]?.({ count: done, total });
}

type Decision = { rank: number | null; condition: string | null; conditionDueOn: string | null };

const decisions: Record<Exclude<DecisionKind, 'POSTPONED'>, (decision: Decision) => string> = {
	AWARD: m.tenant_decision_award,
	AWARD_RANKED: ({ rank }) => m.tenant_decision_award_ranked({ rank: rank ?? 1 }),
	AWARD_CONDITIONAL: ({ condition, conditionDueOn }) =>
		m.tenant_decision_award_conditional({
			condition: condition ?? '',
			day: conditionDueOn ? format.day(conditionDueOn) : ''
		}),
	NON_AWARD: m.tenant_decision_non_award,
	INADMISSIBLE: m.tenant_decision_inadmissible
};

/** What the commission decided, said to the household. A postponement is internal: it is never said. */
export const decisionSentence = (decision: Decision & { kind: Exclude<DecisionKind, 'POSTPONED'> }): string =>
	decisions[decision.kind](decision);

export const visitRefusals: Sentences<VisitRefusal | 'KEY_REUSED'> = {
	VISIT_NOT_FOUND: m.tenant_visit_refusal_not_found,
	VISIT_NOT_OPEN: m.tenant_visit_refusal_not_open,
	VISIT_IN_THE_PAST: m.tenant_visit_refusal_in_the_past,
	VISIT_TOO_LATE: m.tenant_visit_refusal_too_late,
	VISIT_NOT_SUGGESTED: m.tenant_visit_refusal_not_suggested,
	VISIT_OWN_SUGGESTION: m.tenant_visit_refusal_own,
	VISIT_CHANGED: m.tenant_visit_refusal_changed,
	VISIT_ALREADY_AGREED: m.tenant_visit_refusal_already,
	KEY_REUSED: m.tenant_key_reused
};

export const visitTimeErrors: Sentences<VisitTimeError> = {
	DAY_MISSING: m.tenant_visit_error_day,
	DAY_INVALID: m.tenant_visit_error_day_invalid,
	TIME_INVALID: m.tenant_visit_error_time
};

/** The one thing to do: its title, its sentence, and the page where it is done. */
export type ActionWords = { title: string; text: string; link: { href: string; label: string } | null };

/** What nobody does for a household. */
const householdAlone: readonly NextAction['kind'][] = [
	'submitListing',
	'resumeListing',
	'answerProposal',
	'commit',
	'answerOffer',
	'planVisit',
	'agreeVisit',
	'goToVisit',
	'sayAfterVisit',
	'sign'
];

/** The same for who helps the household: what is for it alone to do leads to what may be read of it. */
export function helpedActionWords(next: NextAction, progress: { done: number; total: number } | null): ActionWords {
	const words = actionWords(next, progress);
	if (next.kind === 'search') return { ...words, link: { href: '/mon-annonce', label: m.accueil_to_listing() } };
	if (!householdAlone.includes(next.kind)) return words;
	const link =
		'proposalId' in next
			? { href: `/echanges/${next.proposalId}`, label: m.accueil_follow() }
			: { href: '/mon-annonce', label: m.accueil_to_listing() };
	return { ...words, text: m.mandate_household_only(), link };
}

/** What a household is told to do now. `progress` counts those who have answered. */
export function actionWords(next: NextAction, progress: { done: number; total: number } | null): ActionWords {
	const exchange = 'proposalId' in next ? `/echanges/${next.proposalId}` : '';
	const answer = 'proposalId' in next ? `/propositions/${next.proposalId}/repondre` : '';
	const follow = { href: exchange, label: m.accueil_follow() };
	const visits = { href: `${exchange}/visites`, label: m.accueil_visits() };
	const listing = { href: '/mon-annonce', label: m.accueil_to_listing() };
	switch (next.kind) {
		case 'startListing':
			return {
				title: m.accueil_start(),
				text: m.accueil_start_text(),
				link: { ...listing, label: m.accueil_start_button() }
			};
		case 'homeKeptOut':
			return { title: m.accueil_kept_out(), text: m.needs_refusal_kept_out(), link: null };
		case 'fillListing':
			return {
				title: m.accueil_fill({ count: next.left }),
				text: m.accueil_fill_text(),
				link: { ...listing, label: m.accueil_fill_button() }
			};
		case 'submitListing':
			return {
				title: m.accueil_submit(),
				text: m.accueil_submit_text(),
				link: { href: '/mon-annonce/verifier', label: m.needs_check() }
			};
		case 'correctListing':
			return {
				title: m.accueil_correct(),
				text: m.accueil_correct_text(),
				link: { ...listing, label: m.accueil_correct_button() }
			};
		case 'listingChecked':
			return { title: m.accueil_checked(), text: m.accueil_checked_text(), link: listing };
		case 'resumeListing':
			return { title: m.accueil_resume(), text: m.accueil_resume_text(), link: listing };
		case 'search':
			return {
				title: m.accueil_search(),
				text: m.accueil_search_text(),
				link: { ...listing, label: m.tenant_proposals_widen() }
			};
		case 'settledIn':
			return { title: m.accueil_settled(), text: m.accueil_settled_text(), link: listing };
		case 'answerProposal':
			return {
				title: m.accueil_answer(),
				text: m.accueil_answer_text(),
				link: { href: `/propositions/${next.proposalId}`, label: m.tenant_proposal_see() }
			};
		case 'commit':
			return {
				title: m.accueil_commit(),
				text: m.accueil_commit_text(),
				link: { href: answer, label: m.tenant_proposal_answer() }
			};
		case 'answerOffer':
			return {
				title: m.accueil_offer(),
				text: m.accueil_offer_text(),
				link: { href: answer, label: m.tenant_proposal_answer() }
			};
		case 'planVisit':
			return { title: m.accueil_plan_visit(), text: m.accueil_plan_visit_text(), link: visits };
		case 'agreeVisit':
			return { title: m.accueil_agree_visit(), text: m.accueil_agree_visit_text(), link: visits };
		case 'goToVisit':
			return {
				title: m.accueil_go_to_visit({ when: format.dayAndTime(next.plannedFor) }),
				text: m.accueil_go_to_visit_text(),
				link: visits
			};
		case 'sayAfterVisit':
			return {
				title: m.accueil_after_visit(),
				text: m.accueil_after_visit_text(),
				link: { href: answer, label: m.tenant_proposal_answer() }
			};
		case 'sendDocuments':
			return {
				title: m.accueil_documents({ count: next.count }),
				text: m.accueil_documents_text(),
				link: { href: '/dossier', label: m.accueil_documents_button() }
			};
		case 'waitForHouseholds':
			return {
				title: m.accueil_wait_households(),
				text: m.accueil_wait_households_text({ count: progress?.done ?? 0, total: progress?.total ?? 0 }),
				link: follow
			};
		case 'waitForHolders':
			return {
				title: m.accueil_wait_holders({ names: format.list(next.names) }),
				text: m.accueil_wait_holders_text(),
				link: follow
			};
		case 'waitForLandlords':
			return {
				title:
					next.state === 'confirmed'
						? m.accueil_wait_confirmed()
						: next.state === 'sealed'
							? m.accueil_wait_sealed()
							: m.accueil_wait_instructing(),
				text: m.accueil_wait_landlords_text(),
				link: follow
			};
		case 'sign':
			return {
				title: m.accueil_sign({ day: format.day(next.on) }),
				text: m.accueil_sign_text(),
				link: follow
			};
	}
}

import type { DecisionKind, DecisionMotive, FewerThanThreeReason } from '#domain/commissions/decision.ts';
import type { SelfGivenRefusal } from '#domain/commissions/ballot.ts';
import type { DecisionRefusal, MeetingRefusal } from '#domain/commissions/meeting.ts';
import type { AnswerMotive } from '#domain/proposals/answer.input.ts';
import type { LegState } from '#domain/proposals/leg.workflow.ts';
import type { BreakReason, ProposalRefusal } from '#domain/proposals/proposal.ts';
import type { ProposalState } from '#domain/proposals/proposal.workflow.ts';
import * as m from '../paraglide/messages.js';

type Sentences<Code extends string> = Record<Code, () => string>;

/** Why a chain ended, said to anybody in it: never who, never their reasons. */
export const breakReasons: Sentences<BreakReason> = {
	declined: m.proposals_break_declined,
	visitRefused: m.proposals_break_visit_refused,
	renounced: m.proposals_break_renounced,
	opposed: m.proposals_break_opposed,
	calRefused: m.proposals_break_cal_refused,
	offerDeclined: m.proposals_break_offer_declined,
	answerLate: m.proposals_break_answer_late,
	visitLate: m.proposals_break_visit_late,
	commitLate: m.proposals_break_commit_late,
	opinionLate: m.proposals_break_opinion_late,
	offerLate: m.proposals_break_offer_late,
	withdrawn: m.proposals_break_withdrawn
};

export const proposalStateNames: Sentences<ProposalState> = {
	found: m.proposals_state_found,
	open: m.proposals_state_open,
	visiting: m.proposals_state_visiting,
	committing: m.proposals_state_committing,
	instructing: m.proposals_state_instructing,
	confirmed: m.proposals_state_confirmed,
	offered: m.proposals_state_offered,
	sealed: m.proposals_state_sealed,
	signing: m.proposals_state_signing,
	completed: m.proposals_state_completed,
	broken: m.proposals_state_broken,
	discarded: m.proposals_state_discarded
};

export const legStateNames: Sentences<LegState> = {
	proposed: m.proposals_leg_proposed,
	accepted: m.proposals_leg_accepted,
	visited: m.proposals_leg_visited,
	committed: m.proposals_leg_committed,
	supported: m.proposals_leg_supported,
	awarded: m.proposals_leg_awarded,
	offerAccepted: m.proposals_leg_offer_accepted,
	signed: m.proposals_leg_signed,
	declined: m.proposals_leg_declined,
	opposed: m.proposals_leg_opposed,
	refused: m.proposals_leg_refused,
	expired: m.proposals_leg_expired,
	released: m.proposals_leg_released
};

export const answerMotiveNames: Sentences<AnswerMotive> = {
	location: m.proposals_motive_location,
	size: m.proposals_motive_size,
	rent: m.proposals_motive_rent,
	floorOrLift: m.proposals_motive_floor_or_lift,
	condition: m.proposals_motive_condition,
	access: m.proposals_motive_access,
	familyChange: m.proposals_motive_family_change,
	otherHome: m.proposals_motive_other_home,
	other: m.proposals_motive_other
};

export const proposalRefusals: Sentences<ProposalRefusal> = {
	PROPOSAL_NOT_FOUND: m.proposals_refusal_not_found,
	PROPOSAL_CLOSED: m.proposals_refusal_closed,
	PROPOSAL_EXPIRED: m.proposals_refusal_expired,
	STEP_NOT_REACHED: m.proposals_refusal_step_not_reached,
	ALREADY_ANSWERED: m.proposals_refusal_already_answered,
	SIGNING_DAY_TOO_EARLY: m.proposals_refusal_signing_day_too_early,
	SIGNING_DAY_NOT_REACHED: m.proposals_refusal_signing_day_not_reached
};

export const decisionKindSentences: Sentences<DecisionKind> = {
	AWARD: m.commissions_kind_award,
	AWARD_RANKED: m.commissions_kind_award_ranked,
	AWARD_CONDITIONAL: m.commissions_kind_award_conditional,
	NON_AWARD: m.commissions_kind_non_award,
	INADMISSIBLE: m.commissions_kind_inadmissible,
	POSTPONED: m.commissions_kind_postponed
};

export const decisionMotiveNames: Sentences<DecisionMotive> = {
	INC: m.commissions_motive_inc,
	SEJ: m.commissions_motive_sej,
	NUM: m.commissions_motive_num,
	OWN: m.commissions_motive_own,
	DOC: m.commissions_motive_doc,
	FRD: m.commissions_motive_frd,
	SIZ: m.commissions_motive_siz,
	ACC: m.commissions_motive_acc,
	LOC: m.commissions_motive_loc,
	AFF: m.commissions_motive_aff,
	SUP: m.commissions_motive_sup,
	BEH: m.commissions_motive_beh,
	DEB: m.commissions_motive_deb,
	OTH: m.commissions_motive_oth,
	DOCUMENT: m.commissions_motive_document,
	SITUATION: m.commissions_motive_situation,
	VISIT: m.commissions_motive_visit,
	SOCIAL_DIAGNOSIS: m.commissions_motive_social_diagnosis,
	RESERVER: m.commissions_motive_reserver,
	OTHER_LEGS: m.commissions_motive_other_legs
};

export const fewerThanThreeNames: Sentences<FewerThanThreeReason> = {
	DALO: m.commissions_fewer_dalo,
	INSUFFICIENT_CANDIDATES: m.commissions_fewer_insufficient,
	PLAI_ADAPTED: m.commissions_fewer_plai_adapted,
	EXCHANGE_LOCAL_RULE: m.commissions_fewer_exchange_rule
};

export const commissionRefusals: Sentences<
	MeetingRefusal | DecisionRefusal | SelfGivenRefusal | 'VOTE_ALREADY_GIVEN' | 'READINGS_TOO_MANY'
> = {
	MEETING_NOT_FOUND: m.commissions_refusal_not_found,
	MEETING_STEP_IMPOSSIBLE: m.commissions_refusal_step_impossible,
	MEETING_AGENDA_EMPTY: m.commissions_refusal_agenda_empty,
	MEETING_IN_THE_PAST: m.commissions_refusal_in_the_past,
	MEETING_BEFORE_ITS_DAY: m.commissions_refusal_before_its_day,
	QUORUM_NOT_SET: m.commissions_refusal_quorum_not_set,
	QUORUM_NOT_REACHED: m.commissions_refusal_quorum_not_reached,
	PRESIDENT_NOT_PRESENT: m.commissions_refusal_president_not_present,
	CASES_NOT_DECIDED: m.commissions_refusal_cases_not_decided,
	AGENDA_CLOSED: m.commissions_refusal_agenda_closed,
	CASE_NOT_READY: m.commissions_refusal_case_not_ready,
	CASE_POSTPONED: m.commissions_refusal_case_postponed,
	CASE_NOT_ON_AGENDA: m.commissions_refusal_case_not_on_agenda,
	MEMBER_NOT_FOUND: m.commissions_refusal_member_not_found,
	MEETING_NOT_OPEN: m.commissions_refusal_not_open,
	MOTIVE_MISSING: m.commissions_refusal_motive_missing,
	MOTIVE_NOT_ALLOWED: m.commissions_refusal_motive_not_allowed,
	MOTIVE_NEEDS_COMMENT: m.commissions_refusal_motive_needs_comment,
	VOTES_DO_NOT_ADD_UP: m.commissions_refusal_votes_do_not_add_up,
	VOTES_DO_NOT_CARRY: m.commissions_refusal_votes_do_not_carry,
	VOTES_ON_ANOTHER_DECISION: m.commissions_refusal_votes_on_another,
	WITHDRAWN_MEMBER_VOTED: m.commissions_refusal_withdrawn_voted,
	CASE_NOT_FOUND: m.commissions_refusal_case_not_found,
	CASE_DECIDED: m.commissions_refusal_case_decided,
	VOTE_NOT_ASKED: m.commissions_refusal_vote_not_asked,
	MEMBER_WITHOUT_VOTE: m.commissions_refusal_without_vote,
	VOTE_ALREADY_GIVEN: m.commissions_refusal_vote_given,
	READINGS_TOO_MANY: m.commissions_refusal_readings_too_many,
	QUORUM_LOST: m.commissions_refusal_quorum_lost,
	RANK_MISSING: m.commissions_refusal_rank_missing,
	CONDITION_MISSING: m.commissions_refusal_condition_missing,
	POSTPONEMENT_DATE_MISSING: m.commissions_refusal_postponement_date_missing,
	FEWER_THAN_THREE_REASON_MISSING: m.commissions_refusal_fewer_than_three,
	REASON_DOES_NOT_APPLY: m.commissions_refusal_reason_does_not_apply,
	EXCHANGE_RULE_NOT_ADOPTED: m.commissions_refusal_exchange_rule_not_adopted,
	INSTRUCTED_BY_YOU: m.commissions_refusal_instructed_by_you,
	RULE_NOT_WAIVABLE: m.commissions_refusal_rule_not_waivable
};

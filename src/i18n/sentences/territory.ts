import type { ClockError, ClockRefusal } from '#domain/organisms/clock.input.ts';
import type { HistoryLine, HistoryType } from '#domain/proposals/history.ts';
import type { PublishRefusal } from '#domain/proposals/publication.ts';
import type { ChainStage } from '#domain/proposals/stages.ts';
import * as m from '../paraglide/messages.js';
import { day } from './format.ts';
import { breakReasons, legStateNames } from './proposals.ts';

type Sentences<Code extends string> = Record<Code, () => string>;

/** The stages of an exchange as those who follow it from outside name them. */
export const stageNames: Sentences<ChainStage> = {
	proposal: m.territoire_stage_proposal,
	answers: m.territoire_stage_answers,
	visits: m.territoire_stage_visits,
	commitment: m.territoire_stage_commitment,
	instruction: m.territoire_stage_instruction,
	commissions: m.territoire_stage_commissions,
	agreement: m.territoire_stage_agreement,
	leases: m.territoire_stage_leases
};

const events: Record<HistoryType, (line: HistoryLine) => string> = {
	ProposalPublished: () => m.territoire_event_proposal_published(),
	ProposalDiscarded: () => m.territoire_event_proposal_discarded(),
	LegAdvanced: ({ household, state }) => {
		const said = state ? legStateNames[state]() : '';
		return household
			? m.territoire_event_leg_advanced({ household, state: said })
			: m.territoire_event_leg_advanced_some({ state: said });
	},
	AllAccepted: () => m.territoire_event_all_accepted(),
	AllVisited: () => m.territoire_event_all_visited(),
	AllCommitted: () => m.territoire_event_all_committed(),
	ProposalConfirmed: () => m.territoire_event_proposal_confirmed(),
	RightRecognised: () => m.territoire_event_right_recognised(),
	OffersSent: () => m.territoire_event_offers_sent(),
	ProposalSealed: () => m.territoire_event_proposal_sealed(),
	SigningDaySet: (line) => m.territoire_event_signing_day_set({ day: line.day ? day(line.day) : '' }),
	ProposalCompleted: () => m.territoire_event_proposal_completed(),
	ProposalBroken: ({ reason }) => m.territoire_event_proposal_broken({ reason: reason ? breakReasons[reason]() : '' }),
	RepairRequested: () => m.territoire_event_repair_requested(),
	RepairFound: () => m.territoire_event_repair_found(),
	RepairNotFound: () => m.territoire_event_repair_not_found(),
	RunRequested: () => m.territoire_event_run_requested(),
	RunFinished: () => m.territoire_event_run_finished(),
	RunFailed: () => m.territoire_event_run_failed(),
	RunCancelled: () => m.territoire_event_run_cancelled(),
	RunReplayed: () => m.territoire_event_run_replayed(),
	ClockMoved: ({ days }) => m.territoire_event_clock_moved({ count: days ?? 0 })
};

/** What happened, in a few words. */
export const eventSentence = (line: HistoryLine): string => events[line.type](line);

/** By which kind of actor. */
export const actorNames: Sentences<HistoryLine['by']> = {
	tenant: m.territoire_by_tenant,
	staff: m.territoire_by_staff,
	coordinator: m.territoire_by_coordinator,
	system: m.territoire_by_system
};

export const publishRefusals: Sentences<PublishRefusal | 'KEY_REUSED'> = {
	PROPOSAL_NOT_FOUND: m.territoire_refusal_not_found,
	PROPOSAL_CLOSED: m.territoire_refusal_closed,
	PROPOSAL_EXPIRED: m.territoire_refusal_step,
	STEP_NOT_REACHED: m.territoire_refusal_step,
	ALREADY_ANSWERED: m.territoire_refusal_step,
	SIGNING_DAY_TOO_EARLY: m.territoire_refusal_step,
	SIGNING_DAY_NOT_REACHED: m.territoire_refusal_step,
	CHAIN_HOMES_TAKEN: m.territoire_refusal_homes_taken,
	CHAIN_OUTDATED: m.territoire_refusal_outdated,
	RUN_NOT_FOUND: m.matching_refusal_not_found,
	KEY_REUSED: m.territoire_refusal_key
};

export const clockRefusals: Sentences<ClockRefusal | 'KEY_REUSED'> = {
	CLOCK_NOT_A_DEMO: m.territoire_clock_refusal,
	KEY_REUSED: m.territoire_refusal_key
};

export const clockErrors: Sentences<ClockError> = { CLOCK_DAYS_WRONG: m.territoire_clock_error };

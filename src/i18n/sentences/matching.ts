import type { ArrangedFault } from '#domain/matching/compatibility/exchanges.ts';
import type { LeftOutCause } from '#domain/matching/compatibility/left-out.ts';
import type { LinkChancePart, PriorityKind, QualityPart, RecordedLevel } from '#domain/matching/objective-settings.ts';
import type { RunError } from '#domain/matching/run.input.ts';
import type { RunReason, RunRefusal, RunStage, RunState } from '#domain/matching/run-states.ts';
import type { Answer, LevelOutcome } from '#domain/matching/solve.ts';
import * as m from '../paraglide/messages.js';
import { number, percent } from './format.ts';

type Sentences<Code extends string> = Record<Code, () => string>;

export const runStateNames: Sentences<RunState> = {
	queued: m.matching_state_queued,
	running: m.matching_state_running,
	done: m.matching_state_done,
	failed: m.matching_state_failed,
	cancelled: m.matching_state_cancelled
};

export const runStageNames: Sentences<RunStage> = {
	loading: m.matching_stage_loading,
	linking: m.matching_stage_linking,
	solving: m.matching_stage_solving,
	checking: m.matching_stage_checking,
	writing: m.matching_stage_writing
};

export const runReasonNames: Sentences<RunReason> = {
	coordinator: m.matching_reason_coordinator,
	repair: m.matching_reason_repair
};

export const levelNames: Sentences<RecordedLevel> = {
	rehoused: m.matching_level_rehoused,
	priorities: m.matching_level_priorities,
	households: m.matching_level_households,
	balance: m.matching_level_balance,
	independence: m.matching_level_independence,
	robustness: m.matching_level_robustness,
	quality: m.matching_level_quality
};

/** The name of a level that a record holds. */
export const levelName = (level: string): string => levelNames[level as RecordedLevel]();

/** What a level reached, or may reach at most: points, households, or moves expected, which are counted in hundredths. */
export const levelFigure = (level: string, value: number): string =>
	number(level === 'robustness' ? value / 100 : Math.floor(value));

/** What a run guarantees of all its levels together, in their order. The gap is rounded up: it is a promise. */
export function wholeGuarantee(gap: number, levels: readonly LevelOutcome[]): string {
	const open = levels.find(({ optimal }) => !optimal);
	if (!open) return m.matching_proof_whole_proven();
	return m.matching_proof_whole_open({ gap: percent(Math.ceil(gap * 1e4) / 1e4, 2), level: levelName(open.name) });
}

export const linkChanceNames: Sentences<LinkChancePart> = {
	base: m.matching_chance_base,
	toCheck: m.matching_chance_to_check,
	dearer: m.matching_chance_dearer
};

export const priorityNames: Sentences<PriorityKind> = {
	access: m.matching_priority_access,
	notDecent: m.matching_priority_not_decent,
	overOccupied: m.matching_priority_over_occupied,
	underOccupied: m.matching_priority_under_occupied,
	tooDear: m.matching_priority_too_dear
};

export const qualityPartNames: Sentences<QualityPart> = {
	base: m.matching_quality_base,
	perWish: m.matching_quality_per_wish,
	eurosPerPoint: m.matching_quality_euros_per_point,
	mostForBill: m.matching_quality_most_for_bill,
	perYearWaited: m.matching_quality_per_year_waited,
	mostForWait: m.matching_quality_most_for_wait,
	toCheck: m.matching_quality_to_check
};

/** Why a household is in no exchange, said to a coordinator: never what its file holds. */
export const leftOutCauses: Sentences<LeftOutCause> = {
	needIncomplete: m.matching_cause_need_incomplete,
	notYet: m.matching_cause_not_yet,
	fileBlocked: m.matching_cause_file_blocked,
	fileIncomplete: m.matching_cause_file_incomplete,
	homeKeptOut: m.matching_cause_home_kept_out,
	noHomeWanted: m.matching_cause_no_home_wanted,
	noHomeAllowed: m.matching_cause_no_home_allowed,
	noExchange: m.matching_cause_no_exchange,
	tooLongForRun: m.matching_cause_too_long_for_run,
	tooLongForHousehold: m.matching_cause_too_long_for_household,
	othersChosen: m.matching_cause_others_chosen
};

/** Why the search ended. */
export const searchEnds: Record<Answer['stoppedBecause'], (limits: { seconds: number }) => string> = {
	proven: () => m.matching_stopped_proven(),
	stopped: ({ seconds }) => m.matching_stopped_stopped({ seconds }),
	effort: () => m.matching_stopped_effort(),
	memory: () => m.matching_stopped_memory()
};

export const arrangedFaults: Record<ArrangedFault, (pair: { codes: string }) => string> = {
	unknownListing: m.matching_fault_unknown_listing,
	notCompatible: m.matching_fault_not_compatible,
	usedTwice: m.matching_fault_used_twice
};

export const runRefusals: Sentences<RunRefusal | 'KEY_REUSED'> = {
	RUN_NOT_FOUND: m.matching_refusal_not_found,
	RUN_UNDER_WAY: m.matching_refusal_under_way,
	RUN_BEYOND_CHARTER: m.matching_refusal_beyond_charter,
	RUN_LISTING_UNKNOWN: m.matching_refusal_listing_unknown,
	RUN_ENDED: m.matching_refusal_ended,
	RUN_NOT_REPLAYABLE: m.matching_refusal_not_replayable,
	KEY_REUSED: m.territoire_refusal_key
};

export const runErrors: Sentences<RunError> = {
	RUN_CYCLE_MISSING: m.matching_error_cycle,
	RUN_CHAIN_MISSING: m.matching_error_chain,
	RUN_PAIR_INVALID: m.matching_error_pair,
	RUN_TOO_MANY_PAIRS: m.matching_error_pairs
};

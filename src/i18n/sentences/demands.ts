import type { FileStage } from '#domain/demands/file-stage.ts';
import type { FileRefusal } from '#domain/demands/file.ts';
import type { OpinionKind, OpinionRefusal } from '#domain/demands/opinion.ts';
import type { StrikeOffRefusal } from '#domain/demands/strike-off.ts';
import * as m from '../paraglide/messages.js';

type Sentences<Code extends string> = Record<Code, () => string>;

export const fileRefusals: Sentences<FileRefusal | 'FILE_IN_CHARGE' | OpinionRefusal | StrikeOffRefusal> = {
	FILE_NOT_FOUND: m.demands_refusal_file_not_found,
	FILE_STEP_IMPOSSIBLE: m.demands_refusal_step_impossible,
	DOCUMENTS_NOT_CHOSEN: m.demands_refusal_documents_not_chosen,
	DOCUMENT_NOT_ASKED: m.demands_refusal_document_not_asked,
	DOCUMENT_STEP_IMPOSSIBLE: m.documents_refusal_step_impossible,
	DOCUMENT_VALIDITY_MISSING: m.documents_refusal_validity_missing,
	FILE_IN_CHARGE: m.documents_refusal_in_charge,
	DOCUMENTS_MISSING: m.demands_refusal_documents_missing,
	RULE_BLOCKS: m.demands_refusal_rule_blocks,
	OPINION_REASONS_MISSING: m.demands_refusal_opinion_reasons,
	OPINION_WITHOUT_UNIQUE_NUMBER: m.demands_refusal_opinion_number,
	OPINION_RULE_BLOCKS: m.demands_refusal_opinion_rule,
	OPINION_RIGHT_HOLDS: m.demands_refusal_opinion_right_holds,
	OPINION_RIGHT_LOST: m.demands_refusal_opinion_right_lost,
	STRIKE_OFF_TOO_EARLY: m.demands_refusal_warning_too_early
};

export const fileStageNames: Sentences<FileStage> = {
	withHouseholds: m.demands_stage_with_households,
	toInstruct: m.demands_stage_to_instruct,
	opinionGiven: m.demands_stage_opinion_given,
	toComplete: m.demands_stage_to_complete,
	ready: m.demands_stage_ready,
	onAgenda: m.demands_stage_on_agenda,
	conditional: m.demands_stage_conditional,
	ranked: m.demands_stage_ranked,
	decided: m.demands_stage_decided,
	offered: m.demands_stage_offered,
	toSchedule: m.demands_stage_to_schedule,
	signing: m.demands_stage_signing,
	done: m.demands_stage_done,
	ended: m.demands_stage_ended
};

export const opinionKindNames: Sentences<OpinionKind> = {
	favourable: m.demands_opinion_favourable,
	reserved: m.demands_opinion_reserved,
	unfavourable: m.demands_opinion_unfavourable
};

/** What is wrong in what was typed on the page of a file. */
export const fileErrors: Sentences<
	| 'YEAR_MISSING'
	| 'YEAR_WRONG'
	| 'AMOUNT_MISSING'
	| 'AMOUNT_WRONG'
	| 'OPINION_MISSING'
	| 'DAY_MISSING'
	| 'ANSWER_MISSING'
	| 'MEETING_MISSING'
	| 'NUMBER_WRONG'
	| 'NUMBER_DAYS_WRONG'
	| 'REFUSAL_REASON_MISSING'
> = {
	YEAR_MISSING: m.gestion_error_year,
	YEAR_WRONG: m.gestion_error_year,
	AMOUNT_MISSING: m.gestion_error_income,
	AMOUNT_WRONG: m.gestion_error_income,
	OPINION_MISSING: m.gestion_error_opinion,
	DAY_MISSING: m.gestion_error_day,
	ANSWER_MISSING: m.gestion_error_answer,
	MEETING_MISSING: m.gestion_error_meeting,
	NUMBER_WRONG: m.gestion_error_number,
	NUMBER_DAYS_WRONG: m.gestion_error_number_days,
	REFUSAL_REASON_MISSING: m.documents_error_reason
};

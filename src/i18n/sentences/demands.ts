import type { DocumentCode } from '#domain/demands/document.ts';
import type { FileStage } from '#domain/demands/file-stage.ts';
import type { FileRefusal } from '#domain/demands/file.ts';
import type { OpinionKind, OpinionRefusal } from '#domain/demands/opinion.ts';
import type { StrikeOffRefusal } from '#domain/demands/strike-off.ts';
import type { DocumentKind } from '#domain/reference/documents.ts';
import * as m from '../paraglide/messages.js';

type Sentences<Code extends string> = Record<Code, () => string>;

export const fileRefusals: Sentences<FileRefusal | OpinionRefusal | StrikeOffRefusal> = {
	FILE_NOT_FOUND: m.demands_refusal_file_not_found,
	FILE_STEP_IMPOSSIBLE: m.demands_refusal_step_impossible,
	DOCUMENTS_NOT_CHOSEN: m.demands_refusal_documents_not_chosen,
	DOCUMENT_NOT_ASKED: m.demands_refusal_document_not_asked,
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

export const documentKindNames: Sentences<DocumentKind> = {
	'mandatory-registration': m.demands_kind_mandatory_registration,
	'mandatory-instruction': m.demands_kind_mandatory_instruction,
	'mandatory-instruction-if-claimed': m.demands_kind_if_claimed,
	complementary: m.demands_kind_complementary
};

/** The papers by name, for the organism and for the household that must send them. */
export const documentNames: Sentences<DocumentCode> = {
	'ID-FR': m.demands_document_id_fr,
	'ID-ET': m.demands_document_id_et,
	'FI-AV': m.demands_document_fi_av,
	'FI-BA': m.demands_document_fi_ba,
	'FI-SE': m.demands_document_fi_se,
	'SF-MA': m.demands_document_sf_ma,
	'SF-PA': m.demands_document_sf_pa,
	'SF-GR': m.demands_document_sf_gr,
	'SF-EN': m.demands_document_sf_en,
	'PR-ET': m.demands_document_pr_et,
	'PR-AP': m.demands_document_pr_ap,
	'PR-AU': m.demands_document_pr_au,
	'RM-SA': m.demands_document_rm_sa,
	'RM-NS': m.demands_document_rm_ns,
	'RM-RE': m.demands_document_rm_re,
	'RM-CH': m.demands_document_rm_ch,
	'RM-IJ': m.demands_document_rm_ij,
	'RM-PA': m.demands_document_rm_pa,
	'RM-PS': m.demands_document_rm_ps,
	'RM-BO': m.demands_document_rm_bo,
	'RM-DI': m.demands_document_rm_di,
	'PT-DH': m.demands_document_pt_dh,
	'LO-AC': m.demands_document_lo_ac,
	'MO-SL': m.demands_document_mo_sl,
	'MO-ND': m.demands_document_mo_nd,
	'MO-IN': m.demands_document_mo_in,
	'MO-IH': m.demands_document_mo_ih,
	'MO-RV': m.demands_document_mo_rv,
	'MO-EX': m.demands_document_mo_ex,
	'MO-CO': m.demands_document_mo_co,
	'MO-AP': m.demands_document_mo_ap,
	'MO-DI': m.demands_document_mo_di,
	'MO-RF': m.demands_document_mo_rf,
	'MO-RT': m.demands_document_mo_rt,
	'MO-MP': m.demands_document_mo_mp,
	'MO-AM': m.demands_document_mo_am
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
	NUMBER_DAYS_WRONG: m.gestion_error_number_days
};

/** What is said of requests on personal data: to who asks, to who answers, to who corrects. */
import type {
	DataRequestKind,
	DataRequestRefusal,
	FilePart,
	LimitationGround,
	ProlongationReason,
	RequestAnswer,
	RequestRefusalReason
} from '#domain/households/data-request.ts';
import type { DataRequestState } from '#domain/households/data-request.workflow.ts';
import * as m from '../paraglide/messages.js';

type Sentences<Code extends string> = Record<Code, () => string>;

/** What somebody does, as they do it. */
export const requestKindActs: Sentences<DataRequestKind> = {
	rectification: m.requests_kind_rectification,
	limitation: m.requests_kind_limitation,
	objection: m.requests_kind_objection
};

/** The same in one word, for those who read it. */
export const requestKindWords: Sentences<DataRequestKind> = {
	rectification: m.requests_word_rectification,
	limitation: m.requests_word_limitation,
	objection: m.requests_word_objection
};

export const filePartNames: Sentences<FilePart> = {
	persons: m.requests_part_persons,
	contact: m.requests_part_contact,
	lease: m.requests_part_lease,
	dwelling: m.requests_part_dwelling,
	rent: m.requests_part_rent,
	resources: m.requests_part_resources,
	demand: m.requests_part_demand,
	other: m.requests_part_other
};

export const limitationGroundSentences: Sentences<LimitationGround> = {
	contested: m.requests_ground_contested,
	unlawful: m.requests_ground_unlawful,
	neededForClaim: m.requests_ground_needed_for_claim,
	objecting: m.requests_ground_objecting
};

export const prolongationSentences: Sentences<ProlongationReason> = {
	complexity: m.requests_prolongation_complexity,
	number: m.requests_prolongation_number
};

export const requestRefusalSentences: Sentences<RequestRefusalReason> = {
	accurate: m.requests_refusal_accurate,
	keptByOthers: m.requests_refusal_kept_by_others,
	noGround: m.requests_refusal_no_ground,
	compelling: m.requests_refusal_compelling,
	otherBasis: m.requests_refusal_other_basis,
	excessive: m.requests_refusal_excessive,
	unidentified: m.requests_refusal_unidentified
};

export const requestStateNames: Sentences<DataRequestState> = {
	asked: m.requests_state_asked,
	prolonged: m.requests_state_prolonged,
	toCorrect: m.requests_state_to_correct,
	done: m.requests_state_done,
	refused: m.requests_state_refused,
	withdrawn: m.requests_state_withdrawn
};

export const answerNames: Sentences<RequestAnswer['action']> = {
	accept: m.requests_answer_accept,
	refuse: m.requests_answer_refuse,
	prolong: m.requests_answer_prolong
};

/** Why something could not be asked, answered or marked. */
export const dataRequestRefusals: Sentences<DataRequestRefusal | 'KEY_REUSED'> = {
	DATA_REQUEST_NOT_FOUND: m.requests_refusal_not_found,
	DATA_REQUEST_ANSWERED: m.requests_refusal_answered,
	DATA_REQUEST_UNDER_WAY: m.requests_refusal_under_way,
	DATA_REQUESTS_TOO_MANY: m.requests_refusal_too_many,
	PROLONGED_TOO_LATE: m.requests_refusal_prolonged_late,
	REASON_OF_OTHERS: m.requests_refusal_reason_of_others,
	KEY_REUSED: m.needs_refusal_key
};

/** What is wrong in a form. */
export const dataRequestErrors: Sentences<
	| 'PART_MISSING'
	| 'WHAT_MISSING'
	| 'SHOULD_SAY_MISSING'
	| 'GROUND_MISSING'
	| 'GROUNDS_MISSING'
	| 'TEXT_TOO_LONG'
	| 'ANSWER_MISSING'
	| 'REASON_MISSING'
	| 'NOTE_MISSING'
> = {
	PART_MISSING: m.requests_error_part,
	WHAT_MISSING: m.requests_error_what,
	SHOULD_SAY_MISSING: m.requests_error_should_say,
	GROUND_MISSING: m.requests_error_ground,
	GROUNDS_MISSING: m.requests_error_grounds,
	TEXT_TOO_LONG: m.requests_error_too_long,
	ANSWER_MISSING: m.requests_error_answer,
	REASON_MISSING: m.requests_error_reason,
	NOTE_MISSING: m.requests_error_note
};

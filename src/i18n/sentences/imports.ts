/** The words of files of dwellings: fields, states, what is wrong and what to do about it. */
import type { LineOutcome } from '#domain/dwellings/import/assess-line.ts';
import type { ImportedSheet, ImportField, SheetField } from '#domain/dwellings/import/fields.ts';
import type { ImportState } from '#domain/dwellings/import/import.workflow.ts';
import type { LineFault } from '#domain/dwellings/import/line.input.ts';
import type { ImportRefusal, LineProblem } from '#domain/dwellings/import/refusals.ts';
import type { Accessibility, Financing, Reservation } from '#domain/dwellings/dwelling.ts';
import type { FileProblem } from '#domain/file-problem.ts';
import * as m from '../paraglide/messages.js';

/** The fields as people call them; an export writes them as its headers, and an import knows them again. */
export const importFieldNames: Record<ImportField, () => string> = {
	reference: m.imports_field_reference,
	streetNumber: m.imports_field_street_number,
	streetRepeat: m.imports_field_street_repeat,
	streetType: m.imports_field_street_type,
	street: m.imports_field_street,
	postalCode: m.imports_field_postal_code,
	door: m.imports_field_door,
	commune: m.imports_field_commune,
	estate: m.imports_field_estate,
	rooms: m.imports_field_rooms,
	area: m.imports_field_area,
	floor: m.imports_field_floor,
	hasLift: m.imports_field_lift,
	accessibility: m.imports_field_accessibility,
	financing: m.imports_field_financing,
	reletRent: m.imports_field_relet_rent,
	annexRent: m.imports_field_annex_rent,
	charges: m.imports_field_charges,
	energyClass: m.imports_field_energy,
	isDecent: m.imports_field_decent,
	hasAplAgreement: m.imports_field_apl,
	isInPriorityQuarter: m.imports_field_quarter,
	reservation: m.imports_field_reservation,
	isFurnished: m.imports_field_furnished,
	vacantFrom: m.imports_field_vacant
};

/** What may be written in the cells of a field, where its name does not say it. */
export const importFieldHints: Partial<Record<ImportField, () => string>> = {
	rooms: m.imports_hint_rooms,
	hasLift: m.imports_hint_yes_no,
	accessibility: m.imports_hint_accessibility,
	financing: m.imports_hint_financing,
	reletRent: m.imports_hint_relet,
	isDecent: m.imports_hint_yes_no,
	hasAplAgreement: m.imports_hint_yes_no,
	isInPriorityQuarter: m.imports_hint_yes_no,
	reservation: m.imports_hint_reservation,
	isFurnished: m.imports_hint_yes_no,
	vacantFrom: m.imports_hint_vacant
};

export const importStateNames: Record<ImportState, () => string> = {
	toMap: m.imports_state_to_map,
	checking: m.imports_state_checking,
	checked: m.imports_state_checked,
	applying: m.imports_state_applying,
	applied: m.imports_state_applied,
	failed: m.imports_state_failed,
	discarded: m.imports_state_discarded
};

export const lineOutcomeNames: Record<LineOutcome, () => string> = {
	created: m.imports_outcome_created,
	changed: m.imports_outcome_changed,
	unchanged: m.imports_outcome_unchanged,
	refused: m.imports_outcome_refused
};

/** Why a file is not read, and what to do. */
export const fileProblems: Record<FileProblem | 'FILE_FAILED', () => string> = {
	FILE_MISSING: m.imports_problem_missing,
	FILE_TOO_LARGE: m.imports_problem_too_large,
	FILE_KIND_UNKNOWN: m.imports_problem_kind,
	FILE_NOT_AS_NAMED: m.imports_problem_named,
	FILE_HAS_MACROS: m.imports_problem_macros,
	FILE_OLD_EXCEL: m.imports_problem_old_excel,
	FILE_ENCODING_BROKEN: m.imports_problem_encoding,
	FILE_HAS_NUL: m.imports_problem_nul,
	FILE_HEADER_MISSING: m.imports_problem_header,
	FILE_ONE_COLUMN: m.imports_problem_one_column,
	FILE_TOO_MANY_COLUMNS: m.imports_problem_columns,
	FILE_CELL_TOO_LONG: m.imports_problem_cell,
	FILE_QUOTES_BROKEN: m.imports_problem_quotes,
	FILE_TOO_MANY_ROWS: m.imports_problem_rows,
	FILE_NO_ROWS: m.imports_problem_no_rows,
	FILE_COLUMN_FORBIDDEN: m.imports_problem_forbidden,
	WORKBOOK_BROKEN: m.imports_problem_workbook,
	WORKBOOK_TOO_MANY_ENTRIES: m.imports_problem_entries,
	WORKBOOK_TOO_COMPRESSED: m.imports_problem_ratio,
	WORKBOOK_TOO_LARGE: m.imports_problem_workbook_large,
	WORKBOOK_HAS_ENTITIES: m.imports_problem_entities,
	FILE_FAILED: m.imports_problem_failed
};

/** Why what was asked of an import is not done. */
export const importRefusals: Record<ImportRefusal, () => string> = {
	...fileProblems,
	IMPORT_NOT_FOUND: m.imports_refusal_not_found,
	IMPORT_STEP_IMPOSSIBLE: m.imports_refusal_step,
	IMPORT_UNDER_WAY: m.imports_refusal_under_way,
	IMPORT_HAS_REFUSALS: m.imports_refusal_has_refusals,
	IMPORTS_TOO_MANY: m.imports_refusal_too_many
};

/** What is wrong with the choice of columns. */
export const mappingFaults: Record<string, () => string> = {
	REFERENCE_COLUMN_MISSING: m.imports_fault_reference,
	COLUMN_TWICE: m.imports_fault_twice,
	NOTHING_TO_SAY: m.imports_fault_nothing,
	STREET_NAME_MISSING: m.imports_fault_street,
	COLUMN_UNKNOWN: m.imports_fault_column
};

const lineProblems: Record<LineProblem, () => string> = {
	LINE_CELLS_MISSING: m.imports_line_cells_missing,
	LINE_CELLS_TOO_MANY: m.imports_line_cells_many,
	REFERENCE_MISSING: m.imports_line_reference_missing,
	REFERENCE_TWICE: m.imports_line_reference_twice,
	TEXT_TOO_LONG: m.imports_line_text_long,
	POSTAL_CODE_WRONG: m.imports_line_postal_code,
	COMMUNE_UNKNOWN: m.imports_line_commune_unknown,
	COMMUNE_AMBIGUOUS: m.imports_line_commune_ambiguous,
	ROOMS_WRONG: m.imports_line_rooms,
	NUMBER_WRONG: m.imports_line_number,
	NUMBER_AMBIGUOUS: m.imports_line_number_ambiguous,
	NUMBER_OUT_OF_RANGE: m.imports_line_number_range,
	FLOOR_WRONG: m.imports_line_floor,
	YES_OR_NO_WRONG: m.imports_line_yes_no,
	CODE_UNKNOWN: m.imports_line_code,
	DAY_WRONG: m.imports_line_day,
	NEEDED_FOR_NEW: m.imports_line_needed,
	CANNOT_BE_UNKNOWN: m.imports_line_not_unknown,
	DWELLING_IN_CHAIN: m.imports_line_in_chain,
	DWELLING_LET: m.imports_line_let,
	DWELLING_OFFERED: m.imports_line_offered
};

/** What is wrong with a line: the field, then what to do. */
export const lineFault = ({ field, problem }: LineFault): string =>
	field === null
		? lineProblems[problem]()
		: m.imports_line_fault({ field: importFieldNames[field](), problem: lineProblems[problem]() });

/** How codes are written in a file: words that an import reads again. */
export const accessibilityWords: Record<Accessibility, () => string> = {
	ordinary: m.imports_word_ordinary,
	accessible: m.imports_word_accessible,
	adapted: m.imports_word_adapted
};
export const reservationWords: Record<Reservation['kind'], () => string> = {
	none: m.imports_word_none,
	flow: m.imports_word_flow,
	identified: m.imports_word_identified
};
export const financingWords: Record<Financing, () => string> = {
	PLAI: () => 'PLAI',
	PLUS: () => 'PLUS',
	PLS: () => 'PLS',
	PLI: () => 'PLI',
	HLM_BEFORE_1977: m.imports_word_hlm,
	PLA_1977_1999: m.imports_word_pla
};
export const yesOrNo = (answer: boolean): string => (answer ? m.imports_word_yes() : m.imports_word_no());

/** A value of a dwelling as a file writes it: text, or a number to be written in the manner of its reader. */
export function sheetValue<F extends SheetField>(field: F, value: ImportedSheet[F]): string | number {
	if (value === null) return field === 'vacantFrom' ? m.imports_word_occupied() : m.imports_word_unknown();
	if (typeof value === 'boolean') return yesOrNo(value);
	if (field === 'accessibility') return accessibilityWords[value as Accessibility]();
	if (field === 'reservation') return reservationWords[value as Reservation['kind']]();
	if (field === 'financing') return financingWords[value as Financing]();
	return value as string | number;
}

/** What changes in a line: each field, before then after. */
export function lineChanges(before: Partial<ImportedSheet>, after: Partial<ImportedSheet>): string[] {
	const said = (field: SheetField, value: unknown) => {
		const text = sheetValue(field, value as never);
		return text === '' ? m.imports_line_empty() : String(text);
	};
	return (Object.keys(after) as SheetField[]).map((field) =>
		m.imports_line_change({
			field: importFieldNames[field](),
			before: said(field, before[field]),
			after: said(field, after[field])
		})
	);
}

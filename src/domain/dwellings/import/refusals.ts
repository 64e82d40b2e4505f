/** Why a line of a file does not come in, or why an import goes no further. Each code has a sentence that says what to do. */
import type { FileProblem } from '../../file-problem.ts';

export const lineProblems = [
	'LINE_CELLS_MISSING',
	'LINE_CELLS_TOO_MANY',
	'REFERENCE_MISSING',
	'REFERENCE_TWICE',
	'TEXT_TOO_LONG',
	'POSTAL_CODE_WRONG',
	'COMMUNE_UNKNOWN',
	'COMMUNE_AMBIGUOUS',
	'ROOMS_WRONG',
	'NUMBER_WRONG',
	'NUMBER_AMBIGUOUS',
	'NUMBER_OUT_OF_RANGE',
	'FLOOR_WRONG',
	'YES_OR_NO_WRONG',
	'CODE_UNKNOWN',
	'DAY_WRONG',
	'NEEDED_FOR_NEW',
	'CANNOT_BE_UNKNOWN',
	'DWELLING_IN_CHAIN',
	'DWELLING_LET',
	'DWELLING_OFFERED'
] as const;
export type LineProblem = (typeof lineProblems)[number];

/** What a person asked of an import that is not possible. */
export type ImportRefusal =
	| FileProblem
	| 'IMPORT_NOT_FOUND'
	| 'IMPORT_STEP_IMPOSSIBLE'
	| 'IMPORT_UNDER_WAY'
	| 'IMPORT_HAS_REFUSALS'
	| 'IMPORTS_TOO_MANY';

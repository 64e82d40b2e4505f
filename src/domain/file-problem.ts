/** Why a table that somebody sends is read no further: nothing of it is kept. Each code has a sentence that says what to do. */
export const fileProblems = [
	'FILE_MISSING',
	'FILE_TOO_LARGE',
	'FILE_KIND_UNKNOWN',
	'FILE_NOT_AS_NAMED',
	'FILE_HAS_MACROS',
	'FILE_OLD_EXCEL',
	'FILE_ENCODING_BROKEN',
	'FILE_HAS_NUL',
	'FILE_HEADER_MISSING',
	'FILE_ONE_COLUMN',
	'FILE_TOO_MANY_COLUMNS',
	'FILE_CELL_TOO_LONG',
	'FILE_QUOTES_BROKEN',
	'FILE_TOO_MANY_ROWS',
	'FILE_NO_ROWS',
	'FILE_COLUMN_FORBIDDEN',
	'WORKBOOK_BROKEN',
	'WORKBOOK_TOO_MANY_ENTRIES',
	'WORKBOOK_TOO_COMPRESSED',
	'WORKBOOK_TOO_LARGE',
	'WORKBOOK_HAS_ENTITIES'
] as const;
export type FileProblem = (typeof fileProblems)[number];

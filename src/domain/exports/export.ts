/** Lists that leave the exchange as a file: what for, in which form, how often. */

export const exportLists = ['dwellings', 'files', 'listings'] as const;
export type ExportList = (typeof exportLists)[number];

export const exportFormats = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Why an organism takes a list out; the person is asked each time, and the journal keeps the answer. */
export const exportPurposes = [
	/** Following the files with colleagues. */
	'followUp',
	/** Preparing a meeting of the commission. */
	'commission',
	/** Comparing with the organism's own system, or correcting it. */
	'reconciliation',
	/** Figures, without looking at anybody. */
	'statistics',
	/** A check by an authority, or an answer to a household about its data. */
	'legalRequest'
] as const;
export type ExportPurpose = (typeof exportPurposes)[number];

/** A file is fetched soon after it was asked for; later it is asked for again. In minutes. */
export const exportLasts = 15;

/** Rows of a workbook: beyond, the list leaves as CSV, which is written without holding it in memory. */
export const maxWorkbookRows = 20_000;

/** How the last line of a file of ours begins: it says whose the file is, and is passed over when it is read again. */
export const isWatermark = ([first = '', ...others]: readonly string[]): boolean =>
	/^Chassé-croisé[ \u00a0]– /.test(first) && others.every((cell) => cell === '');

export type ExportRefusal = 'EXPORT_NOT_FOUND' | 'EXPORTS_TOO_MANY' | 'EXPORT_TOO_LONG_FOR_WORKBOOK';

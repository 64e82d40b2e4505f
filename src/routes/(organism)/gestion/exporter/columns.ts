/** What each list tells in a file: its headers in the reader's language, and its cells. */
import { sheetFields, type ImportedSheet } from '#domain/dwellings/import/fields.ts';
import * as m from '#i18n/paraglide/messages.js';
import { fileStageNames } from '#i18n/sentences/demands.ts';
import * as format from '#i18n/sentences/format.ts';
import { importFieldNames, sheetValue, yesOrNo } from '#i18n/sentences/imports.ts';
import { listingStateNames } from '#i18n/sentences/needs.ts';
import { proposalStateNames } from '#i18n/sentences/proposals.ts';
import type { Api } from '#server/router.ts';
import type { Cell } from '#ui/table-file/cell.ts';

type Exported = Awaited<ReturnType<Api['exports']['rows']>>;
type RowsOf<L extends Exported['list']> = Extract<Exported, { list: L }>['rows'][number];
type Column<R> = [header: string, cell: (row: R) => Cell];

/** What an import reads again, under the same names, then what it passes over. */
const dwellingColumns = (): Column<RowsOf<'dwellings'>>[] => [
	[importFieldNames.reference(), (row) => row.reference],
	...sheetFields.map((field): Column<RowsOf<'dwellings'>> => [
		importFieldNames[field](),
		(row) => sheetValue(field, (row[field] ?? null) as ImportedSheet[typeof field])
	]),
	[m.exports_col_town(), (row) => row.communeName],
	[m.exports_col_starter(), (row) => yesOrNo(row.startsChains)]
];

const fileColumns = (): Column<RowsOf<'files'>>[] => [
	[m.exports_col_file(), (row) => m.gestion_file_number({ reference: row.reference, number: row.position + 1 })],
	[m.exports_col_household(), (row) => row.household],
	[m.exports_col_type(), (row) => row.typologie],
	[m.exports_col_area(), (row) => row.area],
	[m.exports_col_commune(), (row) => row.commune],
	[m.exports_col_from(), (row) => row.from],
	[m.exports_col_to(), (row) => row.to],
	[m.exports_col_stage(), (row) => row.stage && fileStageNames[row.stage]()],
	[m.exports_col_chain(), (row) => proposalStateNames[row.proposalState]()],
	[m.exports_col_due(), (row) => row.dueAt && format.lastDayBefore(row.dueAt)],
	[m.exports_col_signing(), (row) => row.signingDay]
];

const listingColumns = (): Column<RowsOf<'listings'>>[] => [
	[m.exports_col_household(), (row) => row.household],
	[m.exports_col_reference(), (row) => row.reference],
	[m.exports_col_type(), (row) => row.typologie],
	[m.exports_col_area(), (row) => row.area],
	[m.exports_col_commune(), (row) => row.commune],
	[m.exports_col_state(), (row) => listingStateNames[row.state]()],
	[m.exports_col_changed(), (row) => row.updatedAt.toISOString().slice(0, 10)],
	[m.exports_col_kept_out(), (row) => yesOrNo(row.isKeptOut)],
	[m.exports_col_remarks(), (row) => yesOrNo(row.hasRemarks)]
];

const tableOf = <R>(columns: Column<R>[], rows: readonly R[]) => ({
	header: columns.map(([header]) => header),
	cells: rows.map((row) => columns.map(([, cell]) => cell(row)))
});

/** The header and the cells of some rows. */
export function tableOfRows(exported: Exported): { header: string[]; cells: Cell[][] } {
	switch (exported.list) {
		case 'dwellings':
			return tableOf(dwellingColumns(), exported.rows);
		case 'files':
			return tableOf(fileColumns(), exported.rows);
		case 'listings':
			return tableOf(listingColumns(), exported.rows);
	}
}

import { InvalidSpreadsheetError, readSheet, type CellValue } from 'read-excel-file/node';
import { FileRefused } from './file-refused.ts';
import { checkWorkbook } from './workbook-guard.ts';

/** The most text that a sheet may make, in characters: one long text may be told by a hundred thousand cells. */
const maxText = 64_000_000;
const linesAtOnce = 2_000;

/**
 * The first sheet of an XLSX workbook, as the text of a CSV with semicolons: from there on there is one way to read a
 * table. Formulas are never computed: their last values are read. Nothing that the workbook names elsewhere is fetched.
 *
 * @throws FileRefused
 */
export async function* textOfWorkbook(bytes: Buffer): AsyncGenerator<string> {
	await checkWorkbook(bytes);
	let length = 0;
	const rows = await sheetOf(bytes);
	for (let from = 0; from < rows.length; from += linesAtOnce) {
		const lines = rows.slice(from, from + linesAtOnce).map((cells) => cells.map(quoted).join(';'));
		const text = `${lines.join('\n')}\n`;
		length += text.length;
		if (length > maxText) throw new FileRefused('WORKBOOK_TOO_LARGE');
		yield text;
	}
}

async function sheetOf(bytes: Buffer): Promise<CellValue[][]> {
	try {
		return (await readSheet(bytes)) as CellValue[][];
	} catch (error) {
		// Its own faults, and what its reader stumbles over in a workbook made by hand.
		throw new FileRefused('WORKBOOK_BROKEN', error instanceof InvalidSpreadsheetError ? rowIn(error.message) : null);
	}
}

/** The row that the reader tells in its words, when it does. */
const rowIn = (message: string): number | null => Number(/row (\d+)/.exec(message)?.[1]) || null;

const quoted = (value: CellValue | null): string => `"${textOf(value).replaceAll('"', '""')}"`;

function textOf(value: CellValue | null): string {
	if (value === null) return '';
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
	if (typeof value === 'boolean') return value ? 'oui' : 'non';
	if (typeof value !== 'number') return String(value).replaceAll('\0', '\ufffd');
	// A number of a workbook is no text to be read two ways: « 1.250 » would be taken for thousands.
	const text = String(value);
	return /^-?\d{1,3}\.\d{3}$/.test(text) ? `${text}0` : text;
}

/** Tables written as text, read row by row: never more than one row in memory, whatever the file. */
import Papa from 'papaparse';
import { maxColumns } from '#domain/dwellings/import/import.input.ts';
import { FileRefused, type Texts } from './file-refused.ts';

/** What one cell may hold, in bytes. */
export const maxCell = 10_000;
/** A row that is longer has a quote without end, or a cell without measure; in characters. */
const maxRow = maxColumns * maxCell;

const delimiters = [';', ',', '\t'] as const;
export type Delimiter = (typeof delimiters)[number];

/** A row with its number, as a spreadsheet shows it. */
export type Row = { number: number; cells: string[] };

/**
 * The rows of a table. Blank rows are passed over, but count.
 *
 * @throws FileRefused FILE_QUOTES_BROKEN, FILE_CELL_TOO_LONG, with the row
 */
export async function* readRows(texts: Texts, delimiter: Delimiter): AsyncGenerator<Row> {
	const parser = new Papa.Parser({ delimiter, newline: '\n' });
	let count = 0;
	let rest = '';
	const rowsOf = function* (isLast: boolean): Generator<Row> {
		const { data, errors, meta } = parser.parse(rest, 0, !isLast) as Papa.ParseResult<string[]>;
		const broken = errors.find(({ type }) => type === 'Quotes');
		for (const [index, cells] of data.entries()) {
			count++;
			if (broken?.row === index) throw new FileRefused('FILE_QUOTES_BROKEN', count);
			if (cells.length === 1 && cells[0]!.trim() === '') continue;
			// What Excel writes for itself: « sep=; ».
			if (count === 1 && /^sep=.?$/i.test(cells[0]!)) continue;
			if (cells.some(isTooLong)) throw new FileRefused('FILE_CELL_TOO_LONG', count);
			yield { number: count, cells };
		}
		if (broken) throw new FileRefused('FILE_QUOTES_BROKEN', count + 1);
		rest = rest.slice(meta.cursor);
		if (rest.length > maxRow)
			throw new FileRefused(rest.includes('"') ? 'FILE_QUOTES_BROKEN' : 'FILE_CELL_TOO_LONG', count + 1);
	};
	for await (const text of withOneNewline(texts)) {
		rest += text;
		yield* rowsOf(false);
	}
	if (rest !== '') yield* rowsOf(true);
}

// A character takes three bytes at most in UTF-8, or four for two.
const isTooLong = (cell: string) => cell.length * 3 > maxCell && Buffer.byteLength(cell) > maxCell;

/** Windows, Unix and old Mac ends of line made one, also when a piece of text ends between the two signs of one. */
async function* withOneNewline(texts: Texts): AsyncGenerator<string> {
	let held = '';
	for await (const text of texts) {
		const whole = held + text;
		held = whole.endsWith('\r') ? '\r' : '';
		yield whole.slice(0, whole.length - held.length).replaceAll(/\r\n?/g, '\n');
	}
	if (held) yield '\n';
}

/** How a table is written, and what its first rows show. */
export type TableStart = { delimiter: Delimiter; header: Row; samples: Row[] };

/** As much of a text as tells its delimiter, its header and some rows, in characters. */
export const startLength = maxRow;
const sampleCount = 3;

/**
 * Looks at the start of a text: the delimiter is the one that makes most columns of the header.
 *
 * @param isWhole the text has nothing after this start.
 * @throws FileRefused what is wrong with the header, or FILE_NO_ROWS when nothing follows it
 */
export async function readStart(start: string, isWhole: boolean): Promise<TableStart> {
	let best: (TableStart & { problem: unknown }) | null = null;
	let otherwise: unknown = null;
	for (const delimiter of delimiters) {
		const rows: Row[] = [];
		let problem: unknown = null;
		try {
			for await (const row of readRows([start], delimiter)) {
				rows.push(row);
				if (rows.length > sampleCount + 1) break;
			}
		} catch (error) {
			// What comes after the rows looked at is the business of who reads them all.
			problem = error;
			otherwise ??= error;
		}
		const [header, ...samples] = rows;
		if (header && header.cells.length > (best?.header.cells.length ?? 0))
			best = { delimiter, header, samples: samples.slice(0, sampleCount), problem };
	}
	if (!best) throw otherwise ?? new FileRefused('FILE_HEADER_MISSING');
	if (best.header.cells.length === 1) throw new FileRefused('FILE_ONE_COLUMN', best.header.number);
	if (best.header.cells.length > maxColumns) throw new FileRefused('FILE_TOO_MANY_COLUMNS', best.header.number);
	if (best.samples.length === 0 && isWhole) throw best.problem ?? new FileRefused('FILE_NO_ROWS');
	return best;
}

import { AsyncLocalStorage } from 'node:async_hooks';
import { stringify } from 'csv-stringify/sync';
import { guarded, type Cell } from './cell.ts';

/** What tells spreadsheets that the letters are UTF-8. */
const byteOrderMark = '\ufeff';

const written = (cell: Cell, locale: 'fr' | 'en'): string => {
	if (cell === null) return '';
	if (typeof cell === 'string') return guarded(cell);
	return locale === 'fr' ? String(cell).replace('.', ',') : String(cell);
};

/** Rows as the text of a CSV: semicolons, everything quoted, nothing that a spreadsheet would compute. */
export const csvLines = (rows: readonly (readonly Cell[])[], locale: 'fr' | 'en'): string =>
	stringify(
		rows.map((row) => row.map((cell) => written(cell, locale))),
		{ delimiter: ';', quoted: true, quoted_empty: true, record_delimiter: 'windows' }
	);

/**
 * A CSV as it is written, some rows at a time: its header, its rows, then one line that says whose it is.
 *
 * @param watermark null for a file that holds nobody's data but the reader's own.
 */
export function csvStream(
	header: readonly string[],
	rows: AsyncIterable<readonly Cell[][]>,
	{ locale, watermark }: { locale: 'fr' | 'en'; watermark: string | null }
): ReadableStream<Uint8Array> {
	async function* texts() {
		yield byteOrderMark + csvLines([header], locale);
		for await (const some of rows) yield csvLines(some, locale);
		if (watermark !== null) yield csvLines([[watermark]], locale);
	}
	return streamOf(texts());
}

/** Some text as the body of a response, made as fast as it is read, in the language of the request that asked for it. */
function streamOf(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
	const inRequest = AsyncLocalStorage.snapshot();
	const encoder = new TextEncoder();
	return new ReadableStream({
		async pull(controller) {
			const { done, value } = await inRequest(() => texts.next());
			if (done) controller.close();
			else controller.enqueue(encoder.encode(value));
		},
		async cancel() {
			await texts.return(undefined);
		}
	});
}

/** What a response says of a file to be kept, never opened as a page. */
export const fileHeaders = (name: string, type: string): Record<string, string> => ({
	'content-type': type,
	'content-disposition': `attachment; filename="${name}"`,
	'content-security-policy': 'sandbox',
	'cache-control': 'no-store'
});

export const csvType = 'text/csv; charset=utf-8';

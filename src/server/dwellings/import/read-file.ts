/** The file that an organism sends, from its bytes to one text to be read as a table, whatever wrote it. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { forbiddenColumns } from '#domain/dwellings/import/guess-columns.ts';
import { readStart, startLength } from '../../platform/files/csv-reader.ts';
import { FileRefused, type Texts } from '../../platform/files/file-refused.ts';
import type { Bytes, ReceivedFile } from '../../platform/files/received-form.ts';
import { decodeText, detectEncoding } from '../../platform/files/text-encoding.ts';
import { maxPacked } from '../../platform/files/workbook-guard.ts';
import { textOfWorkbook } from '../../platform/files/workbook-reader.ts';
import type { FileTable } from './tables.ts';

/** A file that may be mapped. */
export type ReadableFile = { table: FileTable; digest: string; texts(): Texts };

/** What a sample shows of a cell, in characters. */
const shown = 60;

const signatures = {
	archive: [0x50, 0x4b],
	// Excel before 2007, and workbooks with a password.
	compound: [0xd0, 0xcf, 0x11, 0xe0]
} as const;

/**
 * Looks at a file without keeping any of it.
 *
 * @throws FileRefused what it is refused for; a column that may not come in refuses the whole file.
 */
export async function openFile(file: ReceivedFile): Promise<ReadableFile> {
	if (file.isTooLarge) throw new FileRefused('FILE_TOO_LARGE');
	if (file.size === 0) throw new FileRefused('FILE_MISSING');
	const { digest, start } = await fingerprint(file.bytes());
	const begins = (signature: readonly number[]) => signature.every((byte, index) => start[index] === byte);
	if (begins(signatures.compound)) throw new FileRefused('FILE_OLD_EXCEL');
	const extension = path.extname(file.name).toLowerCase();
	if (['.xlsm', '.xlsb', '.xltm', '.xlam'].includes(extension)) throw new FileRefused('FILE_HAS_MACROS');
	if (extension === '.xls') throw new FileRefused('FILE_OLD_EXCEL');
	if (!['.csv', '.txt', '.tsv', '.xlsx'].includes(extension)) throw new FileRefused('FILE_KIND_UNKNOWN');
	if (begins(signatures.archive) !== (extension === '.xlsx')) throw new FileRefused('FILE_NOT_AS_NAMED');
	const opened = extension === '.xlsx' ? await openWorkbook(file) : await openText(file);
	return { digest, texts: opened.texts, table: await describe(opened) };
}

type Opened = Pick<FileTable, 'kind' | 'encoding'> & { texts(): Texts };

async function openText(file: ReceivedFile): Promise<Opened> {
	const encoding = await detectEncoding(file.bytes());
	return { kind: 'csv', encoding, texts: () => decodeText(file.bytes(), encoding) };
}

async function openWorkbook(file: ReceivedFile): Promise<Opened> {
	if (file.size > maxPacked) throw new FileRefused('WORKBOOK_TOO_LARGE');
	const bytes: Uint8Array[] = [];
	for await (const some of file.bytes()) bytes.push(some);
	const texts: string[] = [];
	for await (const text of textOfWorkbook(Buffer.concat(bytes))) texts.push(text);
	return { kind: 'xlsx', encoding: 'utf-8', texts: () => texts };
}

async function fingerprint(bytes: Bytes): Promise<{ digest: string; start: Uint8Array }> {
	const hash = createHash('sha256');
	let start: Uint8Array = new Uint8Array();
	for await (const some of bytes) {
		if (start.length < 8) start = Buffer.concat([start, some.subarray(0, 8)]);
		hash.update(some);
	}
	return { digest: hash.digest('hex'), start };
}

async function describe({ kind, encoding, texts }: Opened): Promise<FileTable> {
	let start = '';
	let isWhole = true;
	for await (const text of texts()) {
		if (start.length >= startLength) {
			isWhole = false;
			break;
		}
		start += text;
	}
	const { delimiter, header, samples } = await readStart(start, isWhole);
	if (forbiddenColumns(header.cells).length > 0) throw new FileRefused('FILE_COLUMN_FORBIDDEN');
	const cut = (cells: string[]) => cells.slice(0, header.cells.length).map((cell) => cell.trim().slice(0, shown));
	return { kind, encoding, delimiter, headers: cut(header.cells), samples: samples.map((row) => cut(row.cells)) };
}

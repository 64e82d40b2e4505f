/**
 * What an XLSX workbook is looked at for before any of it is read as a table: it is an archive of XML, so it may be a
 * bomb, hide a program, or name things to be fetched. Every part is unpacked once here, counted and thrown away.
 */
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { maxColumns } from '#domain/dwellings/import/import.input.ts';
import { FileRefused } from './file-refused.ts';

/** In bytes, packed and unpacked: beyond, a table is sent as CSV, which is read without holding it in memory. */
export const maxPacked = 10_000_000;
const maxUnpacked = 32_000_000;
const maxEntries = 1_000;
/** To one; small parts may be mostly the same signs. */
const maxRatio = 100;
const smallPart = 65_536;
/** Rows of a sheet; the reader makes one for each number it is given, empty or not. */
const maxSheetRows = 200_000;

const endOfArchive = Buffer.from('PK\x05\x06', 'latin1');

/**
 * Refuses a workbook that may not be opened.
 *
 * @throws FileRefused
 */
export async function checkWorkbook(bytes: Buffer): Promise<void> {
	if (bytes.length > maxPacked) throw new FileRefused('WORKBOOK_TOO_LARGE');
	// Another kind of file may hold an archive at its end: two readers would then see two files.
	const end = bytes.subarray(-22);
	const isArchive = bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'));
	if (!isArchive || !end.subarray(0, 4).equals(endOfArchive)) throw new FileRefused('WORKBOOK_BROKEN');
	try {
		await checkParts(bytes);
	} catch (error) {
		// What the archive reader finds wrong: cut short, sizes that lie, names that repeat or climb out.
		throw error instanceof FileRefused ? error : new FileRefused('WORKBOOK_BROKEN');
	}
}

async function checkParts(bytes: Buffer): Promise<void> {
	const archive = await fromBufferPromise(bytes, { validateEntrySizes: true, strictFileNames: true });
	if (archive.entryCount > maxEntries) throw new FileRefused('WORKBOOK_TOO_MANY_ENTRIES');
	const names = new Set<string>();
	const entries: Entry[] = [];
	let packed = 0;
	let unpacked = 0;
	for await (const entry of archive.eachEntry()) {
		const name = entry.fileName.toLowerCase();
		if (names.has(name) || entry.isEncrypted()) throw new FileRefused('WORKBOOK_BROKEN');
		if (/vbaproject|\.bin$|macro/.test(name) && !/printersettings/.test(name)) throw new FileRefused('FILE_HAS_MACROS');
		names.add(name);
		entries.push(entry);
		packed += entry.compressedSize;
		unpacked += entry.uncompressedSize;
		if (unpacked > maxUnpacked) throw new FileRefused('WORKBOOK_TOO_LARGE');
		const isLarge = entry.uncompressedSize > smallPart;
		if (isLarge && entry.uncompressedSize > maxRatio * entry.compressedSize)
			throw new FileRefused('WORKBOOK_TOO_COMPRESSED');
	}
	// Parts that overlap each other: a few bytes unpacked many times.
	if (packed > bytes.length) throw new FileRefused('WORKBOOK_TOO_COMPRESSED');
	if (!names.has('xl/workbook.xml') || !names.has('[content_types].xml')) throw new FileRefused('WORKBOOK_BROKEN');
	for (const entry of entries) await checkPart(archive, entry);
}

async function checkPart(archive: ZipFile, entry: Entry): Promise<void> {
	const isXml = /\.(xml|rels|vml)$/i.test(entry.fileName);
	const isSheet = /worksheets\/[^/]+\.xml$/i.test(entry.fileName);
	const decoder = new TextDecoder('utf-8', { fatal: true });
	let held = '';
	for await (const some of await archive.openReadStreamPromise(entry)) {
		if (!isXml) continue;
		const text = held + decoder.decode(some as Uint8Array, { stream: true });
		checkXml(text, isSheet);
		// What is looked for may be cut between two pieces.
		held = text.slice(-200);
	}
	if (isXml) decoder.decode();
}

function checkXml(text: string, isSheet: boolean): void {
	if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new FileRefused('WORKBOOK_HAS_ENTITIES');
	if (/macroEnabled|vbaProject/i.test(text)) throw new FileRefused('FILE_HAS_MACROS');
	if (!isSheet) return;
	// A place written with character references would be read elsewhere than it is seen here.
	if (/\sr\s*=\s*["'][^"'<>]*&/.test(text)) throw new FileRefused('WORKBOOK_BROKEN');
	for (const [, letters, digits] of text.matchAll(/\sr\s*=\s*["']\s*([A-Za-z]{0,9})(\d{1,12})/g)) {
		if (Number(digits) > maxSheetRows) throw new FileRefused('WORKBOOK_TOO_LARGE');
		if (letters && columnOf(letters) > maxColumns) throw new FileRefused('FILE_TOO_MANY_COLUMNS');
	}
}

/** A is 1, Z is 26, AA is 27. */
const columnOf = (letters: string): number =>
	[...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

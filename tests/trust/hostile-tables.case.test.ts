/** Tables in text that somebody makes to break what reads them, and those that spreadsheets break by themselves. */
import { describe, expect, test } from 'vitest';
import type { FileProblem } from '#domain/file-problem.ts';
import { archiveOf, rowsXml, workbookParts } from '#tests/support/archive.ts';
import { readTable as read, refusal } from '#tests/support/read-table.ts';

const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();
const text = 'Référence;Étage\nL1;2\nL2;3\n';
const rows = [
	['Référence', 'Étage'],
	['L1', '2'],
	['L2', '3']
];

describe('the letters of a file', () => {
	const cp1252 = Buffer.from('Référence;Étage\nL1;2\nL2;3\n', 'latin1');
	test.each([
		['UTF-8', Buffer.from(text), 'utf-8'],
		['UTF-8 with its mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
		['Windows-1252', cp1252, 'windows-1252'],
		['UTF-16, little end first, with its mark', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
		['UTF-16, big end first, with its mark', swapped(`\ufeff${text}`), 'utf-16be'],
		['UTF-16 without mark', Buffer.from(text, 'utf16le'), 'utf-16le'],
		['UTF-16, big end first, without mark', swapped(text), 'utf-16be']
	])('%s is known, wherever its bytes are cut', async (_, bytes, encoding) => {
		for (const piece of [1, 3, 1_000]) expect(await read('a.csv', bytes, piece)).toMatchObject({ encoding, rows });
	});

	test('the euro sign and the ligature of Windows are those of Windows', async () => {
		const bytes = Buffer.from([...Buffer.from('A;B\n'), 0x80, 0x3b, 0x9c, 0xe9]);
		expect(await read('a.csv', bytes)).toMatchObject({
			rows: [
				['A', 'B'],
				['€', 'œé']
			]
		});
	});

	test.each<[string, Buffer, FileProblem]>([
		[
			'UTF-8 cut in the middle of a letter',
			Buffer.from('Référencé;Étage\nL1;é').subarray(0, -1),
			'FILE_ENCODING_BROKEN'
		],
		['UTF-8 with a wrong byte', Buffer.concat([Buffer.from(text), Buffer.from([0xff])]), 'FILE_ENCODING_BROKEN'],
		['UTF-8 whose mark lies', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), cp1252]), 'FILE_ENCODING_BROKEN'],
		['long forms of UTF-8', Buffer.from([0x41, 0x3b, 0x42, 0x0a, 0xc0, 0xaf, 0x81]), 'FILE_ENCODING_BROKEN'],
		['half a pair of UTF-16', Buffer.from('\ufeffA;B\n\ud800;1\n', 'utf16le'), 'FILE_ENCODING_BROKEN'],
		[
			'an odd count of bytes in UTF-16',
			Buffer.from('\ufeffA;B\n1;2', 'utf16le').subarray(0, -1),
			'FILE_ENCODING_BROKEN'
		],
		['a null byte', Buffer.from('A;B\n1\0;2\n'), 'FILE_HAS_NUL'],
		['a null letter in UTF-16', Buffer.from('\ufeffA;B\n1\0;2\n', 'utf16le'), 'FILE_HAS_NUL'],
		['a null byte far away', Buffer.from(`A;B\n${'1;2\n'.repeat(40_000)}\0`), 'FILE_HAS_NUL'],
		['noise', Buffer.from(Array.from({ length: 4_000 }, (_, index) => (index * 7919) % 256)), 'FILE_HAS_NUL'],
		['nothing', Buffer.alloc(0), 'FILE_MISSING']
	])('%s is refused', async (_, bytes, problem) => {
		expect(await refusal('a.csv', bytes, 1_000)).toBe(problem);
	});
});

describe('a table in text', () => {
	test.each([
		['semicolons', 'A;B\n1,5;2\n', ';'],
		['commas', 'A,B\n"1,5",2\n', ','],
		['tabs', 'A\tB\n1,5\t2\n', '\t'],
		['what Excel writes for itself', 'sep=;\nA;B\n1,5;2\n', ';'],
		['ends of line of Windows', 'A;B\r\n1,5;2\r\n', ';'],
		['ends of line of an old Mac', 'A;B\r1,5;2', ';'],
		['blank lines', '\nA;B\n\n\n1,5;2\n\n', ';']
	])('with %s is read', async (_, written, delimiter) => {
		expect(await read('a.csv', written)).toMatchObject({
			delimiter,
			rows: [
				['A', 'B'],
				['1,5', '2']
			]
		});
	});

	test('may hold ends of line and quotes inside quotes', async () => {
		expect(await read('a.csv', 'A;B\n"x\r\ny";"d""it"\n')).toMatchObject({
			rows: [
				['A', 'B'],
				['x\ny', 'd"it']
			]
		});
	});

	test('may have two columns of one name', async () => {
		expect(await read('a.csv', 'A;A\n1;2\n')).toMatchObject({
			rows: [
				['A', 'A'],
				['1', '2']
			]
		});
	});

	const wide = (columns: number) => Array.from({ length: columns }, (_, index) => `c${index}`).join(';');
	test.each<[string, string, FileProblem, number | null]>([
		['without columns', 'A\n1\n', 'FILE_ONE_COLUMN', 1],
		['with a header only', 'A;B\n', 'FILE_NO_ROWS', null],
		['of blank lines', '\n\n\n', 'FILE_HEADER_MISSING', null],
		['of 201 columns', `${wide(201)}\n1\n`, 'FILE_TOO_MANY_COLUMNS', 1],
		['with a quote without end', `A;B\n1;2\n"3;4\n${'5;6\n'.repeat(2_000)}`, 'FILE_QUOTES_BROKEN', 3],
		['with a quote without end, long', `A;B\n1;2\n"3;4\n${'5;6\n'.repeat(700_000)}`, 'FILE_QUOTES_BROKEN', 3],
		['with a quote inside a word', 'A;B\n"1"2;3\n', 'FILE_QUOTES_BROKEN', 2],
		['with a giant cell', `A;B\n1;2\n3;${'x'.repeat(10_001)}\n`, 'FILE_CELL_TOO_LONG', 3],
		['with a cell without measure', `A;B\n${'x'.repeat(5_000_000)}`, 'FILE_CELL_TOO_LONG', 2]
	])('%s is refused, and the row is told', async (_, written, problem, row) => {
		expect(await read('a.csv', written, 100_000)).toEqual({ refused: problem, row });
	});

	test('of 200 columns, with a cell as long as may be, is read', async () => {
		const cells = Array.from({ length: 200 }, () => 'x'.repeat(10_000)).join(';');
		expect(await refusal('a.csv', `${wide(200)}\n${cells}\n`, 50_000)).toBe('read');
	});
});

describe('a file that is not what its name says', () => {
	const workbook = archiveOf(workbookParts(rowsXml([['A', 'B']])));
	const old = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(500, 1)]);
	test.each<[string, Buffer | string, FileProblem]>([
		['a.csv', workbook, 'FILE_NOT_AS_NAMED'],
		['a.xlsx', 'A;B\n1;2\n', 'FILE_NOT_AS_NAMED'],
		['a.xlsm', workbook, 'FILE_HAS_MACROS'],
		['a.xlsb', workbook, 'FILE_HAS_MACROS'],
		['a.xls', 'A;B\n1;2\n', 'FILE_OLD_EXCEL'],
		['a.xlsx', old, 'FILE_OLD_EXCEL'],
		['a.csv', old, 'FILE_OLD_EXCEL'],
		['a.pdf', '%PDF-1.7', 'FILE_KIND_UNKNOWN'],
		['a', 'A;B\n1;2\n', 'FILE_KIND_UNKNOWN'],
		['a.csv', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'FILE_HAS_NUL'],
		['a.csv.exe', 'A;B\n1;2\n', 'FILE_KIND_UNKNOWN']
	])('%s is refused', async (name, bytes, problem) => {
		expect(await refusal(name, bytes, 1_000)).toBe(problem);
	});

	test('a page in a CSV is text like another', async () => {
		expect(await refusal('a.csv', '<script>alert(1)</script>;B\n1;2\n')).toBe('read');
	});
});

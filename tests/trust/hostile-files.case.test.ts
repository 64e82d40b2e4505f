/** Files that somebody makes to break what reads them, and those that spreadsheets break by themselves. */
import { createServer } from 'node:http';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import type { FileProblem } from '#domain/file-problem.ts';
import { readRows } from '#server/platform/files/csv-reader.ts';
import { FileRefused } from '#server/platform/files/file-refused.ts';
import { ReceivedFile } from '#server/platform/files/received-form.ts';
import { openFile } from '#server/dwellings/import/read-file.ts';
import { archiveOf, rowsXml, workbookParts, type Part } from '#tests/support/archive.ts';

/** A file in memory, given in pieces so small that everything is cut somewhere. */
const fileOf = (name: string, bytes: Buffer | string, piece = 7) => {
	const all = Buffer.from(bytes);
	const pieces = () =>
		Array.from({ length: Math.ceil(all.length / piece) }, (_, index) =>
			all.subarray(index * piece, (index + 1) * piece)
		);
	return new ReceivedFile(name, all.length, false, pieces);
};

/** The rows of a file, read as an import does; or why it is refused, with the row. */
async function read(name: string, bytes: Buffer | string, piece?: number) {
	try {
		const { table, texts } = await openFile(fileOf(name, bytes, piece));
		const rows = await Array.fromAsync(readRows(texts(), table.delimiter));
		return { encoding: table.encoding, delimiter: table.delimiter, rows: rows.map(({ cells }) => cells) };
	} catch (error) {
		if (error instanceof FileRefused) return { refused: error.problem, row: error.row };
		throw error;
	}
}
const refusal = async (name: string, bytes: Buffer | string, piece?: number) => {
	const answer = await read(name, bytes, piece);
	return 'refused' in answer ? answer.refused : 'read';
};
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

describe('a workbook', () => {
	const sheet = rowsXml([
		['A', 'B'],
		['1,5', '2']
	]);
	const book = (changes: Record<string, string | Buffer> = {}, data = sheet) => archiveOf(workbookParts(data, changes));
	const cell = (xml: string) =>
		`<row r="1"><c r="A1" t="inlineStr"><is><t>A</t></is></c><c r="B1" t="inlineStr"><is><t>B</t></is></c></row><row r="2">${xml}</row>`;

	test('is read as its cells show', async () => {
		expect(await read('a.xlsx', book())).toMatchObject({
			rows: [
				['A', 'B'],
				['1,5', '2']
			]
		});
	});

	test('gives the last value of a formula, which is never computed', async () => {
		const data = cell(
			'<c r="A2"><f>1+1</f><v>41</v></c><c r="B2" t="str"><f>WEBSERVICE("http://x")</f><v>=1+1</v></c>'
		);
		expect(await read('a.xlsx', book({}, data))).toMatchObject({
			rows: [
				['A', 'B'],
				['41', '=1+1']
			]
		});
	});

	test('says nothing where a cell is in error', async () => {
		const data = cell('<c r="A2" t="e"><v>#N/A</v></c><c r="B2"><v>3</v></c>');
		expect(await read('a.xlsx', book({}, data))).toMatchObject({
			rows: [
				['A', 'B'],
				['', '3']
			]
		});
	});

	test('does not have « 1,25 » and « 1250 » taken for one another', async () => {
		const data = cell('<c r="A2"><v>1.25</v></c><c r="B2"><v>1.125</v></c>');
		expect(await read('a.xlsx', book({}, data))).toMatchObject({
			rows: [
				['A', 'B'],
				['1.25', '1.1250']
			]
		});
	});

	test('fetches nothing of what it names elsewhere', async () => {
		let asked = 0;
		const server = createServer((_, response) => response.end(String(++asked))).listen(0);
		await once(server, 'listening');
		const { port } = server.address() as { port: number };
		const link = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" Target="http://localhost:${port}/a.xlsx" TargetMode="External"/></Relationships>`;
		expect(await read('a.xlsx', book({ 'xl/externalLinks/_rels/externalLink1.xml.rels': link }))).toMatchObject({
			rows: [
				['A', 'B'],
				['1,5', '2']
			]
		});
		server.close();
		expect(asked).toBe(0);
	});

	const bomb = Buffer.alloc(20_000_000, 'a');
	const many = Array.from({ length: 1_100 }, (_, index): Part => ({ name: `x/${index}.txt`, data: 'x' }));
	const overlapping = (): Buffer => {
		const parts = workbookParts(sheet);
		const data = Buffer.from(Array.from({ length: 60_000 }, (_, index) => (index * index * 31) % 251));
		const at = archiveOf(parts).indexOf('PK\x01\x02');
		const copies = Array.from({ length: 400 }, (_, index): Part => ({ name: `y/${index}`, data, at }));
		return archiveOf([...parts, { name: 'y/first', data }, ...copies]);
	};
	const dtd = (declaration: string) =>
		`<?xml version="1.0"?>${declaration}<worksheet><sheetData>${sheet}</sheetData></worksheet>`;
	const sheetPath = 'xl/worksheets/sheet1.xml';

	test.each<[string, () => Buffer, FileProblem]>([
		['a part that grows a thousand times', () => book({ 'xl/media/a.xml': bomb }), 'WORKBOOK_TOO_COMPRESSED'],
		['parts that grow too large together', () => book({ 'a/1.xml': bomb, 'a/2.xml': bomb }), 'WORKBOOK_TOO_COMPRESSED'],
		[
			'an archive in an archive in an archive',
			() =>
				book({
					'xl/embeddings/a.xlsx': archiveOf([
						{ name: 'b.zip', data: archiveOf([{ name: 'c', data: bomb }]) },
						{ name: 'd', data: bomb }
					]),
					'e.xml': bomb
				}),
			'WORKBOOK_TOO_COMPRESSED'
		],
		[
			'more parts than a workbook has',
			() => archiveOf([...workbookParts(sheet), ...many]),
			'WORKBOOK_TOO_MANY_ENTRIES'
		],
		['parts that share their bytes', overlapping, 'WORKBOOK_TOO_COMPRESSED'],
		[
			'a part larger than it says',
			() =>
				archiveOf(
					workbookParts(sheet).map((part) =>
						part.name === sheetPath ? { ...part, data: dtd('').padEnd(3_000_000, ' '), says: { size: 900 } } : part
					)
				),
			'WORKBOOK_BROKEN'
		],
		[
			'a part said to be endless',
			() =>
				archiveOf(
					workbookParts(sheet).map((part) => (part.name === sheetPath ? { ...part, says: { size: 0xfffffff0 } } : part))
				),
			'WORKBOOK_TOO_LARGE'
		],
		['a name twice', () => archiveOf([...workbookParts(sheet), ...workbookParts(sheet).slice(-1)]), 'WORKBOOK_BROKEN'],
		[
			'a name that climbs out',
			() => archiveOf([...workbookParts(sheet), { name: '../../etc/passwd', data: 'x' }]),
			'WORKBOOK_BROKEN'
		],
		[
			'a part under a password',
			() => archiveOf(workbookParts(sheet).map((part) => ({ ...part, says: { flags: 0x0801 } }))),
			'WORKBOOK_BROKEN'
		],
		['macros', () => book({ 'xl/vbaProject.bin': 'x' }), 'FILE_HAS_MACROS'],
		['macros of 1992', () => book({ 'xl/macrosheets/sheet1.xml': '<x/>' }), 'FILE_HAS_MACROS'],
		[
			'macros under another name',
			() =>
				book({ '[Content_Types].xml': '<Types ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>' }),
			'FILE_HAS_MACROS'
		],
		[
			'an external entity',
			() => book({ [sheetPath]: dtd('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>') }),
			'WORKBOOK_HAS_ENTITIES'
		],
		[
			'a billion laughs',
			() => book({ 'xl/sharedStrings.xml': dtd('<!doctype a [<!entity b "ha"><!entity c "&b;&b;&b;">]>') }),
			'WORKBOOK_HAS_ENTITIES'
		],
		[
			'a DTD that a cut would hide',
			() =>
				book({ [sheetPath]: `${Array.from({ length: 9_000 }, (_, index) => index * index).join(' ')}<!DOCTYPE a>` }),
			'WORKBOOK_HAS_ENTITIES'
		],
		[
			'XML in another alphabet',
			() => book({ [sheetPath]: Buffer.from(dtd('<!DOCTYPE a>'), 'utf16le') }),
			'WORKBOOK_BROKEN'
		],
		[
			'one cell at the end of the world',
			() => book({}, `${sheet}<row r="1048576"><c r="A1048576"><v>1</v></c></row>`),
			'WORKBOOK_TOO_LARGE'
		],
		['one cell in the last column', () => book({}, cell('<c r="XFD2"><v>1</v></c>')), 'FILE_TOO_MANY_COLUMNS'],
		[
			'a place written in signs',
			() => book({}, cell('<c r="A2&#48;&#48;&#48;&#48;&#48;&#48;"><v>1</v></c>')),
			'WORKBOOK_BROKEN'
		],
		[
			'a giant cell',
			() =>
				book(
					{},
					cell(
						`<c r="A2" t="inlineStr"><is><t>${Array.from({ length: 3_000 }, (_, index) => index).join('-')}</t></is></c><c r="B2"><v>1</v></c>`
					)
				),
			'FILE_CELL_TOO_LONG'
		],
		['no sheet', () => archiveOf(workbookParts(sheet).filter(({ name }) => name !== sheetPath)), 'WORKBOOK_BROKEN'],
		['no workbook', () => archiveOf([{ name: 'a.txt', data: 'x' }]), 'WORKBOOK_BROKEN'],
		['XML that is none', () => book({ [sheetPath]: '<worksheet><sheetData><row' }), 'WORKBOOK_BROKEN'],
		[
			'another file in front',
			() => Buffer.concat([Buffer.from('PK\x03\x04GIF89a', 'latin1'), book()]),
			'WORKBOOK_BROKEN'
		],
		['another file behind', () => Buffer.concat([book(), Buffer.from('<script>alert(1)</script>')]), 'WORKBOOK_BROKEN'],
		['an end cut off', () => book().subarray(0, -30), 'WORKBOOK_BROKEN'],
		['a beginning only', () => book().subarray(0, 200), 'WORKBOOK_BROKEN']
	])('with %s is refused before it is read', async (_, bytes, problem) => {
		const made = bytes();
		const before = process.cpuUsage();
		expect(await refusal('a.xlsx', made, 65_536)).toBe(problem);
		const spent = process.cpuUsage(before);
		expect((spent.user + spent.system) / 1e6, 'seconds of processor').toBeLessThan(5);
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

/** Workbooks that somebody makes to break what reads them. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { FileProblem } from '#domain/file-problem.ts';
import { archiveOf, rowsXml, workbookParts, type Part } from '#tests/support/archive.ts';
import { readTable as read, refusal } from '#tests/support/read-table.ts';

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

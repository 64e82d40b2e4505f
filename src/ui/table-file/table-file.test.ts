import Papa from 'papaparse';
import { readSheet } from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { guessMapping } from '#domain/dwellings/import/guess-columns.ts';
import { importFields } from '#domain/dwellings/import/fields.ts';
import { overwriteGetLocale } from '#i18n/paraglide/runtime.js';
import { importFieldNames } from '#i18n/sentences/imports.ts';
import type { Cell } from './cell.ts';
import { csvStream } from './csv-file.ts';
import { workbook } from './workbook-file.ts';

const hostile = [
	'=1+1',
	'+33',
	'-2',
	'@SUM(A1)',
	'\t=1',
	'\r=1',
	'\n=1',
	'＝1+1',
	'＋1',
	'－1',
	'＠a',
	'a;b',
	'a"b',
	'a\nb',
	'=cmd|"/c calc"!A0'
];
const guardedOnes = hostile.map((text) => (/^[a-z]/.test(text) ? text : `'${text}`));

async function* one(rows: Cell[][]) {
	yield rows;
}
async function textOf(rows: Cell[][], locale: 'fr' | 'en', watermark: string | null = null) {
	return await new Response(csvStream(['=Nom', 'B'], one(rows), { locale, watermark })).text();
}

test('a CSV is quoted throughout, and holds nothing that a spreadsheet would compute', async () => {
	const text = await textOf([hostile, [...hostile]], 'fr', 'à qui');
	const { data } = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { delimiter: ';', skipEmptyLines: true });
	expect(data).toEqual([["'=Nom", 'B'], guardedOnes, guardedOnes, ['à qui']]);
	expect(
		text
			.replaceAll('""', '')
			.split(/"[^"]*"/)
			.join('')
			.replaceAll(/[;\r\n]/g, '')
	).toBe('');
});

test('its numbers are in the manner of its reader, and what is not known is empty', async () => {
	expect(await textOf([[64.5, null, -1]], 'fr')).toContain('"64,5";"";"-1"');
	expect(await textOf([[64.5, null, -1]], 'en')).toContain('"64.5";"";"-1"');
});

test('a workbook holds texts as texts and numbers as numbers', async () => {
	const bytes = await workbook(
		['=Nom', 'B'],
		[
			['=1+1', 64.5],
			['＝1', null]
		],
		'à qui'
	);
	expect(await readSheet(bytes as Buffer)).toEqual([
		["'=Nom", 'B'],
		["'=1+1", 64.5],
		["'＝1", null],
		['à qui', null]
	]);
	expect(Buffer.from(bytes).includes('<f>')).toBe(false);
});

test.each(['fr', 'en'] as const)('the headers of an export in %s are those that an import knows', (locale) => {
	overwriteGetLocale(() => locale);
	const headers = importFields.map((field) => importFieldNames[field]());
	expect(guessMapping(headers)).toEqual(Object.fromEntries(importFields.map((field, index) => [field, index])));
});

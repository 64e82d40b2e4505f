import { expect, test } from 'vitest';
import { assessLine, type KnownDwelling } from './assess-line.ts';
import { importFields, neededForNew, newSheet, type ImportedLine, type ImportedSheet } from './fields.ts';
import { mappingInput } from './import.input.ts';
import { lineReader, placesOf } from './line.input.ts';

const places = placesOf([
	{ insee: '95127', name: 'Cergy' },
	{ insee: '95218', name: 'Éragny' },
	{ insee: '60219', name: 'Éragny' },
	{ insee: '01004', name: 'Ambérieu-en-Bugey' }
]);
const columns = [
	'reference',
	'streetNumber',
	'streetRepeat',
	'streetType',
	'street',
	'commune',
	'area',
	'energyClass'
] as const;
const read = lineReader(Object.fromEntries(columns.map((field, index) => [field, index])), places);
const known = (changes: Partial<KnownDwelling> = {}): KnownDwelling => ({
	id: 'd1',
	sheet: { ...sheet },
	isInChain: false,
	isLet: false,
	startsChains: false,
	...changes
});
const sheet: ImportedSheet = {
	street: '1 rue A',
	postalCode: '95000',
	door: '',
	commune: '95127',
	estate: 'E',
	rooms: 3,
	area: 60,
	floor: 1,
	hasLift: true,
	accessibility: 'ordinary',
	financing: 'PLUS',
	reletRent: 400,
	annexRent: 0,
	charges: 100,
	energyClass: 'C',
	isDecent: true,
	hasAplAgreement: true,
	isInPriorityQuarter: false,
	reservation: 'none',
	isFurnished: false,
	vacantFrom: null
};

test('the parts of a street are put together, and an empty cell says nothing', () => {
	expect(read(['L1', '3', 'bis', 'rue', 'des Lilas', '', '', '']).line).toEqual({
		reference: 'L1',
		street: '3 bis rue des Lilas'
	});
});

test('a commune is known by its code or its name, unless two have it', () => {
	const communeOf = (text: string) => read(['L1', '', '', '', '', text, '', '']);
	expect(communeOf('cergy').line?.commune).toBe('95127');
	expect(communeOf('1004').line?.commune).toBe('01004');
	expect(communeOf(' 95 127 ').line?.commune).toBe('95127');
	expect(communeOf('Ambérieu en Bugey').line?.commune).toBe('01004');
	expect(communeOf('Éragny').faults).toEqual([{ field: 'commune', problem: 'COMMUNE_AMBIGUOUS' }]);
	expect(communeOf('Paris').faults).toEqual([{ field: 'commune', problem: 'COMMUNE_UNKNOWN' }]);
});

test('every fault of a line is told at once', () => {
	expect(read(['', '', '', '', '', 'Paris', 'grande', 'Z']).faults).toEqual([
		{ field: 'reference', problem: 'REFERENCE_MISSING' },
		{ field: 'commune', problem: 'COMMUNE_UNKNOWN' },
		{ field: 'area', problem: 'NUMBER_WRONG' },
		{ field: 'energyClass', problem: 'CODE_UNKNOWN' }
	]);
});

test('what can be unknown may be said so; what cannot may not', () => {
	expect(read(['L1', '', '', '', '', '', '', 'inconnu']).line).toEqual({ reference: 'L1', energyClass: null });
	expect(read(['L1', '', '', '', '', '', 'unknown', '']).faults).toEqual([
		{ field: 'area', problem: 'CANNOT_BE_UNKNOWN' }
	]);
});

test('the apostrophe that an export put before a sign goes again', () => {
	expect(read(["'=L1", '', '', '', "'@rue", '', '', '']).line).toEqual({ reference: '=L1', street: '@rue' });
	expect(read(["L'-1", '', '', '', '', '', '', '']).line).toEqual({ reference: "L'-1" });
	expect(read(["'L1", '', '', '', "l'allée", '', '', '']).line).toEqual({ reference: "'L1", street: "l'allée" });
});

test('a new dwelling needs everything that the exchange would otherwise have to guess', () => {
	const line: ImportedLine = { reference: 'L1', ...sheet };
	expect(assessLine(line, null)).toEqual({ outcome: 'created', after: newSheet(line) });
	for (const field of neededForNew) {
		const { [field]: _, ...others } = line;
		expect(assessLine(others as ImportedLine, null)).toEqual({
			outcome: 'refused',
			faults: [{ field, problem: 'NEEDED_FOR_NEW' }]
		});
	}
});

test('only what differs changes', () => {
	expect(assessLine({ reference: 'L1', area: 60, reletRent: null, door: '2' }, known())).toEqual({
		outcome: 'changed',
		before: { door: '', reletRent: 400 },
		after: { door: '2', reletRent: null }
	});
	expect(assessLine({ reference: 'L1', ...sheet }, known())).toEqual({ outcome: 'unchanged' });
	expect(assessLine({ reference: 'L1' }, known())).toEqual({ outcome: 'unchanged' });
});

test('what a chain counts on stays; saying the same again is no change', () => {
	const inChain = known({ isInChain: true });
	expect(assessLine({ reference: 'L1', rooms: 4, street: '2 rue A' }, inChain)).toMatchObject({
		faults: [{ field: 'rooms', problem: 'DWELLING_IN_CHAIN' }]
	});
	expect(assessLine({ reference: 'L1', rooms: 3, street: '2 rue A' }, inChain)).toMatchObject({ outcome: 'changed' });
});

test('a dwelling under lease is not free, and one that starts chains keeps its rent and its day', () => {
	const free = { reference: 'L1', vacantFrom: '2026-12-01' };
	expect(assessLine(free, known({ isLet: true }))).toEqual({
		outcome: 'refused',
		faults: [{ field: 'vacantFrom', problem: 'DWELLING_LET' }]
	});
	expect(assessLine(free, known())).toMatchObject({ outcome: 'changed', after: { vacantFrom: '2026-12-01' } });
	expect(assessLine({ reference: 'L1', charges: 90 }, known({ isLet: true }))).toMatchObject({ outcome: 'changed' });

	const offered = { sheet: { ...sheet, vacantFrom: '2026-12-01' } };
	const taken = { reference: 'L1', reletRent: null, vacantFrom: null };
	expect(assessLine(taken, known({ ...offered, startsChains: true }))).toEqual({
		outcome: 'refused',
		faults: [
			{ field: 'reletRent', problem: 'DWELLING_OFFERED' },
			{ field: 'vacantFrom', problem: 'DWELLING_OFFERED' }
		]
	});
	expect(assessLine(taken, known(offered))).toMatchObject({ outcome: 'changed' });
	expect(assessLine({ reference: 'L1', reletRent: 410 }, known({ ...offered, startsChains: true }))).toMatchObject({
		outcome: 'changed'
	});
});

test('what a chain does not count on may be corrected in it: where the dwelling is', () => {
	const moved = { reference: 'L1', street: '2 rue A', postalCode: '95800', door: '4', estate: 'F' };
	expect(assessLine(moved, known({ isInChain: true }))).toMatchObject({ outcome: 'changed' });
});

test('a new dwelling of which no more is told than is needed leaves the rest unknown', () => {
	const line = Object.fromEntries(neededForNew.map((field) => [field, sheet[field]]));
	expect(newSheet({ reference: 'L1', ...line })).toEqual({
		...line,
		door: '',
		reletRent: null,
		energyClass: null,
		isDecent: null,
		isFurnished: false,
		vacantFrom: null
	});
});

test('a line is read by its cells: amounts of a month, areas of a home, a home that is inhabited', () => {
	const cells = ['reference', 'reletRent', 'charges', 'area', 'vacantFrom'] as const;
	const readLine = lineReader(Object.fromEntries(cells.map((field, index) => [field, index])), places);
	expect(readLine(['  L1   b ', '452,30 €', '0', '1', 'loué'])).toEqual({
		line: { reference: 'L1 b', reletRent: 452.3, charges: 0, area: 1, vacantFrom: null },
		reference: 'L1 b',
		faults: []
	});
	expect(readLine(['L1', '', ' ', '', '1er décembre 2026']).line).toEqual({
		reference: 'L1',
		vacantFrom: '2026-12-01'
	});
	expect(readLine(['L1', '20001', '20000', '0,5', 'bientôt']).faults).toEqual([
		{ field: 'area', problem: 'NUMBER_OUT_OF_RANGE' },
		{ field: 'reletRent', problem: 'NUMBER_OUT_OF_RANGE' },
		{ field: 'vacantFrom', problem: 'DAY_WRONG' }
	]);
	expect(readLine([`L${'1'.repeat(60)}`]).faults).toEqual([{ field: 'reference', problem: 'TEXT_TOO_LONG' }]);
	expect(readLine([`L${'1'.repeat(60)}`]).reference).toHaveLength(60);
});

test('the choice of columns needs a reference, something to say, and one column for each thing', () => {
	const importId = crypto.randomUUID();
	const faults = (mapping: Record<string, string>) =>
		mappingInput.safeParse({ importId, mapping }).error?.issues.map(({ path, message }) => [path.at(-1), message]);
	expect(faults({ reference: '0', area: '1' })).toBeUndefined();
	expect(faults({ area: '1' })).toEqual([['column.reference', 'REFERENCE_COLUMN_MISSING']]);
	expect(faults({ reference: '0' })).toEqual([['column.reference', 'NOTHING_TO_SAY']]);
	expect(faults({ reference: '0', area: '0' })).toEqual([['column.area', 'COLUMN_TWICE']]);
	expect(faults({ reference: '0', streetNumber: '1' })).toEqual([['column.street', 'STREET_NAME_MISSING']]);
	expect(faults({ reference: '200', area: '1' })).toEqual([['reference', 'COLUMN_UNKNOWN']]);
	expect(new Set(importFields).size).toBe(importFields.length);
});

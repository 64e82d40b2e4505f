import { describe, expect, test } from 'vitest';
import { err, ok } from '../../result.ts';
import type { Financing } from '../dwelling.ts';
import {
	readAccessibility,
	readDay,
	readFinancing,
	readFloor,
	readNumber,
	readPostalCode,
	readReservation,
	readRooms,
	readText,
	readYesOrNo,
	saysOccupied,
	saysUnknown
} from './read-cell.ts';

describe('a number', () => {
	test.each([
		['64,5', 64.5],
		['64.5', 64.5],
		['452,30 €', 452.3],
		['1 200', 1200],
		['1\u202f200,50', 1200.5],
		['1,200.50', 1200.5],
		['1.200,50', 1200.5],
		['1 234 567,8 €', 1234567.8],
		['66 m²', 66],
		['66 M2', 66],
		['€ 452.30', 452.3],
		['1’200 euros', 1200],
		['12 EUR', 12],
		['0', 0],
		['2000000', 2_000_000],
		['0,500', 0.5]
	])('%s is read as it is meant', (text, value) => {
		expect(readNumber(text, { max: 2_000_000 })).toEqual(ok(value));
	});

	test.each([
		['1,200', 'NUMBER_AMBIGUOUS'],
		['1.200', 'NUMBER_AMBIGUOUS'],
		['12,345,678', 'NUMBER_AMBIGUOUS'],
		['1,2,3', 'NUMBER_WRONG'],
		['452€30', 'NUMBER_WRONG'],
		['4m20', 'NUMBER_WRONG'],
		['5−3', 'NUMBER_WRONG'],
		[',5', 'NUMBER_WRONG'],
		['1,234.', 'NUMBER_WRONG'],
		['12.34.56', 'NUMBER_WRONG'],
		['1,20.5', 'NUMBER_WRONG'],
		['1e9', 'NUMBER_WRONG'],
		['0x10', 'NUMBER_WRONG'],
		['=1+1', 'NUMBER_WRONG'],
		['٣', 'NUMBER_WRONG'],
		['grand', 'NUMBER_WRONG'],
		['-5', 'NUMBER_OUT_OF_RANGE'],
		['−5', 'NUMBER_OUT_OF_RANGE'],
		['9999999', 'NUMBER_OUT_OF_RANGE']
	])('%s is refused rather than guessed', (text, problem) => {
		expect(readNumber(text, { max: 2_000_000 })).toEqual(err(problem));
	});
});

describe('a day', () => {
	test.each([
		['2026-12-01', '2026-12-01'],
		['2026-12-01T00:00:00.000Z', '2026-12-01'],
		['01/12/2026', '2026-12-01'],
		['1.12.2026', '2026-12-01'],
		['1er décembre 2026', '2026-12-01'],
		['1 December 2026', '2026-12-01'],
		['December 1, 2026', '2026-12-01'],
		['1st Dec 2026', '2026-12-01'],
		['21 juin 1900', '1900-06-21'],
		['June 21st, 2100', '2100-06-21'],
		[' 2026-12-01T00:00Z ', '2026-12-01'],
		['2026-12-01T00:00:00', '2026-12-01'],
		[' 1-12-2026 ', '2026-12-01']
	])('%s is read', (text, day) => {
		expect(readDay(text)).toEqual(ok(day));
	});

	test.each(['fr-FR', 'en-GB', 'en-US'])('is read in each month, in full or cut short, as %s writes it', (language) => {
		const days = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 14)));
		for (const month of ['long', 'short'] as const) {
			const written = new Intl.DateTimeFormat(language, { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' });
			expect(days.map((day) => readDay(written.format(day)))).toEqual(
				days.map((day) => ok(day.toISOString().slice(0, 10)))
			);
		}
	});

	test.each([
		'12/25/2026',
		'31/02/2026',
		'2026-13-01',
		'01/12/26',
		'46000',
		'demain',
		'1 brumaire 2026',
		'0001-01-01',
		'1899-12-31',
		'2101-01-01',
		'le 1 mars 2026',
		'1 mars 2026 matin',
		'le mars 1 2026',
		'mars 1 2026 matin',
		'x2026-12-01',
		'2026-12-01T08:30',
		'2026-12-01 matin',
		'du 01/12/2026',
		'01/12/2026 matin'
	])('%s is refused rather than turned round', (text) => {
		expect(readDay(text)).toEqual(err('DAY_WRONG'));
	});
});

test.each([
	['T3', 3],
	['F4', 4],
	['T1 bis', 1],
	['Studio', 1],
	['3 pièces', 3],
	['5', 5],
	['T6 et plus', 6],
	['6 +', 6],
	['T5+', 5],
	['t 2', 2],
	['T1bis', 1],
	['4p', 4],
	['4 p', 4],
	['1 pièce', 1],
	['20', 20]
])('%s is %i rooms', (text, rooms) => {
	expect(readRooms(text)).toEqual(ok(rooms));
});
test.each(['0', 'T0', 'T99', '21', 'grand', '2,5', 'appartement T3', 'T3 duplex'])(
	'%s is no number of rooms',
	(text) => {
		expect(readRooms(text)).toEqual(err('ROOMS_WRONG'));
	}
);

test.each([
	['RDC', 0],
	['Rez-de-chaussée', 0],
	['R+4', 4],
	['2e étage', 2],
	['3rd floor', 3],
	['00', 0],
	['RC', 0],
	['Ground floor', 0],
	['ground', 0],
	['12', 12],
	['R + 1', 1],
	['1er', 1],
	['2etage', 2],
	[' -2 ', -2],
	['-1', -1]
])('%s is floor %i', (text, floor) => {
	expect(readFloor(text)).toEqual(ok(floor));
});
test.each(['haut', '1/2', '-12', '100', '- 1', '-1 bis', 'au 3'])('%s is no floor', (text) => {
	expect(readFloor(text)).toEqual(err('FLOOR_WRONG'));
});

test('yes and no are words, or the figures of RPLS', () => {
	for (const text of ['oui', 'Oui', 'o', 'X', 'avec', '1', 'true', 'VRAI', 'yes', 'y'])
		expect(readYesOrNo(text), text).toEqual(ok(true));
	for (const text of ['Non', 'n', 'no', '0', '2', 'false', 'FAUX', 'sans'])
		expect(readYesOrNo(text), text).toEqual(ok(false));
	expect(readYesOrNo('peut-être')).toEqual(err('YES_OR_NO_WRONG'));
});

test('a financing is known by its name or its RPLS code, unless the code means two things', () => {
	const written: Record<Financing, string[]> = {
		PLAI: ['plai', '10', 'PLA d’intégration (PLAI)'],
		PLA_1977_1999: ['12', 'PLA', 'PLA ordinaire', 'PLA 1977-1999', 'PLA 1977 to 1999'],
		PLUS: ['plus', '13'],
		PLS: ['PLS', '14'],
		PLI: ['pli', '16'],
		HLM_BEFORE_1977: [
			'50',
			'51',
			'52',
			'HBM',
			'PLR',
			'PSR',
			'PLR/PSR',
			'HLM O',
			'HLMO',
			'HLM avant 1977',
			'HLM before 1977'
		]
	};
	for (const [financing, texts] of Object.entries(written))
		for (const text of texts) expect(readFinancing(text), text).toEqual(ok(financing));
	expect(['11', '53', '99', 'constructor', '__proto__'].map(readFinancing)).toEqual(
		Array.from({ length: 5 }, () => err('CODE_UNKNOWN'))
	);
});

test('codes are written in words', () => {
	expect(['Adapté', 'sans marche', 'Step-free', 'ordinaire', 'Non accessible', 'non'].map(readAccessibility)).toEqual(
		['adapted', 'accessible', 'accessible', 'ordinary', 'ordinary', 'ordinary'].map(ok)
	);
	const reservations: Record<string, string[]> = {
		none: ['Non réservé', 'aucune', 'Non', 'no', 'not reserved', '7'],
		flow: ['flux', 'En flux', 'flow'],
		identified: ['identifié', 'Identifiée', 'en stock', 'stock', 'logement identifié']
	};
	for (const [kind, texts] of Object.entries(reservations))
		for (const text of texts) expect(readReservation(text), text).toEqual(ok(kind));
	expect(readReservation('3')).toEqual(err('CODE_UNKNOWN'));
});

test('a text has its spaces made one, and is no longer than a line', () => {
	expect(readText('  12   rue\tdes  Lilas ')).toEqual(ok('12 rue des Lilas'));
	expect(readText('é'.repeat(200))).toEqual(ok('é'.repeat(200)));
	expect(readText('é'.repeat(201))).toEqual(err('TEXT_TOO_LONG'));
});

test('a datum may be said unknown, and a home inhabited', () => {
	expect(['Inconnu', 'inconnue', 'UNKNOWN', '?'].map(saysUnknown)).toEqual([true, true, true, false]);
	for (const text of ['Occupé', 'occupée', 'loué', 'louée', 'occupied', 'let'])
		expect(saysOccupied(text), text).toBe(true);
	expect(saysOccupied('libre')).toBe(false);
});

test('a spreadsheet that ate the first zero of a postal code is forgiven', () => {
	expect(readPostalCode('1000')).toEqual(ok('01000'));
	expect(readPostalCode('95 000')).toEqual(ok('95000'));
	expect(readPostalCode('950001')).toEqual(err('POSTAL_CODE_WRONG'));
});

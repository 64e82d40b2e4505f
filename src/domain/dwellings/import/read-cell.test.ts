import { describe, expect, test } from 'vitest';
import { err, ok } from '../../result.ts';
import {
	readAccessibility,
	readDay,
	readFinancing,
	readFloor,
	readNumber,
	readPostalCode,
	readReservation,
	readRooms,
	readYesOrNo
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
		['0,500', 0.5]
	])('%s is read as it is meant', (text, value) => {
		expect(readNumber(text, { max: 2_000_000 })).toEqual(ok(value));
	});

	test.each([
		['1,200', 'NUMBER_AMBIGUOUS'],
		['1.200', 'NUMBER_AMBIGUOUS'],
		['12,345,678', 'NUMBER_AMBIGUOUS'],
		['1,2,3', 'NUMBER_WRONG'],
		['12.34.56', 'NUMBER_WRONG'],
		['1,20.5', 'NUMBER_WRONG'],
		['1e9', 'NUMBER_WRONG'],
		['0x10', 'NUMBER_WRONG'],
		['=1+1', 'NUMBER_WRONG'],
		['٣', 'NUMBER_WRONG'],
		['grand', 'NUMBER_WRONG'],
		['-5', 'NUMBER_OUT_OF_RANGE'],
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
		['1st Dec 2026', '2026-12-01']
	])('%s is read', (text, day) => {
		expect(readDay(text)).toEqual(ok(day));
	});

	test.each(['12/25/2026', '31/02/2026', '2026-13-01', '01/12/26', '46000', 'demain', '1 brumaire 2026', '0001-01-01'])(
		'%s is refused rather than turned round',
		(text) => {
			expect(readDay(text)).toEqual(err('DAY_WRONG'));
		}
	);
});

test.each([
	['T3', 3],
	['F4', 4],
	['T1 bis', 1],
	['Studio', 1],
	['3 pièces', 3],
	['5', 5],
	['T6 et plus', 6]
])('%s is %i rooms', (text, rooms) => {
	expect(readRooms(text)).toEqual(ok(rooms));
});
test.each(['0', 'T0', 'T99', 'grand', '2,5'])('%s is no number of rooms', (text) => {
	expect(readRooms(text)).toEqual(err('ROOMS_WRONG'));
});

test.each([
	['RDC', 0],
	['Rez-de-chaussée', 0],
	['R+4', 4],
	['2e étage', 2],
	['3rd floor', 3],
	['00', 0],
	['-1', -1]
])('%s is floor %i', (text, floor) => {
	expect(readFloor(text)).toEqual(ok(floor));
});
test.each(['haut', '1/2', '-12', '100'])('%s is no floor', (text) => {
	expect(readFloor(text)).toEqual(err('FLOOR_WRONG'));
});

test('yes and no are words, or the figures of RPLS', () => {
	expect(['oui', 'Non', 'X', 'avec', '1', '2', 'true'].map(readYesOrNo)).toEqual(
		[true, false, true, true, true, false, true].map(ok)
	);
	expect(readYesOrNo('peut-être')).toEqual(err('YES_OR_NO_WRONG'));
});

test('a financing is known by its name or its RPLS code, unless the code means two things', () => {
	expect(
		['plus', '13', 'PLA d’intégration (PLAI)', '52', 'HLM avant 1977', 'PLA 1977-1999'].map(readFinancing)
	).toEqual(['PLUS', 'PLUS', 'PLAI', 'HLM_BEFORE_1977', 'HLM_BEFORE_1977', 'PLA_1977_1999'].map(ok));
	expect(['11', '53', '99', 'constructor', '__proto__'].map(readFinancing)).toEqual(
		Array.from({ length: 5 }, () => err('CODE_UNKNOWN'))
	);
});

test('codes are written in words', () => {
	expect(readAccessibility('Adapté')).toEqual(ok('adapted'));
	expect(readReservation('Non réservé')).toEqual(ok('none'));
	expect(readReservation('3')).toEqual(err('CODE_UNKNOWN'));
});

test('a spreadsheet that ate the first zero of a postal code is forgiven', () => {
	expect(readPostalCode('1000')).toEqual(ok('01000'));
	expect(readPostalCode('95 000')).toEqual(ok('95000'));
	expect(readPostalCode('950001')).toEqual(err('POSTAL_CODE_WRONG'));
});

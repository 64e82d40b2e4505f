import { expect, test } from 'vitest';
import { aChild, anAdult } from '../../../tests/factories/housing.ts';
import { categoriesOf } from './category.ts';
import { ceilingGaps, gradeCeilings, incomeCeiling } from './ceilings.ts';

const day = '2026-06-01';
const idf = { ceilingZone: 'idf_hors_paris', abcZone: 'A' } as const;
const category = (category: number, extraPersons = 0) => ({ category, extraPersons });
const young = { birthDate: '1999-01-01' };
const disabled = { hasDisabilityCard: true };

test.each([
	['one person alone', [anAdult()], false, 1, 0],
	['a couple', [anAdult(), anAdult({ role: 'partner' })], true, 2, 0],
	['a couple of 27 and 27', [anAdult(young), anAdult({ ...young, role: 'partner' })], true, 3, 0],
	['two friends of 27', [anAdult(young), anAdult({ ...young, role: 'coHolder' })], false, 2, 0],
	['one parent and a child', [anAdult(), aChild()], false, 3, 0],
	['one parent and a child who visits', [anAdult(), aChild({ custody: 'visiting' })], false, 3, 0],
	['one parent with a disability and a child', [anAdult(disabled), aChild()], false, 3, 0],
	['one person with a disability', [anAdult(disabled)], false, 2, 0],
	['a couple, one with a disability', [anAdult(disabled), anAdult({ role: 'partner' })], true, 3, 0],
	['a couple and two children', [anAdult(), anAdult({ role: 'partner' }), aChild(), aChild()], true, 4, 0],
	['one parent and four children', [anAdult(), aChild(), aChild(), aChild(), aChild()], false, 6, 0],
	['one parent and six children', [anAdult(), ...Array.from({ length: 6 }, () => aChild())], false, 6, 2],
	['a couple and six children', [anAdult(), anAdult(), ...Array.from({ length: 6 }, () => aChild())], true, 6, 2],
	[
		'six persons, one with a disability',
		[anAdult(disabled), anAdult(), ...Array.from({ length: 4 }, () => aChild())],
		true,
		6,
		0
	]
] as const)('%s', (_, persons, isCouple, expected, extraPersons) => {
	const { least, most } = categoriesOf(persons, isCouple, day);
	expect(least).toEqual(most);
	expect(most).toEqual({ category: expected, extraPersons });
});

test('a couple whose ages make 56 is not a young couple', () => {
	const persons = [anAdult({ birthDate: '1998-01-01' }), anAdult({ birthDate: '1998-01-01', role: 'partner' })];
	expect(categoriesOf(persons, true, day).most.category).toBe(2);
});

test('a child of 19 may be a dependant or not: the category lies between two', () => {
	const persons = [anAdult(), aChild({ birthDate: '2007-01-01' })];
	expect(categoriesOf(persons, false, day)).toEqual({ least: category(2), most: category(3) });
	const stated = [anAdult(), aChild({ birthDate: '2007-01-01', isCeilingDependant: true })];
	expect(categoriesOf(stated, false, day).least).toEqual(category(3));
});

test.each([
	[2026, 'PLUS', 1, 26_920, 'published'],
	[2026, 'PLUS', 4, 57_930, 'published'],
	[2026, 'PLS', 1, 34_996, 'derived'],
	[2024, 'PLAI', 3, 28_074, 'published'],
	[2025, 'PLI', 2, 64_976, 'published']
] as const)('the ceiling of %d, %s, category %d is %d €', (year, family, size, amount, status) => {
	expect(incomeCeiling(year, family, idf, category(size), false)).toMatchObject({ low: amount, high: amount, status });
});

test('each person beyond the sixth adds to the ceiling', () => {
	expect(incomeCeiling(2026, 'PLUS', idf, category(6, 2), false)?.high).toBe(77_171 + 2 * 8_598);
});

test('the PLAI of 2026 is unknown, and computed only where the territory accepts it', () => {
	expect(incomeCeiling(2026, 'PLAI', idf, category(1), false)).toBeNull();
	expect(incomeCeiling(2026, 'PLAI', idf, category(1), true)).toMatchObject({ high: 14_811, status: 'computed' });
	const paris = { ceilingZone: 'paris_limitrophes', abcZone: 'A_bis' } as const;
	expect(incomeCeiling(2026, 'PLAI', paris, category(3), true)).toMatchObject({ low: 31_642, high: 31_643 });
	expect(incomeCeiling(2025, 'PLAI', paris, category(3), true)).toMatchObject({ high: 31_369, status: 'published' });
});

test('a year, a zone or a financing that no source gives stays unknown', () => {
	expect(incomeCeiling(2027, 'PLUS', idf, category(1), true)).toBeNull();
	expect(incomeCeiling(2026, 'PLI', idf, category(1), true)).toBeNull();
	expect(incomeCeiling(2026, 'PLUS', { ceilingZone: null, abcZone: null }, category(1), true)).toBeNull();
});

test.each([
	[2024, { PLAI: 'published', PLUS: 'published', PLS: 'derived', PLI: 'unknown' }],
	[2026, { PLAI: 'computed', PLUS: 'published', PLS: 'derived', PLI: 'unknown' }],
	[2027, { PLAI: 'unknown', PLUS: 'unknown', PLS: 'unknown', PLI: 'unknown' }]
])('what is known of the ceilings of %i is said family by family', (year, grades) => {
	expect(gradeCeilings(year)).toEqual(grades);
});

test.each([
	[2026, false, ['PLAI', 'PLI'], ['PLAI']],
	[2026, true, ['PLI'], []],
	[2027, true, ['PLAI', 'PLUS', 'PLS', 'PLI'], []]
])(
	'in %i, with computed ceilings accepted: %s, homes %j wait for a ceiling',
	(year, usesComputed, missing, computable) => {
		expect(ceilingGaps(year, usesComputed)).toEqual({ year, missing, computable });
	}
);

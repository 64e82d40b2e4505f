import { expect, test } from 'vitest';
import { memberInput } from './member.input.ts';
import { memberCapacities, sitsFor, sitsForSome } from './member.ts';

const cergy = '95127';
const pontoise = '95500';
const mayorOf = (commune: string | null) => ({ capacity: 'mayor', commune }) as const;

test('a mayor sits for the dwellings of their commune, and for no other', () => {
	expect(sitsFor(mayorOf(cergy), cergy)).toBe(true);
	expect(sitsFor(mayorOf(cergy), pontoise)).toBe(false);
	expect(sitsForSome(mayorOf(cergy), [pontoise, cergy])).toBe(true);
	expect(sitsForSome(mayorOf(cergy), [pontoise])).toBe(false);
});

test('a mayor of whom no commune is known sits for nothing', () => {
	expect(sitsFor(mayorOf(null), cergy)).toBe(false);
	expect(sitsForSome(mayorOf(null), [cergy, pontoise])).toBe(false);
});

test.each(memberCapacities.filter((capacity) => capacity !== 'mayor'))('%s sits for every dwelling', (capacity) => {
	expect(sitsFor({ capacity, commune: null }, cergy)).toBe(true);
	expect(sitsForSome({ capacity, commune: null }, [])).toBe(true);
});

const codes = (sent: object) =>
	memberInput.safeParse(sent).error?.issues.map(({ path, message }) => [path.join(), message]);

test('a member has a name, a capacity, and a vote or none', () => {
	expect(memberInput.parse({ name: ' Inès Roy ', capacity: 'prefect', isVoting: 'yes' })).toEqual({
		name: 'Inès Roy',
		capacity: 'prefect',
		commune: null,
		isVoting: true
	});
	expect(codes({ name: ' ', capacity: '' })).toEqual([
		['name', 'NAME_MISSING'],
		['capacity', 'CAPACITY_MISSING'],
		['isVoting', 'VOTING_MISSING']
	]);
});

test('who writes down a mayor says of which commune', () => {
	const typed = { name: 'Nadia Ferrand', isVoting: 'yes' };
	const missing = [['commune', 'COMMUNE_MISSING']];
	expect(codes({ ...typed, ...mayorOf(null) })).toEqual(missing);
	expect(codes({ ...typed, capacity: 'mayor' })).toEqual(missing);
	for (const wrong of ['Cergy', '951270', '095127', '9512'])
		expect(codes({ ...typed, ...mayorOf(wrong) })).toEqual(missing);
	for (const right of [cergy, '2A004']) expect(codes({ ...typed, ...mayorOf(right) })).toBeUndefined();
});

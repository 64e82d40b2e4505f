import { describe, expect, test } from 'vitest';
import demand from '../data/demand.json' with { type: 'json' };
import stock from '../data/stock.json' with { type: 'json' };
import { imbalances, isCramped, profileChances, type Profile } from './profiles.ts';

describe.each(imbalances)('with %s households that want bigger for one that wants smaller', (imbalance) => {
	const { items, cumulated } = profileChances(imbalance);
	const weightOf = (place: number) => cumulated[place]! - (place === 0 ? 0 : cumulated[place - 1]!);
	const share = (which: (profile: Profile) => boolean) =>
		100 * items.reduce((sum, profile, place) => sum + (which(profile) ? weightOf(place) : 0), 0);

	test.each(Object.entries(demand.motives.values))('the motive %s holds its share of %s %%', (motive, percent) => {
		expect(share((profile) => profile.motive === motive)).toBeCloseTo(percent, 1);
	});

	test.each(Object.entries(demand.householdSizes.values))(
		'households of %s hold their share of %s %%',
		(size, percent) => {
			expect(share((profile) => profile.size === Number(size))).toBeCloseTo(percent, 1);
		}
	);

	test.each(Object.entries(demand.householdKinds.values))('the kind %s holds its share of %s %%', (kind, percent) => {
		expect(share((profile) => profile.kind === kind)).toBeCloseTo(percent, 1);
	});

	test.each(Object.entries(stock.rooms.values))('dwellings %s hold their share of %s %%', (typologie, percent) => {
		expect(share((profile) => `T${profile.rooms}` === typologie)).toBeCloseTo(percent, 1);
	});

	test('bigger is to smaller as asked, and the same size keeps its share', () => {
		const bigger = share((profile) => profile.change > 0);
		const smaller = share((profile) => profile.change < 0);
		expect(bigger / smaller).toBeCloseTo(imbalance, 2);
		expect(bigger + smaller).toBeCloseTo(100 - demand.roomsWanted.values['0'], 1);
	});

	test('who says « too small » is cramped and wants more rooms', () => {
		const tooSmall = items.filter((profile) => profile.motive === 'tooSmall');
		expect(tooSmall.length).toBeGreaterThan(50);
		expect(tooSmall.every(({ kind, size, rooms, change }) => change > 0 && isCramped(kind, size, rooms))).toBe(true);
	});

	test('who says « too large » has more rooms than persons + 1 and wants fewer', () => {
		const tooLarge = items.filter((profile) => profile.motive === 'tooLarge');
		expect(tooLarge.length).toBeGreaterThan(20);
		expect(tooLarge.every(({ size, rooms, change }) => change < 0 && rooms > size + 1)).toBe(true);
	});

	test('nobody asks for a smaller home that would be too small', () => {
		const smaller = items.filter((profile) => profile.change < 0);
		expect(smaller.some(({ kind, size, rooms, change }) => isCramped(kind, size, rooms + change))).toBe(false);
	});
});

test.each([
	['a person alone in one room', 'single', 1, 1, false],
	['a couple in one room', 'couple', 2, 1, true],
	['a couple in two rooms', 'couple', 2, 2, false],
	['a mother and her child in two rooms', 'singleParent', 2, 2, true],
	['a couple with a child in three rooms', 'coupleWithChildren', 3, 3, false],
	['a couple with two children in three rooms', 'coupleWithChildren', 4, 3, true],
	['two adult relatives in two rooms', 'other', 2, 2, true]
] as const)('%s: cramped %o', (_, kind, size, rooms, cramped) => {
	expect(isCramped(kind, size, rooms)).toBe(cramped);
});

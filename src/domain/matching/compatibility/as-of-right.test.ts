import { describe, expect, test } from 'vitest';
import { aRuleSet } from '#domain/eligibility/settings.ts';
import { aChild, aDwelling, aHousehold, aNeed, anAdult } from '#tests/factories/housing.ts';
import { arrangedOfRight, exchangesOfRight } from './as-of-right.ts';
import type { PoolListing } from './listing.ts';

const setting = { rules: aRuleSet(), on: '2026-11-21', leasesBy: '2027-01-29' };
const fortune = [{ year: 2024, amount: { value: 300_000, from: 'tenant' as const, on: '2026-09-01' } }];

function aListing(
	name: string,
	{ children, area, rooms, wanted }: { children: number; area: number; rooms: number; wanted: number },
	changes: Partial<PoolListing['dwelling']> = {}
): PoolListing {
	const dwelling = aDwelling({ id: `d${name}`, estateId: 'linandes', area, rooms, ...changes });
	const household = aHousehold({
		id: `h${name}`,
		persons: [anAdult(), ...Array.from({ length: children }, () => aChild())],
		referenceTaxIncomes: fortune
	});
	return {
		listingId: `l${name}`,
		household,
		dwelling,
		need: aNeed({ minRooms: wanted, maxRooms: wanted, communes: [dwelling.commune], maxResidualBill: null }),
		publishedOn: '2025-11-21'
	};
}

const family = aListing('1', { children: 3, area: 64, rooms: 3, wanted: 4 });
const alone = aListing('2', { children: 0, area: 90, rooms: 4, wanted: 3 });
const namesOf = (listings: PoolListing[], refused: Parameters<typeof exchangesOfRight>[2] = []) =>
	exchangesOfRight(setting, listings, refused).map(({ moves }) => moves.map(({ householdId }) => householdId));

describe('two families of one estate that ask for each other’s home', () => {
	test('exchange as of right, whatever their income', () => {
		expect(exchangesOfRight(setting, [alone, family], [])).toEqual([
			{
				kind: 'cycle',
				moves: [
					expect.objectContaining({ householdId: 'h1', currentDwellingId: 'd1', targetDwellingId: 'd2' }),
					expect.objectContaining({ householdId: 'h2', currentDwellingId: 'd2', targetDwellingId: 'd1' })
				]
			}
		]);
	});

	test('are in one exchange only, the same in whatever order they come', () => {
		const third = aListing('3', { children: 0, area: 95, rooms: 4, wanted: 3 });
		expect(namesOf([family, alone, third])).toEqual([['h1', 'h2']]);
		expect(namesOf([third, alone, family])).toEqual([['h1', 'h2']]);
	});

	test('are left alone once one of them has refused', () => {
		expect(namesOf([family, alone], [{ householdId: 'h2', dwellingId: 'd1' }])).toEqual([]);
	});

	test.each<[string, PoolListing]>([
		['in another estate', aListing('2', { children: 0, area: 90, rooms: 4, wanted: 3 }, { estateId: 'autre' })],
		['furnished', aListing('2', { children: 0, area: 90, rooms: 4, wanted: 3 }, { isFurnished: true })],
		['smaller for the larger family', aListing('2', { children: 0, area: 60, rooms: 4, wanted: 3 })],
		['that asks for another size', aListing('2', { children: 0, area: 90, rooms: 4, wanted: 2 })]
	])('have no such right with a home %s', (_, other) => {
		expect(namesOf([family, other])).toEqual([]);
	});
});

describe('two families that arranged their exchange', () => {
	const [homely, elsewhere] = [family, alone].map((listing) => ({
		...listing,
		need: aNeed({ minRooms: 1, maxRooms: 1, communes: ['95063'] })
	})) as [PoolListing, PoolListing];
	const promised = (arranged: string[][], refused: Parameters<typeof arrangedOfRight>[2] = []) =>
		arrangedOfRight(
			[homely, elsewhere],
			arranged.map((listingIds) => ({ listingIds })),
			refused
		).map(({ moves }) => moves.map(({ householdId }) => householdId));

	test('have it by right whatever else they search for', () => {
		expect(namesOf([homely, elsewhere])).toEqual([]);
		expect(promised([['l1', 'l2']])).toEqual([['h1', 'h2']]);
	});

	test('have none when no search may reach one of them', () => {
		const hidden = { ...homely, askedNeed: homely.need };
		expect(arrangedOfRight([hidden, elsewhere], [{ listingIds: ['l1', 'l2'] }], [])).toEqual([]);
	});

	test('have it once', () => {
		const twice = [
			['l1', 'l2'],
			['l2', 'l1']
		];
		expect(promised(twice)).toHaveLength(1);
	});

	test.each<[string, string[][], Parameters<typeof arrangedOfRight>[2]]>([
		['with a third', [['l1', 'l2', 'l3']], []],
		['one of them having left', [['l1', 'l9']], []],
		['one of them having refused', [['l1', 'l2']], [{ householdId: 'h2', dwellingId: 'd1' }]]
	])('have no such right %s', (_, arranged, refused) => {
		expect(promised(arranged, refused)).toEqual([]);
	});
});

import { describe, expect, test } from 'vitest';
import { ageAt } from '#domain/calendar.ts';
import demand from '../data/demand.json' with { type: 'json' };
import stock from '../data/stock.json' with { type: 'json' };
import { collectTerritory, type Size } from './generate.ts';
import { usualPlusCeiling } from './money.ts';

const today = '2026-11-21';

/** Shares, in %, of the values of a list. */
function sharesOf(values: readonly string[]): Record<string, number> {
	const shares: Record<string, number> = {};
	for (const value of values) shares[value] = (shares[value] ?? 0) + 100 / values.length;
	return shares;
}

const meanOf = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

/** The class a number falls in, named by its first value. */
const classOf = (starts: readonly string[], value: number) =>
	starts.findLast((start) => Number(start) <= value) ?? starts[0]!;

/*
 * Tolerances, in points of percentage. `drawnTogether`: shares that the draw holds for itself, the ten listings of the cast and
 * the rounding of classes are all that moves them. `drawnFreely`: shares left to independent draws, three standard errors.
 */
const tolerances: Record<'S' | 'M', { drawnTogether: number; drawnFreely: number; byEstate: number }> = {
	S: { drawnTogether: 2.5, drawnFreely: 6, byEstate: 9 },
	M: { drawnTogether: 1, drawnFreely: 2.5, byEstate: 4 }
};

describe.each(['S', 'M'] as const)('a territory of size %s agrees with the figures', (size: Size & ('S' | 'M')) => {
	const territory = collectTerritory({ size, seed: 42, today });
	const tolerance = tolerances[size];
	const dwellingOf = new Map(territory.dwellings.map((dwelling) => [dwelling.id, dwelling]));
	const homes = territory.listings.map((listing) => dwellingOf.get(listing.dwellingId)!);

	function expectShares(found: readonly string[], wanted: Readonly<Record<string, number>>, within: number) {
		const shares = sharesOf(found);
		const total = Object.values(wanted).reduce((a, b) => a + b, 0);
		for (const [key, percent] of Object.entries(wanted))
			expect(
				Math.abs((shares[key] ?? 0) - (100 * percent) / total),
				`${key}: ${shares[key]} for ${percent}`
			).toBeLessThan(within);
		for (const key of Object.keys(shares)) expect(Object.keys(wanted)).toContain(key);
	}

	test('rooms of the dwellings', () => {
		expectShares(
			homes.map(({ rooms }) => `T${rooms}`),
			stock.rooms.values,
			tolerance.drawnTogether
		);
	});

	test('rooms of the vacant dwellings', () => {
		const vacant = territory.dwellings.filter(({ vacantFrom }) => vacantFrom !== null);
		const { T1, T2 } = stock.rooms.values;
		const small = (100 * vacant.filter(({ rooms }) => rooms <= 2).length) / vacant.length;
		expect(Math.abs(small - T1 - T2)).toBeLessThan(10);
	});

	test('financing', () => {
		expectShares(
			homes.map(({ financing }) => financing),
			stock.eraAndFinancing.values,
			tolerance.drawnFreely
		);
	});

	test('motives', () => {
		expectShares(
			territory.listings.map(({ motive }) => motive),
			demand.motives.values,
			tolerance.drawnTogether
		);
	});

	test('sizes of the households', () => {
		expectShares(
			territory.households.map(({ persons }) => String(Math.min(6, persons.length))),
			demand.householdSizes.values,
			tolerance.drawnTogether
		);
	});

	test('ages of the lease holders', () => {
		const starts = Object.keys(demand.holderAges.values);
		expectShares(
			territory.households.map(({ persons }) => classOf(starts, ageAt(persons[0]!.birthDate, today))),
			demand.holderAges.values,
			tolerance.drawnTogether
		);
	});

	test('bigger homes wanted for one smaller', () => {
		const wanted = territory.listings.map(({ need }, i) =>
			need.minRooms > homes[i]!.rooms ? 'bigger' : need.maxRooms < homes[i]!.rooms ? 'smaller' : 'same'
		);
		const shares = sharesOf(wanted);
		expect(shares['bigger']! / shares['smaller']!).toBeGreaterThan(3.5 * 0.85);
		expect(shares['bigger']! / shares['smaller']!).toBeLessThan(3.5 * 1.15);
	});

	test('number of communes accepted', () => {
		const counts = territory.listings.map(({ need }) =>
			need.communes.length > 8 ? 'all' : String(need.communes.length)
		);
		expectShares(counts, demand.communesWanted.values, tolerance.drawnTogether);
	});

	test('first commune wanted: the present one as often as real moves stay in it', () => {
		const staying = territory.listings.filter(({ need }, i) => need.communes[0] === homes[i]!.commune).length;
		const percent = (100 * staying) / territory.listings.length;
		// Those who accept the whole agglomeration begin with home: a point more.
		expect(Math.abs(percent - demand.placeWanted.values.sameCommune)).toBeLessThan(tolerance.drawnFreely);
	});

	test('tax incomes beside the ceiling', () => {
		const starts = Object.keys(demand.income.values);
		const known = territory.households.filter(({ referenceTaxIncomes }) => referenceTaxIncomes.length > 0);
		const classes = known.map((household) => {
			const income = household.referenceTaxIncomes.find(({ year }) => year === 2024)!.amount.value;
			const ceiling = usualPlusCeiling(household, dwellingOf.get(household.lease.dwellingId)!.commune, today);
			return classOf(starts, (100 * income) / ceiling);
		});
		expectShares(classes, demand.income.values, tolerance.drawnFreely);
	});

	test('rent per square metre by financing, and charges', () => {
		for (const [financing, { mean }] of Object.entries(stock.rentPerSquareMetre.values)) {
			const rents = territory.dwellings
				.filter((dwelling) => dwelling.financing === financing && dwelling.reletRent !== null)
				.map(({ reletRent, area }) => reletRent! / area);
			if (rents.length > 20) expect(Math.abs(meanOf(rents) - mean), financing).toBeLessThan(0.35);
		}
		// The regional mean is 7.68 €/m² (SDES, 1 January 2024).
		const all = territory.dwellings.filter(({ reletRent }) => reletRent !== null);
		expect(meanOf(all.map(({ reletRent, area }) => reletRent! / area))).toBeCloseTo(7.68, 0);
		const charges = meanOf(homes.map((dwelling) => dwelling.charges / dwelling.area));
		expect(charges).toBeGreaterThan(2.2);
		expect(charges).toBeLessThan(3.2);
	});

	test('areas', () => {
		for (const [typologie, { mean, spread }] of Object.entries(stock.area.values)) {
			const areas = homes.filter(({ rooms }) => `T${rooms}` === typologie).map(({ area }) => area);
			expect(Math.abs(meanOf(areas) - mean), typologie).toBeLessThan(
				Math.max(1, (3 * spread) / Math.sqrt(areas.length))
			);
		}
	});

	test('energy classes, priority quarters, organisms', () => {
		const classes = homes.flatMap(({ energyClass }) => energyClass ?? []);
		expectShares(classes, stock.energyClass.values, tolerance.drawnFreely);
		const inQuarter = (100 * homes.filter(({ isInPriorityQuarter }) => isInPriorityQuarter).length) / homes.length;
		expect(Math.abs(inQuarter - stock.priorityQuarter.value)).toBeLessThan(tolerance.byEstate);
		expect(territory.organisms).toHaveLength(stock.organisms.values[size]);
		expect(new Set(homes.map(({ organismId }) => organismId)).size).toBe(territory.organisms.length);
	});

	test('lifts: half of the flats, fewer among the homes that people leave because of the stairs', () => {
		const able = territory.households.filter(({ accessNeeds }) => accessNeeds.length === 0);
		const flats = able.map(({ lease }) => dwellingOf.get(lease.dwellingId)!);
		const withLift = (100 * flats.filter(({ hasLift }) => hasLift).length) / flats.length;
		// Houses, which have none, take some seven points.
		expect(Math.abs(withLift - stock.lift.value + 4)).toBeLessThan(tolerance.byEstate);
	});

	test('debts and numbers of the register', () => {
		const { arrearsWithPlanRespected, arrearsWithoutPlan, arrearsWithPlanBroken, noUniqueNumber } =
			demand.situations.values;
		const percent = (count: number) => (100 * count) / territory.households.length;
		const debts = percent(territory.households.filter(({ arrears }) => arrears!.value.amount > 0).length);
		expect(Math.abs(debts - arrearsWithPlanRespected - arrearsWithoutPlan - arrearsWithPlanBroken)).toBeLessThan(
			tolerance.drawnFreely
		);
		const without = percent(territory.households.filter(({ uniqueNumber }) => uniqueNumber === null).length);
		expect(Math.abs(without - noUniqueNumber)).toBeLessThan(tolerance.drawnFreely);
	});
});

import { describe, expect, test } from 'vitest';
import demand from '../data/demand.json' with { type: 'json' };
import { cergyPontoise, communesOf, placeWishes, stockWeights, villagesOfTheCast } from './geography.ts';
import { randomFor, streams } from './random.ts';

const draw = (size: 'S' | 'M' | 'L', home: string, mustLeave: boolean, count = 2_000) => {
	const wish = placeWishes(communesOf(size), 0);
	return Array.from({ length: count }, (_, i) => {
		const random = randomFor(1, streams.need, i);
		return wish(home, mustLeave, random, { place: random.unit(), count: random.unit() });
	});
};

test.each([
	['XS', 13],
	['S', 13],
	['M', 184],
	['L', 1266],
	['XL', 1266]
] as const)('the size %s covers %i communes', (size, count) => {
	expect(communesOf(size)).toHaveLength(count);
});

test('each department holds its published share of the social dwellings of the region', () => {
	const communes = communesOf('L');
	const weights = stockWeights(communes);
	const inDepartment = (code: string) =>
		communes.reduce((sum, { department }, i) => sum + (department === code ? weights[i]! : 0), 0);
	expect(inDepartment('93')).toBeCloseTo(218_518, 0);
	expect(inDepartment('75')).toBeCloseTo(217_471, 0);
});

test('a small part of the Yvelines does not weigh as the whole department', () => {
	const communes = communesOf('M');
	const weights = stockWeights(communes);
	const maurecourt = weights[communes.findIndex(({ insee }) => insee === '78382')]!;
	expect(maurecourt / weights.reduce((a, b) => a + b)).toBeLessThan(0.01);
});

describe('the communes a household accepts', () => {
	test('are all different, known, and never the villages of the cast', () => {
		const known = new Set(communesOf('S').map(({ insee }) => insee));
		for (const list of draw('S', '95127', false)) {
			expect(new Set(list).size).toBe(list.length);
			expect(list.every((insee) => known.has(insee) && !villagesOfTheCast.includes(insee))).toBe(true);
		}
	});

	test('start with the present one as often as real moves stay in it', () => {
		const lists = draw('M', '95127', false);
		const staying = lists.filter(([first]) => first === '95127').length / lists.length;
		expect(100 * staying).toBeCloseTo(demand.placeWanted.values.sameCommune, -1);
	});

	test('do not include the present one when the reason is to leave it', () => {
		expect(draw('M', '95127', true).flat()).not.toContain('95127');
	});

	test('are those of the agglomeration for who accepts the whole of it', () => {
		const wish = placeWishes(communesOf('M'), 0);
		const all = wish('95500', false, randomFor(1, streams.need, 0), { place: 0, count: 0.999 });
		const own = communesOf('S')
			.map(({ insee }) => insee)
			.filter((insee) => !villagesOfTheCast.includes(insee));
		expect([...all].sort()).toEqual(own.sort());
	});

	test('lie farther away in the region than in one department', () => {
		const communes = new Map(communesOf('L').map((commune) => [commune.insee, commune]));
		const firsts = draw('L', '95127', false).map(([first]) => communes.get(first!)!);
		const outside = firsts.filter(({ department }) => department !== '95').length / firsts.length;
		expect(100 * outside).toBeCloseTo(demand.placeWanted.values.otherDepartment, -1);
		expect(firsts.filter(({ grouping }) => grouping === cergyPontoise).length).toBeGreaterThan(firsts.length / 2);
	});
});

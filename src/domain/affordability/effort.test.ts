import { expect, test } from 'vitest';
import { aChild, anAdult } from '../../../tests/factories/housing.ts';
import { consumptionUnits, effortRate, livingAllowance, personsLiving, residualBill } from './effort.ts';

const day = '2026-06-01';

test.each([
	['one adult', [anAdult()], 1],
	['a couple', [anAdult(), anAdult({ role: 'partner' })], 1.5],
	[
		'a couple with a child of 8 and one of 14',
		[anAdult(), anAdult(), aChild(), aChild({ birthDate: '2012-06-01' })],
		2.3
	],
	['a parent whose child turns 14 the next day', [anAdult(), aChild({ birthDate: '2012-06-02' })], 1.3]
] as const)('%s makes %s consumption units', (_, persons, units) => {
	expect(consumptionUnits(persons, day)).toBeCloseTo(units, 10);
});

test('a child with visiting rights only counts where the local rule counts them', () => {
	const persons = [anAdult(), aChild({ custody: 'visiting' })];
	expect(consumptionUnits(persons, day)).toBe(1);
	expect(consumptionUnits(persons, day, true)).toBe(1.3);
	expect(personsLiving(persons)).toBe(1);
	expect(personsLiving(persons, true)).toBe(2);
});

test('the effort rate is not defined without resources, and the bill is never negative', () => {
	expect(effortRate(500, 2_000)).toBe(0.25);
	expect(effortRate(500, 0)).toBeNull();
	expect(effortRate(500, null)).toBeNull();
	expect(residualBill(300, 40, 290)).toBe(0);
});

test('the reste à vivre is told by month and by day, by unit', () => {
	const allowance = livingAllowance(600, 2_100, 2.5, 'UC');
	expect(allowance).toMatchObject({ monthly: 1_500, perUnit: 600, perUnitAndDay: 20 });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import vectors from '../../../tests/cases/affordability/apl-vectors.json' with { type: 'json' };
import { housingAid } from './housing-aid.ts';
import { estimateResources, greatestBase, patrimonyResources, othersResources, resourcesFromAid } from './resources.ts';
import { nextHundred } from './rounding.ts';

test.each(vectors.resourceBase.map((vector) => [vector.id, vector] as const))('%s: %o', (_, { input, expected }) => {
	if (expected.patrimonyResources !== undefined)
		expect(patrimonyResources(input.month, { ...input, untaxedSavings: input.livretA })).toBe(
			expected.patrimonyResources
		);
	if (input.childIncome !== undefined)
		expect(nextHundred(othersResources(input.month, input.childIncome))).toBe(expected.annualResources);
	expect(Object.keys(expected).length).toBeGreaterThan(0);
});

test('the estimate takes a tenth off salaries and pensions and rounds up to the next hundred', () => {
	const facts = { adults: [{ salaries: 20_000, unemploymentBenefit: 0, pensions: 0 }] };
	expect(estimateResources('2026-01', facts)).toBe(18_000);
	expect(estimateResources('2026-01', { adults: [{ salaries: 20_010, unemploymentBenefit: 0, pensions: 0 }] })).toBe(
		18_100
	);
});

test.each([
	['counted', 18_000],
	['reduced', 12_600],
	['ignored', 0]
] as const)('professional income %s keeps %d €', (professionalIncome, kept) => {
	const adult = { salaries: 20_000, unemploymentBenefit: 0, pensions: 0, professionalIncome };
	expect(estimateResources('2026-01', { adults: [adult] })).toBe(kept);
});

test('a student counts for a flat amount, smaller with a scholarship', () => {
	const adult = { salaries: 0, unemploymentBenefit: 0, pensions: 0 };
	expect(estimateResources('2026-01', { adults: [{ ...adult, student: 'withoutScholarship' }] })).toBe(8_600);
	expect(estimateResources('2026-01', { adults: [{ ...adult, student: 'withScholarship' }] })).toBe(6_900);
});

test('the resources read back from an aid contain the ones that gave it', () => {
	const profile = fc.record({
		zone: fc.constantFrom(1 as const, 2 as const, 3 as const),
		couple: fc.boolean(),
		dependants: fc.integer({ min: 0, max: 8 }),
		aid: fc.constant('APL' as const)
	});
	fc.assert(
		fc.property(
			profile,
			fc.integer({ min: 0, max: 400 }),
			fc.integer({ min: 200, max: 900 }),
			(household, hundreds, rent) => {
				const annualResources = hundreds * 100;
				const { net } = housingAid('2026-06', { ...household, annualResources }, rent);
				const implied = resourcesFromAid('2026-06', household, rent, net);
				if (net < 1) {
					expect(implied).toBeNull();
				} else {
					expect(implied!.low).toBeLessThanOrEqual(annualResources);
					expect(implied!.high).toBeGreaterThanOrEqual(annualResources);
				}
			}
		)
	);
});

test('no household has an aid at the greatest base looked at', () => {
	for (const dependants of [0, 3, 6, 10])
		expect(
			housingAid('2026-06', { zone: 1, couple: true, dependants, annualResources: greatestBase, aid: 'APL' }, 1_200).net
		).toBe(0);
});

import { expect, test } from 'vitest';
import vectors from '../../../tests/cases/affordability/apl-vectors.json' with { type: 'json' };
import { answerAnyAid } from './aid-door.ts';

const engine = vectors.openfiscaEngineRuns;

test.each(engine.map((vector) => [vector.id, vector] as const))(
	'%s: the door gives the aid of the mode asked',
	(_, { input, expectedOpenFiscaMode, legalModeByOurScript }) => {
		expect(answerAnyAid({ ...input, mode: 'openfisca' })).toMatchObject({
			aplNet: expectedOpenFiscaMode.aplNet,
			rls: expectedOpenFiscaMode.rls,
			charges: expectedOpenFiscaMode.charges,
			rentCeiling: expectedOpenFiscaMode.rentCeiling
		});
		// The law is the mode of whoever asks for none.
		expect(answerAnyAid(input)).toMatchObject({ aplNet: legalModeByOurScript.aplNet, mode: 'legal' });
	}
);

test('every kind of vector finds its answer', () => {
	for (const { input, expected } of vectors.rls)
		expect(answerAnyAid(input)).toMatchObject({ rls: expected.reduction_loyer_solidarite });
	for (const { input, expected } of vectors.resourceBase) expect(answerAnyAid(input)).toMatchObject(expected);
});

const question = { month: '2026-01', zone: 1, couple: false, dependants: 0, monthlyRent: 350, annualResources: 0 };

test.each([
	[null, 'expected an object'],
	[[], 'expected an object'],
	['text', 'expected an object'],
	[{}, 'month'],
	[{ ...question, zone: 4 }, 'zone'],
	[{ ...question, monthlyRent: -1 }, 'monthlyRent'],
	[{ ...question, monthlyRent: '350' }, 'monthlyRent'],
	[{ ...question, dependants: 1.5 }, 'dependants'],
	[{ ...question, month: '2026-00' }, 'month'],
	[{ ...question, month: '2014-01' }, '2015-10'],
	[{ ...question, mode: 'guess' }, 'mode']
])('%j is refused with what is wrong', (item, problem) => {
	expect(answerAnyAid(item)).toEqual({ error: expect.stringContaining(problem) });
});

test('resources are rounded up to the next hundred, as the base is', () => {
	expect(answerAnyAid({ ...question, annualResources: 14_301 })).toMatchObject({ annualResources: 14_400 });
});

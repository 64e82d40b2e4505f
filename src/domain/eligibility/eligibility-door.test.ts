import fc from 'fast-check';
import { ruleIds } from './rule-ids.ts';
import { expect, test } from 'vitest';
import { ageAt } from '../calendar.ts';
import { answerAnyEligibility, type EligibilityAnswer } from './eligibility-door.ts';
import { householdInput, householdOf } from './eligibility.input.ts';

const household = {
	persons: [
		{ age: 40, role: 'holder' },
		{ age: 38, role: 'partner' },
		{ age: 8, role: 'child' },
		{ age: 10, role: 'child' }
	],
	isCouple: true,
	referenceTaxIncomes: [{ year: 2024, amount: 20_400 }],
	aplResources: 20_400,
	monthlyResources: 2_050,
	lease: { principalRent: 560, charges: 160 }
};
const dwelling = { commune: '95127', rooms: 4, area: 80, financing: 'PLUS', reletRent: 540, charges: 150 };
const question = { household, dwelling, current: { ...dwelling, area: 76 }, date: '2026-01-15' };

const ask = (changes: object = {}) => answerAnyEligibility({ ...question, ...changes }) as EligibilityAnswer;
const codes = (answer: EligibilityAnswer) => answer.results.map((result) => result.code);

test('a question with what a household knows is answered, with its cost', () => {
	const answer = ask();
	expect(answer.word).toBe('missing');
	expect(answer.mayBeProposed).toBe(true);
	expect(codes(answer)).toContain('INC-01/under');
	expect(answer.cost.after?.apl).toBe(176.65);
});

test('what is left out is missing information, never a pass nor a fail', () => {
	const bare = { persons: [{ age: 40, role: 'holder' }], lease: { principalRent: 500 } };
	const answer = ask({ household: bare, current: null });
	for (const rule of ['ADM-01', 'ADM-03', 'ADM-04', 'ADM-05', 'ADM-06', 'INC-01', 'SOL-01', 'SOL-04', 'SOL-05'])
		expect(answer.results.find((result) => result.rule === rule)?.outcome).toBe('missing');
	expect(answer.cost.missing).toEqual(['currentDwelling', 'aplResources', 'monthlyResources', 'presentCharges']);
});

test('charges left out are not zero: no effort rate, and the reason why', () => {
	const { charges: _, ...sheet } = dwelling;
	const answer = ask({ dwelling: sheet });
	expect(codes(answer)).toContain('SOL-01/unknown');
	expect(answer.cost).toMatchObject({ missing: ['charges'], difference: null, after: { apl: 176.65, bill: null } });
	expect(codes(ask({ dwelling: { ...sheet, charges: 0 } }))).toContain('SOL-01/within');
});

test('the rules of the question are the charter and the settings it brings', () => {
	const plai = { ...dwelling, financing: 'PLAI' };
	expect(codes(ask({ dwelling: plai }))).toContain('INC-01/ceilingUnknown');
	const territory = { charter: { useComputedCeilings: true }, organisms: { organism: { effortRateMax: 0.15 } } };
	const answer = ask({ dwelling: plai, territory });
	expect(codes(answer)).toContain('INC-01/under');
	expect(codes(answer)).toContain('SOL-01/above');
	expect(answer.results.find((result) => result.rule === 'INC-01')?.threshold?.isComputed).toBe(true);
	expect(answer.version).not.toBe(ask().version);
});

test('two families of one estate exchange as of right, each at the rent of the other', () => {
	const small = { persons: [{ age: 70, role: 'holder' }], lease: { principalRent: 610 } };
	const persons = [{ age: 40, role: 'holder' }, ...[3, 5, 7].map((age) => ({ age, role: 'child' }))];
	const answer = ask({ household: { ...household, persons, isCouple: false }, counterpart: small });
	expect(answer.path).toBe('RIGHT_ART9');
	expect(answer.cost.after?.rent).toBe(610);
});

test('a person given by an age has that age on the day asked, even a 29 February', () => {
	fc.assert(
		fc.property(
			fc.constantFrom('2024-02-29', '2026-03-01', '2026-12-31'),
			fc.integer({ min: 0, max: 110 }),
			(day, age) => {
				const { persons } = householdOf(
					householdInput.parse({ ...household, persons: [{ age, role: 'holder' }] }),
					day
				);
				expect(ageAt(persons[0]!.birthDate, day)).toBe(age);
			}
		)
	);
});

test.each([
	[null, 'expected object'],
	[{}, 'household'],
	[{ ...question, date: '2026-02-30' }, 'date'],
	[{ ...question, date: '2014-01-01' }, '2015-10'],
	[{ ...question, dwelling: { ...dwelling, financing: 'X' } }, 'dwelling.financing'],
	[{ ...question, household: { ...household, persons: [] } }, 'household.persons'],
	[
		{ ...question, household: { ...household, monthlyResources: '2050' } },
		'household.monthlyResources: Invalid input: expected number'
	],
	[{ ...question, household: { ...household, persons: [{ role: 'holder' }] } }, 'birthDate or age'],
	[{ ...question, territory: { charter: { unknownSetting: 1 } } }, 'unknownSetting'],
	[{ ...question, territory: { charter: { effects: { 'INC-01': 'WARN' } } } }, 'fixed by law']
])('question %# is refused with what is wrong', (item, problem) => {
	expect(answerAnyEligibility(item)).toEqual({ error: expect.stringContaining(problem) });
});

test('a rule is read from the day its text is in force', () => {
	const rulesOf = (date: string) => {
		const answer = answerAnyEligibility({ ...question, date });
		if ('error' in answer) throw new Error(answer.error);
		return answer.results.map(({ rule }) => rule);
	};
	expect(rulesOf('2023-11-23')).not.toContain('RES-01');
	expect(rulesOf('2023-11-24')).toContain('RES-01');
	expect(rulesOf('2023-11-24')).toHaveLength(ruleIds.length);
});

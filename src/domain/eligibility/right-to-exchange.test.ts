import { expect, test } from 'vitest';
import { aChild, aDwelling, aHousehold, anAdult } from '../../../tests/factories/housing.ts';
import { compileDwelling, compileHousehold, compileRuleSet } from './compile.ts';
import { explain } from './explain.ts';
import { rightToExchange } from './right-to-exchange.ts';
import { aRuleSet } from './settings.ts';

const large = aHousehold({ persons: [anAdult(), aChild(), aChild(), aChild()], isCouple: false });
const small = aHousehold({ id: 'household-2', persons: [anAdult()], isCouple: false });
const t3 = aDwelling({ id: 'dwelling-1', rooms: 3, area: 60 });
const t4 = aDwelling({ id: 'dwelling-2', rooms: 4, area: 80 });

const right = (changes: { t3?: object; t4?: object; household?: typeof large; bothAsk?: boolean | null } = {}) =>
	rightToExchange(
		{ household: changes.household ?? large, dwelling: { ...t3, ...changes.t3 } },
		{ household: small, dwelling: { ...t4, ...changes.t4 } },
		changes.bothAsk ?? true
	);

test('a family of three children that gains area in its own estate has the right to exchange', () => {
	expect(right().holds).toBe(true);
});

test.each([
	['another owner', { t4: { organismId: 'organism-2' } }, 'sameOwner'],
	['another estate', { t4: { estateId: 'estate-2' } }, 'sameEstate'],
	['a furnished home', { t3: { isFurnished: true } }, 'unfurnished'],
	['two children only', { household: aHousehold({ persons: [anAdult(), aChild(), aChild()] }) }, 'threeChildren'],
	['a smaller home for the large family', { t4: { area: 59 } }, 'largerFamilyGainsArea'],
	['only one tenant asks', { bothAsk: false }, 'bothAsk']
] as const)('no right with %s', (_, changes, condition) => {
	const { holds, conditions } = right(changes);
	expect(holds).toBe(false);
	expect(conditions[condition]).toBe(false);
});

test('one owner under two managers is one owner', () => {
	expect(right({ t3: { ownerId: 'owner' }, t4: { organismId: 'organism-2', ownerId: 'owner' } }).holds).toBe(true);
});

test('the exchange as of right looks at no ceiling and no other rule', () => {
	const compiled = compileRuleSet(aRuleSet(), '2026-06-01');
	const rich = {
		...large,
		referenceTaxIncomes: [{ year: 2024, amount: { value: 200_000, from: 'staff' as const, on: '2026-01-01' } }]
	};
	const h = compileHousehold(rich, { current: t3 }, compiled);
	const counterpart = compileHousehold(small, { current: t4 }, compiled);
	const d = compileDwelling(t4, compiled);
	expect(explain(h, d, compiled).mayBeProposed).toBe(false);
	const answer = explain(h, d, compiled, counterpart);
	expect(answer).toMatchObject({ path: 'RIGHT_ART9', mayBeProposed: true, word: 'fine' });
	expect(answer.results.map((result) => result.code)).toEqual(['EXC-01/right']);
});

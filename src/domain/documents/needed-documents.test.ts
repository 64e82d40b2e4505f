import { describe, expect, test } from 'vitest';
import { aChild, aHousehold, anAdult } from '../../../tests/factories/housing.ts';
import type { Household, IncomeAlternative } from '../households/household.ts';
import { askedFor, documentCodes } from './document.ts';
import { neededAndNotAsked, neededDocuments } from './needed-documents.ts';

const today = '2026-03-09';
const alone = (changes: Partial<Household> = {}) =>
	aHousehold({ persons: [anAdult()], isCouple: false, monthlyResources: null, ...changes });
const whysFor = (household: Household, isOwnTenant = true) =>
	neededDocuments({ household, isOwnTenant, today }).map(({ why }) => why);
const claiming = (kind: IncomeAlternative['kind']) =>
	alone({
		incomeAlternatives: [{ kind, amount: { value: 15_000, from: 'tenant', on: '2026-02-01' }, hasEvidence: false }]
	});
const always = ['adults', 'taxNotice', 'aid'];

describe('the documents that a household needs', () => {
	test.each<[string, Household, string[]]>([
		['one adult alone', alone(), []],
		['a couple', alone({ isCouple: true }), ['couple']],
		['a child all the time', alone({ persons: [anAdult(), aChild()] }), ['children']],
		['a child every other week', alone({ persons: [anAdult(), aChild({ custody: 'alternating' })] }), ['custody']],
		['a child who visits', alone({ persons: [anAdult(), aChild(), aChild({ custody: 'visiting' })] }), ['custody']],
		[
			'an income that fell, and another',
			alone({
				incomeAlternatives: [
					...claiming('ownIncomeOnly').incomeAlternatives!,
					...claiming('lastTwelveMonths').incomeAlternatives!
				]
			}),
			['incomeFallen', 'ownIncome']
		],
		['an income that fell', claiming('lastTwelveMonths'), ['incomeFallen']],
		['the income of the year before', claiming('yearBefore'), ['incomeFallen']],
		['an income of one’s own after a separation', claiming('ownIncomeOnly'), ['ownIncome']],
		['resources told', alone({ monthlyResources: aHousehold().monthlyResources }), ['resources']]
	])('with %s', (_, household, more) => {
		expect(whysFor(household).filter((why) => !always.includes(why))).toEqual(more);
		expect(always.filter((why) => !whysFor(household).includes(why as never))).toEqual([]);
	});

	test('are asked of adults, from the day they are eighteen', () => {
		const bornOn = (birthDate: string) => alone({ persons: [anAdult({ birthDate })] });
		expect(whysFor(bornOn('2008-03-09'))).toContain('adults');
		expect(whysFor(bornOn('2008-03-10'))).not.toContain('adults');
	});

	test('are one of a group, by what they show', () => {
		const groups = (household: Household) =>
			Object.fromEntries(
				neededDocuments({ household, isOwnTenant: false, today }).map(({ why, oneOf }) => [why, oneOf])
			);
		expect(groups(aHousehold({ incomeAlternatives: claiming('yearBefore').incomeAlternatives! }))).toMatchObject({
			adults: ['ID-FR', 'ID-ET'],
			taxNotice: ['FI-AV'],
			incomeFallen: ['FI-BA'],
			couple: ['SF-MA', 'SF-PA'],
			children: ['SF-EN'],
			otherLandlord: ['LO-AC'],
			aid: ['PT-DH']
		});
		expect(groups(aHousehold()).resources).toContain('RM-SA');
		expect(groups(claiming('ownIncomeOnly')).ownIncome).toEqual(['FI-SE']);
		expect(groups(alone({ persons: [anAdult(), aChild({ custody: 'alternating' })] })).custody).toEqual(['SF-EN']);
	});

	test('include its lease only when another organism asks: its own has it', () => {
		expect(whysFor(alone(), true)).not.toContain('otherLandlord');
		expect(whysFor(alone(), false)).toContain('otherLandlord');
	});

	test('are the same whatever is known of a disability', () => {
		const other = alone({ receivesAah: true, accessNeeds: ['wheelchair'], priorityGroups: ['disability'] });
		expect(neededDocuments({ household: other, isOwnTenant: true, today })).toEqual(
			neededDocuments({ household: alone(), isOwnTenant: true, today })
		);
	});

	test('are all on the list', () => {
		const everything = neededDocuments({ household: aHousehold(), isOwnTenant: false, today });
		for (const code of everything.flatMap(({ oneOf }) => oneOf)) expect(documentCodes).toContain(code);
	});

	test('and are not asked yet leave out what another of the same group answers', () => {
		const needed = neededDocuments({ household: alone(), isOwnTenant: true, today });
		const left = neededAndNotAsked(needed, [askedFor('ID-ET')]).map(({ why }) => why);
		expect(left).toEqual(['taxNotice', 'aid']);
		const both = neededAndNotAsked(needed, [askedFor('ID-ET'), askedFor('FI-AV')]).map(({ why }) => why);
		expect(both).toEqual(['aid']);
	});
});

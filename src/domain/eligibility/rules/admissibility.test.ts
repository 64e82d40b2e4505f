import { expect, test } from 'vitest';
import type { CaseCode } from '../catalogue.ts';
import type { Outcome } from '../rule.ts';
import type { RuleId } from '../rule-ids.ts';
import { answerOf, type Situation } from './situation.test-support.ts';

test.each<[string, Situation, CaseCode, Outcome]>([
	['a number on record', {}, 'ADM-01/registered', 'met'],
	['no number known, while matching', { household: { uniqueNumber: null } }, 'ADM-01/unknown', 'missing'],
	[
		'no number at all, while matching',
		{ household: { uniqueNumber: null, hasNoUniqueNumber: true } },
		'ADM-01/none',
		'toCheck'
	],
	[
		'no number at all, before the CAL',
		{ household: { uniqueNumber: null, hasNoUniqueNumber: true }, stage: 'cal' },
		'ADM-01/none',
		'notMet'
	],
	['a demand that ends in 20 days', { on: '2027-01-12' }, 'ADM-02/endsSoon', 'toCheck'],
	['a demand that ends in 30 days', { on: '2027-01-02' }, 'ADM-02/valid', 'met'],
	['a demand on its last day', { on: '2027-02-01' }, 'ADM-02/endsSoon', 'toCheck'],
	['a demand of the day before', { on: '2027-02-02' }, 'ADM-02/expired', 'notMet'],
	['no right of residence', { household: { hasRightOfResidence: false } }, 'ADM-03/irregular', 'notMet'],
	['a right of residence not checked', { household: { hasRightOfResidence: null } }, 'ADM-03/unknown', 'missing'],
	['a second home', { lease: { isMainResidence: false } }, 'ADM-04/notMain', 'toCheck'],
	['the owner of a suitable home', { household: { ownsSuitableDwelling: true } }, 'ADM-05/owner', 'toCheck'],
	[
		'a document missing, while matching',
		{ household: { missingDocuments: ['FI-AV'] } },
		'ADM-06/incomplete',
		'toCheck'
	],
	[
		'a document missing, before the CAL',
		{ household: { missingDocuments: ['FI-AV'] }, stage: 'cal' },
		'ADM-06/incomplete',
		'notMet'
	]
])('admission: %s', (_, situation, code, outcome) => {
	expect(answerOf(code.slice(0, 6) as RuleId, situation)).toMatchObject({ code, outcome });
});

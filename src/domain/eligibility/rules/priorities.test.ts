import { describe, expect, test } from 'vitest';
import type { CriterionCheck } from '../../households/household.ts';
import type { CaseCode } from '../catalogue.ts';
import { answerOf, answers, known, type Situation } from './situation.test-support.ts';

const keyWorker = { code: 'key-worker', labelFr: 'Métier essentiel', labelEn: 'Key worker', weight: 2 };
const checked = (changes: Partial<CriterionCheck>): CriterionCheck => ({
	organismId: null,
	code: 'key-worker',
	isMet: true,
	proof: 'attestation',
	on: '2026-03-02',
	by: null,
	...changes
});

test.each<[string, Situation, CaseCode]>([
	['a DALO decision', { household: { hasDalo: true } }, 'PRI-02/holder'],
	['a minor in a home too small', { current: { area: 30 } }, 'PRI-01/inGroup'],
	['groups not reviewed', { household: { priorityGroups: undefined } }, 'PRI-01/notReviewed'],
	[
		'a criterion of the territory',
		{
			household: { localCriteria: [checked({ code: 'key-worker' })] },
			charter: { localCriteria: [keyWorker] }
		},
		'PRI-03/meets'
	],
	[
		'a criterion of the organism of the dwelling',
		{
			household: { localCriteria: [checked({ code: 'key-worker', organismId: 'organism-1' })] },
			organism: { ownCriteria: [keyWorker] }
		},
		'PRI-03/meets'
	],
	['a criterion that nobody has reviewed', { charter: { localCriteria: [keyWorker] } }, 'PRI-03/notReviewed'],
	[
		'the same code checked for another organism',
		{
			household: { localCriteria: [checked({ code: 'key-worker', organismId: 'organism-2' })] },
			organism: { ownCriteria: [keyWorker] }
		},
		'PRI-03/notReviewed'
	],
	[
		'a criterion reviewed and not met',
		{
			household: { localCriteria: [checked({ code: 'key-worker', isMet: false })] },
			charter: { localCriteria: [keyWorker] }
		},
		'PRI-03/none'
	],
	[
		'a wait beyond the delay of the prefect',
		{ charter: { abnormalDelays: [{ department: '95', months: 24 }] } },
		'PRI-04/abnormallyLong'
	],
	['a wait within it', { charter: { abnormalDelays: [{ department: '95', months: 36 }] } }, 'PRI-04/counted'],
	['a score of the EPCI', { household: { externalScore: known(42) } }, 'PRI-05/known']
])('priorities never block: %s', (_, situation, code) => {
	const { results, mayBeProposed } = answers(situation);
	expect(results.map((result) => result.code)).toContain(code);
	expect(mayBeProposed).toBe(true);
});

describe('local criteria', () => {
	test('of the territory and of the organism add up, and say when staff checked them', () => {
		const { figures, inputs } = answerOf('PRI-03', {
			household: {
				localCriteria: [
					checked({ code: 'key-worker' }),
					checked({ code: 'carer', organismId: 'organism-1', on: '2026-04-01' })
				]
			},
			charter: { localCriteria: [keyWorker] },
			organism: { ownCriteria: [{ ...keyWorker, code: 'carer', labelFr: 'Aidant', weight: 3 }] }
		});
		expect(figures).toMatchObject({ weight: 5, labelsFr: ['Métier essentiel', 'Aidant'] });
		expect(inputs).toEqual([{ name: 'localCriteria', value: 2, from: 'staff', on: '2026-04-01' }]);
	});

	test('of another organism than that of the dwelling count for nothing', () => {
		const elsewhere = answerOf('PRI-03', {
			household: { localCriteria: [checked({ code: 'key-worker', organismId: 'organism-1' })] },
			dwelling: { organismId: 'organism-2' },
			organism: { ownCriteria: [keyWorker] }
		});
		expect(elsewhere.outcome).toBe('notConcerned');
	});
});

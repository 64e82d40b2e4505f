import { expect, test } from 'vitest';
import { aChild, anAdult } from '#tests/factories/housing.ts';
import type { CaseCode } from '../catalogue.ts';
import type { Outcome } from '../rule.ts';
import type { RuleId } from '../rule-ids.ts';
import { answerOf, known, type Situation } from './situation.test-support.ts';

test('the effort rate is compared with the repère of the organism of the target', () => {
	expect(answerOf('SOL-01', {})).toMatchObject({ code: 'SOL-01/within', outcome: 'met' });
	const strict = answerOf('SOL-01', { organism: { effortRateMax: 0.2 } });
	expect(strict).toMatchObject({ code: 'SOL-01/above', outcome: 'toCheck', threshold: { value: 0.2, kind: 'local' } });
	const rent = strict.remedies.find((remedy) => remedy.kind === 'reletRentAtMost')!;
	const passing = answerOf('SOL-01', { organism: { effortRateMax: 0.2 }, dwelling: { reletRent: rent.amount } });
	expect(passing.code).toBe('SOL-01/within');
	const next = answerOf('SOL-01', { organism: { effortRateMax: 0.2 }, dwelling: { reletRent: rent.amount + 2 } });
	expect(next.code).toBe('SOL-01/above');
});

test.each<[string, Situation, CaseCode, Outcome]>([
	['no resources', { household: { monthlyResources: known(0) } }, 'SOL-01/noResources', 'toCheck'],
	['resources unknown', { household: { monthlyResources: null } }, 'SOL-01/unknown', 'missing'],
	['re-letting rent unknown', { dwelling: { reletRent: null } }, 'SOL-03/rentUnknown', 'missing'],
	['no threshold of reste à vivre', {}, 'SOL-02/noThreshold', 'info'],
	['enough to live on', { organism: { livingAllowanceMin: 20 } }, 'SOL-02/enough', 'met'],
	['too little to live on', { organism: { livingAllowanceMin: 30 } }, 'SOL-02/low', 'toCheck'],
	[
		'enough by month and person',
		{ organism: { livingAllowanceMin: 390, livingAllowancePer: 'MONTH', livingAllowanceDivisor: 'PERSONS' } },
		'SOL-02/enough',
		'met'
	],
	['a cheaper home', {}, 'SOL-03/cheaper', 'info'],
	['a dearer home', { dwelling: { reletRent: 700 } }, 'SOL-03/dearer', 'info'],
	[
		'a debt with a plan that is kept',
		{ household: { arrears: known({ amount: 300, plan: 'respected' as const }) } },
		'SOL-04/planRespected',
		'toCheck'
	],
	[
		'a debt without a plan',
		{ household: { arrears: known({ amount: 300, plan: 'broken' as const }) } },
		'SOL-04/noPlan',
		'toCheck'
	],
	['a litigation pending', { lease: { hasLitigation: true } }, 'SOL-05/litigation', 'notMet'],
	['notice given', { lease: { noticeGiven: true } }, 'SOL-05/notice', 'notMet'],
	['insurance not shown', { lease: { isInsured: false } }, 'SOL-05/notInsured', 'toCheck']
])('solvency: %s', (_, situation, code, outcome) => {
	expect(answerOf(code.slice(0, 6) as RuleId, situation)).toMatchObject({ code, outcome });
});

test('a household that has just the least amount by unit has enough, to the euro', () => {
	// 2.2 units at 1 € a day: 66 € a month, which divided by 2.2 are not quite 30 for a machine.
	const withResources = (euros: number) =>
		answerOf('SOL-02', {
			household: {
				persons: [anAdult(), ...[1, 2, 3, 4].map(() => aChild({ birthDate: '2020-03-01' }))],
				monthlyResources: known(euros)
			},
			dwelling: { reletRent: 0, annexRent: 0, charges: 0 },
			organism: { livingAllowanceMin: 1 }
		});
	expect(withResources(66).code).toBe('SOL-02/enough');
	expect(withResources(65)).toMatchObject({
		code: 'SOL-02/low',
		remedies: expect.arrayContaining([{ kind: 'resourcesAtLeast', amount: 66 }])
	});
});

test('a territory may harden a local rule, never a rule of the law', () => {
	const charter = { effects: { 'SOL-04': 'BLOCK' as const, 'ADM-05': 'BLOCK' as const } };
	const household = { arrears: known({ amount: 300, plan: 'none' as const }), ownsSuitableDwelling: true };
	expect(answerOf('SOL-04', { household, charter }).outcome).toBe('notMet');
	expect(answerOf('ADM-05', { household, charter }).outcome).toBe('toCheck');
});

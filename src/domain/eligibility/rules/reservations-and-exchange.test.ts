import { expect, test } from 'vitest';
import type { CaseCode } from '../catalogue.ts';
import type { Outcome } from '../rule.ts';
import type { RuleId } from '../rule-ids.ts';
import { answerOf, type Situation } from './situation.test-support.ts';

const reserved = (kind: 'flow' | 'identified', agreementRecorded = false) => ({
	reservation: { kind, reserver: 'État', agreementRecorded }
});

test.each<[string, Situation, CaseCode, Outcome]>([
	['identified for a reserver', { dwelling: reserved('identified') }, 'RES-01/identified', 'notMet'],
	['identified, the reserver agreed', { dwelling: reserved('identified', true) }, 'RES-01/agreed', 'met'],
	['in flow, inside the organism', { dwelling: reserved('flow') }, 'RES-01/flowInternal', 'info'],
	[
		'in flow, between organisms',
		{ dwelling: { ...reserved('flow'), organismId: 'organism-2' } },
		'RES-01/flowBetweenOrganisms',
		'toCheck'
	],
	[
		'in flow, agreed by the territory',
		{ dwelling: { ...reserved('flow'), organismId: 'organism-2' }, charter: { interOrganismReservation: 'AGREED' } },
		'RES-01/flowAgreed',
		'info'
	],
	['a lease of 1948', { lease: { kind: 'law1948' } }, 'EXC-02/leaseExcluded', 'notMet'],
	[
		'a shared tenancy the territory accepts',
		{ lease: { kind: 'shared' }, charter: { excludedLeases: [] } },
		'EXC-02/allowed',
		'met'
	],
	['a home to be demolished', { current: { blockers: ['demolition'] } }, 'EXC-02/homeExcluded', 'notMet'],
	['a target to be sold', { dwelling: { blockers: ['sale'] } }, 'EXC-02/targetExcluded', 'notMet'],
	['another organism', { dwelling: { organismId: 'organism-2' } }, 'EXC-04/betweenOrganisms', 'info'],
	[
		'three years since the lease, commune listed',
		{ charter: { triennialReviewCommunes: ['95127'] } },
		'EXC-05/due',
		'info'
	],
	[
		'a lease of last year',
		{ charter: { triennialReviewCommunes: ['95127'] }, lease: { since: '2025-01-01' } },
		'EXC-05/notDue',
		'info'
	]
])('reservations and exchange: %s', (_, situation, code, outcome) => {
	expect(answerOf(code.slice(0, 6) as RuleId, situation)).toMatchObject({ code, outcome });
});

test('a vacant reserved home leaves one month to its reserver, to the last day of a short month', () => {
	const answer = answerOf('RES-02', { dwelling: { ...reserved('flow'), vacantFrom: '2026-01-31' } });
	expect(answer.figures.until).toBe('2026-02-28');
});

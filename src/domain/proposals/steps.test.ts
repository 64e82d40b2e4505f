import { describe, expect, test } from 'vitest';
import { err } from '../result.ts';
import { advance, afterSteps, aProposal, decided, everyone, now } from './chain.test-support.ts';
import { advanceLeg, defaultStepDelays, endLeg, expire, setSigningDay } from './proposal.ts';

const signing = () => decided(setSigningDay(afterSteps(6), '2026-03-20', now)).proposal;

describe.each([
	['the answers', afterSteps(0), '2026-03-12T23:00:00.000Z', 'answerLate', 'declined'],
	['the visits', afterSteps(1), '2026-03-23T23:00:00.000Z', 'visitLate', 'visitRefused'],
	['the commitment', afterSteps(2), '2026-03-09T23:00:00.000Z', 'commitLate', 'renounced'],
	['the instruction', afterSteps(3), '2026-03-23T23:00:00.000Z', 'opinionLate', 'withdrawn'],
	['the commissions', afterSteps(4), undefined, null, 'withdrawn'],
	['the offers', afterSteps(5), '2026-03-12T23:00:00.000Z', 'offerLate', 'offerDeclined'],
	['the choice of a day', afterSteps(6), undefined, null, 'withdrawn'],
	['the signatures', signing(), undefined, null, 'withdrawn']
] as const)('at the step of %s', (_, chain, dueAt, late, no) => {
	test(`silence, with until ${dueAt ?? 'no day'} to answer, is called ${late ?? 'nothing'}`, () => {
		expect(chain.dueAt?.toISOString()).toBe(dueAt);
		const ended = expire(chain, chain.dueAt ?? new Date('2030-01-01T00:00:00Z'));
		expect(ended?.events.at(-1) ?? null).toEqual(
			late && { type: 'ProposalBroken', proposalId: 'p', legId: 'leg-0', reason: late }
		);
		if (ended) expect(ended.proposal.legs.map(({ state }) => state)).toEqual(['expired', 'released', 'released']);
	});

	test(`the no of a household is called ${no}`, () => {
		const { proposal, events } = decided(endLeg(chain, 'leg-1', 'decline', now));
		expect(events).toEqual([{ type: 'ProposalBroken', proposalId: 'p', legId: 'leg-1', reason: no }]);
		expect(proposal).toMatchObject({ state: 'broken', dueAt: null });
		expect(proposal.legs.map(({ state }) => state)).toEqual(['released', 'declined', 'released']);
	});
});

test('an organism opposes a household while it instructs its file, and at no other step', () => {
	const states = [0, 1, 2, 3, 4, 5, 6].map((steps) => endLeg(afterSteps(steps), 'leg-2', 'oppose', now));
	expect(states.map((result) => (result.ok ? result.value.events : result.refusal))).toEqual([
		'STEP_NOT_REACHED',
		'STEP_NOT_REACHED',
		'STEP_NOT_REACHED',
		[{ type: 'ProposalBroken', proposalId: 'p', legId: 'leg-2', reason: 'opposed' }],
		'STEP_NOT_REACHED',
		'STEP_NOT_REACHED',
		'STEP_NOT_REACHED'
	]);
});

test('a signing day is set once every offer is accepted, and is set again until a lease is signed', () => {
	expect(setSigningDay(afterSteps(5), '2026-03-20', now)).toEqual(err('STEP_NOT_REACHED'));
	expect(decided(setSigningDay(signing(), '2026-03-27', now)).proposal).toMatchObject({
		state: 'signing',
		signingDay: '2026-03-27'
	});
	for (const state of ['found', 'broken', 'completed'] as const)
		expect(setSigningDay(aProposal({ state }), '2026-03-20', now)).toEqual(err('PROPOSAL_CLOSED'));
});

test('the last lease signed completes the chain, on the very day that was set', () => {
	const day = new Date('2026-03-19T23:30:00Z');
	const last = advanceLeg(
		advance(advance(signing(), 0, 'sign', day), 1, 'sign', day),
		'leg-2',
		'sign',
		defaultStepDelays,
		day
	);
	expect(decided(last).events.at(-1)).toEqual({ type: 'ProposalCompleted', proposalId: 'p' });
});

test('as of right, the last check of an organism leads to the leases, which are signed without an offer', () => {
	const beforeLast = advance(advance(afterSteps(3, { path: 'RIGHT_ART9' }), 0, 'support'), 1, 'support');
	const checked = decided(advanceLeg(beforeLast, 'leg-2', 'support', defaultStepDelays, now));
	expect(checked.events.at(-1)).toEqual({ type: 'RightRecognised', proposalId: 'p' });
	const { proposal } = decided(setSigningDay(checked.proposal, '2026-03-20', now));
	expect(everyone(proposal, 'sign', new Date('2026-03-20T10:00:00Z')).state).toBe('completed');
});

import { describe, expect, test } from 'vitest';
import { err } from '../result.ts';
import {
	advance,
	afterSteps,
	aProposal,
	decided,
	everyone,
	now,
	published,
	yesesToTheLeases
} from './chain.test-support.ts';
import {
	advanceLeg,
	awaitedLegs,
	commitAsHolder,
	defaultStepDelays,
	discard,
	endLeg,
	expire,
	publish,
	setSigningDay
} from './proposal.ts';
import { proposalWorkflow } from './proposal.workflow.ts';

const later = (days: number) => new Date(now.getTime() + days * 86_400_000);

describe('a chain', () => {
	test('goes from the proposal to the leases when everybody says yes at each step', () => {
		let proposal = published();
		const states = [proposal.state];
		for (const action of yesesToTheLeases) {
			proposal = everyone(proposal, action);
			states.push(proposal.state);
		}
		proposal = decided(setSigningDay(proposal, '2026-03-20', now)).proposal;
		states.push(proposal.state);
		proposal = everyone(proposal, 'sign', new Date('2026-03-20T10:00:00Z'));
		states.push(proposal.state);
		expect(states).toEqual([
			'open',
			'visiting',
			'committing',
			'instructing',
			'confirmed',
			'offered',
			'sealed',
			'signing',
			'completed'
		]);
	});

	test('waits for the last answer before it goes on', () => {
		const one = decided(advanceLeg(published(), 'leg-0', 'accept', defaultStepDelays, now));
		expect(one.proposal.state).toBe('open');
		expect(awaitedLegs(one.proposal).map((leg) => leg.id)).toEqual(['leg-1', 'leg-2']);
		expect(one.events).toEqual([{ type: 'LegAdvanced', proposalId: 'p', legId: 'leg-0', state: 'accepted' }]);
	});

	test('gives ten full civil days to answer, until midnight in Paris', () => {
		expect(published().dueAt?.toISOString()).toBe('2026-03-12T23:00:00.000Z');
	});

	test('refuses an answer at the very instant of the deadline', () => {
		const proposal = published();
		expect(advanceLeg(proposal, 'leg-0', 'accept', defaultStepDelays, proposal.dueAt!)).toEqual(
			err('PROPOSAL_EXPIRED')
		);
	});

	test('refuses a second answer of the same household', () => {
		const one = decided(advanceLeg(published(), 'leg-0', 'accept', defaultStepDelays, now)).proposal;
		expect(advanceLeg(one, 'leg-0', 'accept', defaultStepDelays, now)).toEqual(err('ALREADY_ANSWERED'));
	});

	test('is committed to by a household with the last holder of its lease', () => {
		const proposal = afterSteps(2);
		const first = decided(commitAsHolder(proposal, 'leg-0', 1, defaultStepDelays, now));
		expect(first).toEqual({ proposal, events: [{ type: 'HolderCommitted', proposalId: 'p', legId: 'leg-0' }] });
		const last = decided(commitAsHolder(first.proposal, 'leg-0', 0, defaultStepDelays, now));
		expect(last.proposal.legs[0]!.state).toBe('committed');
		expect(commitAsHolder(last.proposal, 'leg-0', 1, defaultStepDelays, now)).toEqual(err('ALREADY_ANSWERED'));
		expect(commitAsHolder(published(), 'leg-0', 1, defaultStepDelays, now)).toEqual(err('STEP_NOT_REACHED'));
	});

	test('ends for all when one household declines, and frees the others', () => {
		const { proposal, events } = decided(endLeg(published(), 'leg-1', 'decline', now));
		expect(proposal.state).toBe('broken');
		expect(proposal.legs.map((leg) => leg.state)).toEqual(['released', 'declined', 'released']);
		expect(events).toEqual([{ type: 'ProposalBroken', proposalId: 'p', legId: 'leg-1', reason: 'declined' }]);
	});

	test('ends when one commission refuses, though the others have awarded', () => {
		const broken = decided(endLeg(advance(afterSteps(4), 0, 'award'), 'leg-1', 'refuse', now));
		expect(broken.events).toMatchObject([{ reason: 'calRefused' }]);
		expect(broken.proposal.legs.map((leg) => leg.state)).toEqual(['released', 'refused', 'released']);
	});

	test('ends by itself when the deadline has passed, never a moment before', () => {
		const proposal = published();
		expect(expire(proposal, new Date(proposal.dueAt!.getTime() - 1))).toBeNull();
		expect(expire(proposal, proposal.dueAt!)?.events).toMatchObject([{ reason: 'answerLate', legId: 'leg-0' }]);
	});

	test('is not late while the commissions sit: no delay runs before the offers', () => {
		const proposal = afterSteps(4);
		expect(proposal.dueAt).toBeNull();
		expect(expire(proposal, later(400))).toBeNull();
	});

	test('signs no lease before the signing day', () => {
		const sealed = afterSteps(6);
		expect(setSigningDay(sealed, '2026-03-02', now)).toEqual(err('SIGNING_DAY_TOO_EARLY'));
		const { proposal } = decided(setSigningDay(sealed, '2026-03-20', now));
		expect(advanceLeg(proposal, 'leg-0', 'sign', defaultStepDelays, later(10))).toEqual(err('SIGNING_DAY_NOT_REACHED'));
	});

	test.each(['completed', 'broken', 'discarded'] as const)('once %s can no longer change', (state) => {
		const proposal = aProposal({ state });
		expect(proposalWorkflow.actionsFrom(state)).toEqual([]);
		expect(advanceLeg(proposal, 'leg-0', 'accept', defaultStepDelays, now)).toEqual(err('PROPOSAL_CLOSED'));
		expect(endLeg(proposal, 'leg-0', 'decline', now)).toEqual(err('PROPOSAL_CLOSED'));
	});
});

describe('a no', () => {
	test('comes too late at the very instant of the deadline, not just before', () => {
		const proposal = published();
		const dueAt = proposal.dueAt!;
		expect(endLeg(proposal, 'leg-1', 'decline', dueAt)).toEqual(err('PROPOSAL_EXPIRED'));
		expect(endLeg(proposal, 'leg-1', 'decline', new Date(dueAt.getTime() + 1))).toEqual(err('PROPOSAL_EXPIRED'));
		expect(endLeg(proposal, 'leg-1', 'decline', new Date(dueAt.getTime() - 1))).toMatchObject({ ok: true });
	});

	test('is of a household of the chain, at a step where it may be said', () => {
		expect(endLeg(published(), 'nobody', 'decline', now)).toEqual(err('PROPOSAL_NOT_FOUND'));
		expect(endLeg(published(), 'leg-0', 'refuse', now)).toEqual(err('STEP_NOT_REACHED'));
		expect(advanceLeg(published(), 'nobody', 'accept', defaultStepDelays, now)).toEqual(err('PROPOSAL_NOT_FOUND'));
	});
});

test('each gate that opens is an event of its name', () => {
	let proposal = published();
	const gates: string[] = [];
	for (const action of yesesToTheLeases)
		for (const { id } of proposal.legs) {
			const step = decided(advanceLeg(proposal, id, action, defaultStepDelays, now));
			gates.push(...step.events.map(({ type }) => type).filter((type) => type !== 'LegAdvanced'));
			proposal = step.proposal;
		}
	expect(gates).toEqual([
		'AllAccepted',
		'AllVisited',
		'AllCommitted',
		'ProposalConfirmed',
		'OffersSent',
		'ProposalSealed'
	]);
	const set = decided(setSigningDay(proposal, '2026-03-20', now));
	expect(set.events).toEqual([{ type: 'SigningDaySet', proposalId: 'p', day: '2026-03-20' }]);
	const day = new Date('2026-03-20T10:00:00Z');
	const begun = decided(advanceLeg(set.proposal, 'leg-0', 'sign', defaultStepDelays, day)).proposal;
	// One lease is signed: the day no longer moves.
	expect(setSigningDay(begun, '2026-04-20', day)).toEqual(err('ALREADY_ANSWERED'));
});

test('a chain is published or discarded once', () => {
	const gone = decided(discard(aProposal()));
	expect([gone.proposal.state, gone.events]).toEqual(['discarded', [{ type: 'ProposalDiscarded', proposalId: 'p' }]]);
	expect(discard(published())).toEqual(err('PROPOSAL_CLOSED'));
	expect(publish(published(), defaultStepDelays, now)).toEqual(err('PROPOSAL_CLOSED'));
	expect(decided(publish(aProposal(), defaultStepDelays, now)).events).toMatchObject([
		{ type: 'ProposalPublished', proposalId: 'p' }
	]);
});

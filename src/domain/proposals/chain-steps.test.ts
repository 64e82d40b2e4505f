import { expect, test } from 'vitest';
import { stageDelays, stageEnds, stageEndedBy, stageEndTypes, stagesReached } from './chain-steps.ts';
import { chainStages } from './stages.ts';

const gate = (proposalId: string, type: string, day: number) => ({
	proposalId,
	type,
	at: new Date(Date.UTC(2026, 2, 1 + day, 9))
});

test('each of the eight stages ends with one event, in the order of the stages', () => {
	expect(stageEnds.map(([, stage]) => stage)).toEqual([...chainStages]);
	expect(stageEndedBy('OffersSent')).toBe('commissions');
	expect(stageEndedBy('ProposalBroken')).toBeNull();
	expect(stageEndTypes.map(stageEndedBy)).toEqual([...chainStages, 'instruction']);
});

test('the delay of a stage is the median over the chains that went through it', () => {
	const passed = [
		gate('a', 'ProposalPublished', 0),
		gate('a', 'AllAccepted', 4),
		gate('a', 'AllVisited', 20),
		gate('b', 'ProposalPublished', 2),
		gate('b', 'AllAccepted', 12),
		gate('c', 'ProposalPublished', 2),
		gate('c', 'AllAccepted', 8),
		gate('d', 'ProposalPublished', 1)
	];
	const delays = Object.fromEntries(stageDelays(passed).map(({ stage, ...delay }) => [stage, delay]));
	expect(delays.answers).toEqual({ medianDays: 6, chains: 3 });
	expect(delays.visits).toEqual({ medianDays: 16, chains: 1 });
	expect(delays.leases).toEqual({ medianDays: null, chains: 0 });
	expect(stagesReached(passed).slice(0, 4)).toEqual([
		{ stage: 'proposal', chains: 4 },
		{ stage: 'answers', chains: 3 },
		{ stage: 'visits', chains: 1 },
		{ stage: 'commitment', chains: 0 }
	]);
});

test('as of right, the instruction ends when the right is recognised, and the leases follow it', () => {
	const passed = [gate('a', 'AllCommitted', 0), gate('a', 'RightRecognised', 9), gate('a', 'ProposalCompleted', 13)];
	expect(stageDelays(passed).filter(({ chains }) => chains > 0)).toEqual([
		{ stage: 'instruction', medianDays: 9, chains: 1 },
		{ stage: 'leases', medianDays: 4, chains: 1 }
	]);
	passed.pop();
	expect(
		stagesReached(passed)
			.filter(({ chains }) => chains > 0)
			.at(-1)
	).toEqual({ stage: 'instruction', chains: 1 });
});

test('an even number of chains gives the middle of the two in the middle', () => {
	const passed = [
		gate('a', 'ProposalPublished', 0),
		gate('a', 'AllAccepted', 4),
		gate('b', 'ProposalPublished', 0),
		gate('b', 'AllAccepted', 8)
	];
	expect(stageDelays(passed)[0]).toEqual({ stage: 'answers', medianDays: 6, chains: 2 });
});

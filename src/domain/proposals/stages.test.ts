import { describe, expect, test } from 'vitest';
import type { LegAction } from './leg.workflow.ts';
import {
	advanceLeg,
	breakReasons,
	defaultStepDelays,
	endLeg,
	publish,
	type Decided,
	type Leg,
	type Proposal
} from './proposal.ts';
import { proposalStates } from './proposal.workflow.ts';
import {
	answerShown,
	chainStages,
	householdActionsOn,
	inOrder,
	progressOf,
	stageOf,
	stageStates,
	turnOf
} from './stages.ts';

const now = new Date('2026-11-21T09:00:00Z');
const decided = (result: { ok: true; value: Decided } | { ok: false; refusal: string }): Proposal => {
	if (!result.ok) throw new Error(result.refusal);
	return result.value.proposal;
};
const aLeg = (position: number, from: string, to: string): Leg => ({
	id: `leg-${position}`,
	position,
	state: 'proposed',
	householdId: `h${position}`,
	homeOrganismId: `o${position}`,
	currentDwellingId: from,
	targetDwellingId: to,
	targetOrganismId: 'o'
});
const cycle = [aLeg(0, 'a', 'b'), aLeg(1, 'b', 'c'), aLeg(2, 'c', 'a')];
const published = decided(
	publish(
		{ id: 'p', kind: 'cycle', path: 'ORDINARY', state: 'found', legs: cycle, dueAt: null, signingDay: null },
		defaultStepDelays,
		now
	)
);
const advance = (proposal: Proposal, index: number, action: LegAction) =>
	decided(advanceLeg(proposal, `leg-${index}`, action, defaultStepDelays, now));
const everyone = (proposal: Proposal, action: LegAction) =>
	proposal.legs.reduce((one, leg) => advance(one, leg.position, action), proposal);

describe('a chain seen by one of its households', () => {
	test('goes through its eight stages in order', () => {
		let proposal = published;
		const seen = [stageOf(proposal.state, null)];
		for (const action of ['accept', 'visit', 'commit', 'support', 'award', 'acceptOffer'] as const) {
			proposal = everyone(proposal, action);
			seen.push(stageOf(proposal.state, null));
		}
		expect(seen).toEqual(chainStages.slice(1));
		expect(stageOf('completed', null)).toBe('over');
	});

	test('is the turn of the household, then of the others, then of the landlords', () => {
		expect(turnOf(published, published.legs[0]!)).toBe('you');
		const one = advance(published, 0, 'accept');
		expect(turnOf(one, one.legs[0]!)).toBe('others');
		expect(turnOf(one, one.legs[1]!)).toBe('you');
		let all = everyone(everyone(everyone(published, 'accept'), 'visit'), 'commit');
		expect(turnOf(all, all.legs[0]!)).toBe('landlord');
		all = everyone(everyone(all, 'support'), 'award');
		expect(turnOf(all, all.legs[0]!)).toBe('you');
	});

	test('offers yes and no while an answer is awaited, no alone afterwards, nothing once late', () => {
		expect(householdActionsOn(published, published.legs[0]!, now)).toEqual(['sayYes', 'sayNo']);
		const one = advance(published, 0, 'accept');
		expect(householdActionsOn(one, one.legs[0]!, now)).toEqual(['sayNo']);
		expect(householdActionsOn(published, published.legs[0]!, published.dueAt!)).toEqual([]);
	});

	test('tells who has said yes, and after a no tells nobody who it was', () => {
		const one = advance(published, 1, 'accept');
		expect(one.legs.map((leg) => answerShown(one, leg))).toEqual(['awaited', 'agreed', 'awaited']);
		expect(progressOf(one)).toEqual({ done: 1, total: 3 });
		const broken = decided(endLeg(one, 'leg-2', 'decline', now));
		expect(new Set(broken.legs.map((leg) => answerShown(broken, leg)))).toEqual(new Set(['awaited']));
		expect(broken.legs.map((leg) => householdActionsOn(broken, leg, now))).toEqual([[], [], []]);
		expect(turnOf(broken, broken.legs[0]!)).toBeNull();
	});

	test('counts opinions while landlords study, though every household has agreed', () => {
		let proposal = everyone(everyone(everyone(published, 'accept'), 'visit'), 'commit');
		proposal = advance(proposal, 0, 'support');
		expect(progressOf(proposal)).toEqual({ done: 1, total: 3 });
		expect(proposal.legs.map((leg) => answerShown(proposal, leg))).toEqual(['agreed', 'agreed', 'agreed']);
	});

	test.each(breakReasons.filter((reason) => reason !== 'withdrawn'))(
		'stopped by %s has one stage stopped',
		(reason) => {
			const states = stageStates('ORDINARY', stageOf('broken', reason), true).map(({ state }) => state);
			expect(states.filter((state) => state === 'stopped')).toHaveLength(1);
			expect(states).not.toContain('current');
			expect(states[0]).toBe('done');
		}
	);

	test('as of right goes from the check of the landlord to the leases', () => {
		const right = { ...published, path: 'RIGHT_ART9' as const };
		const checked = everyone(everyone(everyone(everyone(right, 'accept'), 'visit'), 'commit'), 'support');
		expect(checked).toMatchObject({ state: 'sealed', dueAt: null });
		const states = stageStates('RIGHT_ART9', stageOf(checked.state, null), false);
		expect(states.map(({ stage }) => stage)).toEqual([
			'proposal',
			'answers',
			'visits',
			'commitment',
			'instruction',
			'leases'
		]);
		expect(states.at(-1)?.state).toBe('current');
	});

	test('left by a household stops where it had arrived', () => {
		expect(stageOf('broken', 'withdrawn', 'leases')).toBe('leases');
	});

	test.each(proposalStates)('in the state %s has a stage', (state) => {
		expect([...chainStages, 'over']).toContain(stageOf(state, 'declined'));
	});
});

describe('the order in which a chain is told', () => {
	test('begins with the one who reads, in a ring', () => {
		expect(inOrder([cycle[2]!, cycle[0]!, cycle[1]!], 'leg-1').map(({ id }) => id)).toEqual([
			'leg-1',
			'leg-2',
			'leg-0'
		]);
	});

	test('ends with the household that takes the vacant home, in a line', () => {
		const line = [aLeg(0, 'b', 'vacant'), aLeg(1, 'a', 'b'), aLeg(2, 'c', 'a')];
		expect(inOrder(line, 'leg-0').map(({ id }) => id)).toEqual(['leg-2', 'leg-1', 'leg-0']);
	});
});

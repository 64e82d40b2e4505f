import { describe, expect, test } from 'vitest';
import {
	advance,
	afterSteps,
	aLeg,
	aProposal,
	decided,
	everyone,
	now,
	published as publish
} from './chain.test-support.ts';
import { breakReasons, endLeg, setSigningDay } from './proposal.ts';
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

const published = publish();

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
		let all = afterSteps(3);
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
		const broken = decided(endLeg(one, 'leg-2', 'decline', now)).proposal;
		expect(new Set(broken.legs.map((leg) => answerShown(broken, leg)))).toEqual(new Set(['awaited']));
		expect(broken.legs.map((leg) => householdActionsOn(broken, leg, now))).toEqual([[], [], []]);
		expect(turnOf(broken, broken.legs[0]!)).toBeNull();
	});

	test('counts opinions while landlords study, though every household has agreed', () => {
		let proposal = afterSteps(3);
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
		const checked = afterSteps(4, { path: 'RIGHT_ART9' });
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

	test.each([
		['found', null, 'proposal'],
		['discarded', null, 'proposal'],
		['broken', 'visitRefused', 'visits'],
		['broken', 'commitLate', 'commitment'],
		['broken', 'calRefused', 'commissions'],
		['broken', 'offerLate', 'agreement'],
		['broken', 'withdrawn', 'instruction'],
		['broken', null, 'instruction'],
		['signing', null, 'leases']
	] as const)('%s, because %s, is shown at the stage of %s', (state, reason, stage) => {
		expect(stageOf(state, reason)).toBe(stage);
	});

	test('shows the stages behind as done and those ahead as to come, all of them done once it is over', () => {
		const states = (at: Parameters<typeof stageStates>[1]) =>
			stageStates('ORDINARY', at, false).map(({ state }) => state);
		expect(states('answers')).toEqual(['done', 'current', ...Array<string>(6).fill('upcoming')]);
		expect(states('over')).toEqual(Array<string>(8).fill('done'));
	});

	test('waits for landlords and tells its households as agreed from the seal to the leases', () => {
		const sealed = afterSteps(6);
		const signing = decided(setSigningDay(sealed, '2026-03-20', now)).proposal;
		for (const chain of [afterSteps(4), sealed, signing]) {
			expect(chain.legs.map((leg) => turnOf(chain, leg))).toEqual(['landlord', 'landlord', 'landlord']);
			expect(chain.legs.map((leg) => answerShown(chain, leg))).toEqual(['agreed', 'agreed', 'agreed']);
			expect(householdActionsOn(chain, chain.legs[0]!, now)).toEqual(['sayNo']);
		}
		const completed = everyone(signing, 'sign', new Date('2026-03-20T10:00:00Z'));
		expect(completed.legs.map((leg) => answerShown(completed, leg))).toEqual(['agreed', 'agreed', 'agreed']);
		expect(completed.legs.map((leg) => turnOf(completed, leg))).toEqual([null, null, null]);
		expect(householdActionsOn(aProposal(), aProposal().legs[0]!, now)).toEqual([]);
	});
});

describe('the order in which a chain is told', () => {
	test('begins with the one who reads, in a ring', () => {
		const ring = aProposal().legs;
		expect(inOrder([ring[2]!, ring[0]!, ring[1]!], 'leg-1').map(({ id }) => id)).toEqual(['leg-1', 'leg-2', 'leg-0']);
	});

	test('ends with the household that takes the vacant home, in a line', () => {
		const line = [aLeg(0, 'b', 'vacant'), aLeg(1, 'a', 'b'), aLeg(2, 'c', 'a')];
		expect(inOrder(line, 'leg-0').map(({ id }) => id)).toEqual(['leg-2', 'leg-1', 'leg-0']);
	});
});

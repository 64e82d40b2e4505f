import { describe, expect, test } from 'vitest';
import { follow } from '../workflow.test-support.ts';
import { legStates } from '../proposals/leg.workflow.ts';
import { proposalStates } from '../proposals/proposal.workflow.ts';
import { candidacyStates, candidacyWorkflow } from './candidacy.workflow.ts';
import { demandWorkflow } from './demand.workflow.ts';
import { fileStages, stageOf, stageTable } from './file-stage.ts';

test.each([
	['draft', ['submit']],
	['submitted', ['register']],
	['registered', ['remindRenewal', 'instruct', 'strikeOff']],
	['renewalDue', ['renew', 'instruct', 'strikeOff']],
	['underInstruction', ['returnToRegister', 'strikeOff']],
	['struckOff', []]
] as const)('a demand that is %s can only %o', (state, actions) => {
	expect(demandWorkflow.actionsFrom(state)).toEqual(actions);
});

test('a demand is registered, renewed each year, instructed, given back to the register, and struck off at last', () => {
	expect(
		follow(demandWorkflow, [
			'submit',
			'register',
			'remindRenewal',
			'renew',
			'instruct',
			'returnToRegister',
			'strikeOff'
		])
	).toEqual(['submitted', 'registered', 'renewalDue', 'registered', 'underInstruction', 'registered', 'struckOff']);
});

describe('a candidacy', () => {
	const onAgenda = ['screen', 'completeFile', 'putOnAgenda'] as const;

	test('goes from the proposal to the lease', () => {
		expect(follow(candidacyWorkflow, [...onAgenda, 'award', 'sendOffer', 'accept', 'signLease'])).toEqual([
			'screened',
			'fileComplete',
			'onAgenda',
			'awarded',
			'offerSent',
			'accepted',
			'leaseSigned'
		]);
	});

	test.each([
		['that is not kept', ['screenOut'], 'screenedOut'],
		['that is given up', ['screen', 'abandon'], 'abandoned'],
		['opened again for one more document', ['screen', 'completeFile', 'reopenFile'], 'screened'],
		['taken off the agenda', [...onAgenda, 'takeOffAgenda'], 'fileComplete'],
		['refused by the commission', [...onAgenda, 'refuseAward'], 'notAwarded'],
		['that the law excludes', [...onAgenda, 'declareInadmissible'], 'inadmissible'],
		['whose condition is met', [...onAgenda, 'awardConditional', 'meetCondition'], 'awarded'],
		['whose condition is not met', [...onAgenda, 'awardConditional', 'failCondition'], 'conditionFailed'],
		['whose rank is reached', [...onAgenda, 'awardRanked', 'reachRank'], 'awarded'],
		['whose rank is not reached', [...onAgenda, 'awardRanked', 'outrank'], 'outranked'],
		['whose household refuses the offer', [...onAgenda, 'award', 'sendOffer', 'refuse'], 'refused'],
		['whose household stays silent', [...onAgenda, 'award', 'sendOffer', 'lapse'], 'noAnswer'],
		['taken back by its household', [...onAgenda, 'award', 'sendOffer', 'accept', 'withdraw'], 'withdrawn']
	] as const)('%s, by %o, is then %s', (_, actions, state) => {
		expect(follow(candidacyWorkflow, actions).at(-1)).toBe(state);
	});

	test.each([
		['proposed', ['screen', 'screenOut', 'abandon', 'withdraw']],
		['screened', ['completeFile', 'abandon', 'withdraw']],
		['fileComplete', ['reopenFile', 'abandon', 'putOnAgenda', 'withdraw']],
		[
			'onAgenda',
			[
				'takeOffAgenda',
				'postpone',
				'award',
				'awardRanked',
				'awardConditional',
				'refuseAward',
				'declareInadmissible',
				'withdraw'
			]
		],
		['awarded', ['sendOffer', 'withdraw']],
		['awardedRanked', ['reachRank', 'outrank', 'sendOffer', 'withdraw']],
		['awardedConditional', ['meetCondition', 'failCondition', 'withdraw']],
		['offerSent', ['accept', 'refuse', 'lapse', 'withdraw']],
		['accepted', ['signLease', 'withdraw']]
	] as const)('that is %s can only %o', (state, actions) => {
		expect(candidacyWorkflow.actionsFrom(state)).toEqual(actions);
	});

	test('receives no offer before the condition of its award is met', () => {
		expect(candidacyWorkflow.next('awardedConditional', 'sendOffer')).toBeNull();
		expect(candidacyWorkflow.next(candidacyWorkflow.next('awardedConditional', 'meetCondition')!, 'sendOffer')).toBe(
			'offerSent'
		);
	});

	test('a postponed case can be examined again', () => {
		const state = candidacyWorkflow.next('onAgenda', 'postpone')!;
		expect(candidacyWorkflow.next(state, 'putOnAgenda')).toBe('onAgenda');
	});
});

describe('the stage of a file', () => {
	test('is never two at once: a list filtered by stage shows each file once', () => {
		for (const proposal of proposalStates)
			for (const leg of legStates)
				for (const candidacy of [...candidacyStates, null]) {
					const fitting = fileStages.filter((stage) => {
						const { proposal: proposals, leg: legs, candidacy: candidacies } = stageTable[stage];
						return (
							proposals.includes(proposal) &&
							(legs?.includes(leg) ?? true) &&
							(candidacies?.includes(candidacy ?? 'none') ?? true)
						);
					});
					expect(fitting.length).toBeLessThanOrEqual(1);
				}
	});

	test.each([
		['open', 'proposed', null, 'withHouseholds'],
		['visiting', 'accepted', null, 'withHouseholds'],
		['committing', 'committed', null, 'withHouseholds'],
		['instructing', 'committed', null, 'toInstruct'],
		['instructing', 'supported', null, 'opinionGiven'],
		['confirmed', 'supported', null, 'toComplete'],
		['confirmed', 'supported', 'proposed', 'toComplete'],
		['confirmed', 'supported', 'screened', 'toComplete'],
		['confirmed', 'supported', 'fileComplete', 'ready'],
		['confirmed', 'supported', 'onAgenda', 'onAgenda'],
		['confirmed', 'supported', 'awardedRanked', 'ranked'],
		['confirmed', 'awarded', 'awarded', 'decided'],
		['confirmed', 'awarded', 'awardedRanked', 'decided'],
		['confirmed', 'supported', 'awardedConditional', 'conditional'],
		['offered', 'awarded', 'offerSent', 'offered'],
		['sealed', 'offerAccepted', 'accepted', 'toSchedule'],
		['signing', 'offerAccepted', 'accepted', 'signing'],
		['completed', 'signed', 'leaseSigned', 'done'],
		['broken', 'released', 'withdrawn', 'ended'],
		['discarded', 'proposed', null, 'ended'],
		['found', 'proposed', null, null]
	] as const)('for a chain %s, a leg %s and a candidacy %s is %s', (proposal, leg, candidacy, stage) => {
		expect(stageOf(proposal, leg, candidacy)).toBe(stage);
	});
});

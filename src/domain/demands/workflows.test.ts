import { describe, expect, test } from 'vitest';
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

describe('a candidacy', () => {
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

	test.each(candidacyStates.filter((state) => candidacyWorkflow.isFinal(state)))('stays %s for ever', (state) => {
		expect(candidacyWorkflow.actionsFrom(state)).toEqual([]);
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
		['instructing', 'committed', null, 'toInstruct'],
		['instructing', 'supported', null, 'opinionGiven'],
		['confirmed', 'supported', null, 'toComplete'],
		['confirmed', 'supported', 'screened', 'toComplete'],
		['confirmed', 'supported', 'fileComplete', 'ready'],
		['confirmed', 'supported', 'awardedRanked', 'ranked'],
		['confirmed', 'awarded', 'awardedRanked', 'decided'],
		['confirmed', 'supported', 'awardedConditional', 'conditional'],
		['offered', 'awarded', 'offerSent', 'offered'],
		['broken', 'released', 'withdrawn', 'ended']
	] as const)('for a chain %s, a leg %s and a candidacy %s is %s', (proposal, leg, candidacy, stage) => {
		expect(stageOf(proposal, leg, candidacy)).toBe(stage);
	});
});

import { defineWorkflow } from '../workflow.ts';

export const candidacyStates = [
	'proposed',
	'screened',
	'fileComplete',
	'onAgenda',
	'awarded',
	'awardedRanked',
	'awardedConditional',
	'offerSent',
	'accepted',
	'leaseSigned',
	'screenedOut',
	'abandoned',
	'withdrawn',
	'notAwarded',
	'inadmissible',
	'refused',
	'noAnswer',
	'conditionFailed',
	'outranked'
] as const;
export type CandidacyState = (typeof candidacyStates)[number];

export const candidacyActions = [
	'screen',
	'screenOut',
	'completeFile',
	'reopenFile',
	'abandon',
	'putOnAgenda',
	'takeOffAgenda',
	'postpone',
	'award',
	'awardRanked',
	'awardConditional',
	'refuseAward',
	'declareInadmissible',
	'meetCondition',
	'failCondition',
	'reachRank',
	'outrank',
	'sendOffer',
	'accept',
	'refuse',
	'lapse',
	'signLease',
	'withdraw'
] as const;
export type CandidacyAction = (typeof candidacyActions)[number];

/**
 * One household examined for one dwelling (candidature), from its proposal to the lease. The decisions are those of
 * CCH R.441-3; a postponement is internal: the case goes back among the complete files and is never notified.
 */
export const candidacyWorkflow = defineWorkflow<CandidacyState, CandidacyAction>('candidacy', candidacyStates, {
	screen: { from: ['proposed'], to: 'screened' },
	screenOut: { from: ['proposed'], to: 'screenedOut' },
	completeFile: { from: ['screened'], to: 'fileComplete' },
	// One more document is asked.
	reopenFile: { from: ['fileComplete'], to: 'screened' },
	abandon: { from: ['proposed', 'screened', 'fileComplete'], to: 'abandoned' },
	putOnAgenda: { from: ['fileComplete'], to: 'onAgenda' },
	// Before the meeting: the case is kept for another one, or the meeting is cancelled.
	takeOffAgenda: { from: ['onAgenda'], to: 'fileComplete' },
	postpone: { from: ['onAgenda'], to: 'fileComplete' },
	award: { from: ['onAgenda'], to: 'awarded' },
	awardRanked: { from: ['onAgenda'], to: 'awardedRanked' },
	awardConditional: { from: ['onAgenda'], to: 'awardedConditional' },
	refuseAward: { from: ['onAgenda'], to: 'notAwarded' },
	declareInadmissible: { from: ['onAgenda'], to: 'inadmissible' },
	// R.441-3 c: the condition is met within the delay of the decision, so the award is due; or it is not.
	meetCondition: { from: ['awardedConditional'], to: 'awarded' },
	failCondition: { from: ['awardedConditional'], to: 'conditionFailed' },
	// R.441-3 b: those ranked before have refused, or one of them has taken the dwelling.
	reachRank: { from: ['awardedRanked'], to: 'awarded' },
	outrank: { from: ['awardedRanked'], to: 'outranked' },
	sendOffer: { from: ['awarded', 'awardedRanked'], to: 'offerSent' },
	accept: { from: ['offerSent'], to: 'accepted' },
	refuse: { from: ['offerSent'], to: 'refused' },
	// CCH R.441-10: silence during the answer delay counts as a refusal.
	lapse: { from: ['offerSent'], to: 'noAnswer' },
	signLease: { from: ['accepted'], to: 'leaseSigned' },
	withdraw: {
		from: [
			'proposed',
			'screened',
			'fileComplete',
			'onAgenda',
			'awarded',
			'awardedRanked',
			'awardedConditional',
			'offerSent',
			'accepted'
		],
		to: 'withdrawn'
	}
});

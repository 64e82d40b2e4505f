import { defineWorkflow } from '../workflow.ts';

export const legStates = [
	'proposed',
	'accepted',
	'visited',
	'committed',
	'supported',
	'awarded',
	'offerAccepted',
	'signed',
	'declined',
	'opposed',
	'refused',
	'expired',
	'released'
] as const;
export type LegState = (typeof legStates)[number];

export const legActions = [
	'accept',
	'visit',
	'commit',
	'support',
	'award',
	'acceptOffer',
	'sign',
	'decline',
	'oppose',
	'refuse',
	'expire',
	'release'
] as const;
export type LegAction = (typeof legActions)[number];

const inProgress = ['proposed', 'accepted', 'visited', 'committed', 'supported', 'awarded', 'offerAccepted'] as const;

/**
 * While the leg is in one of these states, the organism that would receive the household reads its file: from the
 * commitment, which opens the instruction, and only as long as it lasts.
 */
export const sharedFileStates = [
	'committed',
	'supported',
	'awarded',
	'offerAccepted',
	'signed'
] as const satisfies readonly LegState[];

/** One household moving to one dwelling (a maillon): the yes of each in turn, or the one that ends it. */
export const legWorkflow = defineWorkflow<LegState, LegAction>('leg', legStates, {
	accept: { from: ['proposed'], to: 'accepted' },
	visit: { from: ['accepted'], to: 'visited' },
	commit: { from: ['visited'], to: 'committed' },
	support: { from: ['committed'], to: 'supported' },
	award: { from: ['supported'], to: 'awarded' },
	acceptOffer: { from: ['awarded'], to: 'offerAccepted' },
	// As of right no commission sits and no offer is sent: the lease is taken over once the conditions are checked.
	sign: { from: ['offerAccepted', 'supported'], to: 'signed' },
	// A household is free until it signs its lease: it may say no at any step.
	decline: { from: inProgress, to: 'declined' },
	oppose: { from: ['committed'], to: 'opposed' },
	refuse: { from: ['supported'], to: 'refused' },
	expire: { from: ['proposed', 'accepted', 'visited', 'committed', 'awarded'], to: 'expired' },
	// Another leg broke the chain: this one is freed.
	release: { from: inProgress, to: 'released' }
});

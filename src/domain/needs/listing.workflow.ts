import { defineWorkflow } from '../workflow.ts';

export const listingStates = [
	'draft',
	'submitted',
	'returned',
	'published',
	'paused',
	'engaged',
	'housed',
	'withdrawn'
] as const;
export type ListingState = (typeof listingStates)[number];

export const listingActions = [
	'submit',
	'publish',
	'return',
	'pause',
	'resume',
	'engage',
	'release',
	'house',
	'withdraw'
] as const;
export type ListingAction = (typeof listingActions)[number];

/** The life of an annonce: written by the household, checked by its organism, engaged while a chain is confirmed. */
export const listingWorkflow = defineWorkflow<ListingState, ListingAction>('listing', listingStates, {
	submit: { from: ['draft', 'returned'], to: 'submitted' },
	publish: { from: ['submitted'], to: 'published' },
	return: { from: ['submitted'], to: 'returned' },
	pause: { from: ['published'], to: 'paused' },
	resume: { from: ['paused'], to: 'published' },
	engage: { from: ['published', 'paused'], to: 'engaged' },
	release: { from: ['engaged'], to: 'published' },
	house: { from: ['engaged'], to: 'housed' },
	withdraw: { from: ['draft', 'submitted', 'returned', 'published', 'paused'], to: 'withdrawn' }
});

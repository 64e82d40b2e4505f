import { defineWorkflow } from '../workflow.ts';

export const documentStates = ['asked', 'received', 'accepted', 'refused', 'expired'] as const;
export type DocumentState = (typeof documentStates)[number];

export const documentActions = [
	'deposit',
	'takeBack',
	'receiveAtDesk',
	'accept',
	'refuse',
	'expire',
	'askAgain'
] as const;
export type DocumentAction = (typeof documentActions)[number];

/**
 * One supporting document of a file. The household sends it or brings it to the desk; the organism that asked for it
 * looks at it. A document refused or out of date is asked again, with the others that are missing.
 */
export const documentWorkflow = defineWorkflow<DocumentState, DocumentAction>('document', documentStates, {
	// The other side of a card, the next pay slip: a document may come in several files.
	deposit: { from: ['asked', 'received', 'refused', 'expired'], to: 'received' },
	// The household removes its last file before anybody has looked.
	takeBack: { from: ['received'], to: 'asked' },
	// The paper itself is in the hands of the officer: nothing is left to look at.
	receiveAtDesk: { from: ['asked', 'received', 'refused', 'expired'], to: 'accepted' },
	accept: { from: ['received'], to: 'accepted' },
	refuse: { from: ['received', 'accepted'], to: 'refused' },
	expire: { from: ['received', 'accepted'], to: 'expired' },
	askAgain: { from: ['refused', 'expired'], to: 'asked' }
});

/** Why a document is refused, as the household reads it. */
export const documentRefusalReasons = ['unreadable', 'incomplete', 'outdated', 'otherDocument', 'otherPerson'] as const;
export type DocumentRefusalReason = (typeof documentRefusalReasons)[number];

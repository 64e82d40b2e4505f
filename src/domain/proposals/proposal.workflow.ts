import { defineWorkflow } from '../workflow.ts';

export const proposalStates = [
	'found',
	'open',
	'visiting',
	'committing',
	'instructing',
	'confirmed',
	'offered',
	'sealed',
	'signing',
	'completed',
	'broken',
	'discarded'
] as const;
export type ProposalState = (typeof proposalStates)[number];

export const proposalActions = [
	'publish',
	'discard',
	'agree',
	'visit',
	'commit',
	'confirm',
	'recogniseRight',
	'offer',
	'seal',
	'setSigningDay',
	'complete',
	'break'
] as const;
export type ProposalAction = (typeof proposalActions)[number];

/**
 * A chain from the matching run to the leases. Two gates are all-or-nothing: `confirm` and `seal`. An exchange as of
 * right (law of 6 July 1989, art. 9) has neither: once its conditions are checked, leases are taken over.
 */
export const proposalWorkflow = defineWorkflow<ProposalState, ProposalAction>('proposal', proposalStates, {
	publish: { from: ['found'], to: 'open' },
	discard: { from: ['found'], to: 'discarded' },
	agree: { from: ['open'], to: 'visiting' },
	visit: { from: ['visiting'], to: 'committing' },
	commit: { from: ['committing'], to: 'instructing' },
	confirm: { from: ['instructing'], to: 'confirmed' },
	recogniseRight: { from: ['instructing'], to: 'sealed' },
	offer: { from: ['confirmed'], to: 'offered' },
	seal: { from: ['offered'], to: 'sealed' },
	setSigningDay: { from: ['sealed', 'signing'], to: 'signing' },
	complete: { from: ['signing'], to: 'completed' },
	break: {
		from: ['open', 'visiting', 'committing', 'instructing', 'confirmed', 'offered', 'sealed', 'signing'],
		to: 'broken'
	}
});

/** The states in which only the coordinator knows of a proposal. */
export const unpublishedProposalStates: readonly ProposalState[] = ['found', 'discarded'];

/** The states in which a proposal holds its dwellings and households. */
export const liveProposalStates = proposalWorkflow.transitions.break.from;

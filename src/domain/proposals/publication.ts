import type { ProposalRefusal } from './proposal.ts';

/** Why a chain that was found cannot be put to its households any more. */
export type PublishRefusal =
	| ProposalRefusal
	/** Another live chain holds one of its homes or households. */
	| 'CHAIN_HOMES_TAKEN'
	/** An annonce was paused or withdrawn, a home left or taken out of the exchange since the run. */
	| 'CHAIN_OUTDATED'
	| 'RUN_NOT_FOUND';

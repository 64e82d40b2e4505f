/** What a coordinator may read of the log: what happened to a chain or a run, when, and by which kind of actor. */
import type { DomainEventType } from '../events.ts';
import type { LegState } from './leg.workflow.ts';
import type { BreakReason } from './proposal.ts';

/** The events told, none of which carries more than identifiers, codes and dates. */
export const historyTypes = [
	'ProposalPublished',
	'ProposalDiscarded',
	'LegAdvanced',
	'AllAccepted',
	'AllVisited',
	'AllCommitted',
	'ProposalConfirmed',
	'OffersSent',
	'ProposalSealed',
	'SigningDaySet',
	'ProposalCompleted',
	'ProposalBroken',
	'RepairRequested',
	'RepairFound',
	'RepairNotFound',
	'RunRequested',
	'RunFinished',
	'RunFailed',
	'RunCancelled',
	'RunReplayed',
	'ClockMoved'
] as const satisfies readonly DomainEventType[];
export type HistoryType = (typeof historyTypes)[number];

export type HistoryLine = {
	id: number;
	type: HistoryType;
	at: Date;
	by: 'tenant' | 'staff' | 'coordinator' | 'system';
	/** The letter of the household of a chain that the event is about. */
	household: string | null;
	state: LegState | null;
	reason: BreakReason | null;
	day: string | null;
	days: number | null;
	runId: string | null;
	/** The chain it is about, in a list of several. */
	chain: { proposalId: string; reference: string } | null;
};

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
	'RightRecognised',
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
	/** How many more of the same kind happened in the same command, told in one line. */
	alike: number;
};

/** Lines of one command that say the same of several chains become one, that counts the others. */
export function gathered(lines: readonly HistoryLine[]): HistoryLine[] {
	const result: HistoryLine[] = [];
	for (const line of lines) {
		const last = result.at(-1);
		if (last && last.type === line.type && last.at.getTime() === line.at.getTime() && last.state === line.state)
			last.alike++;
		else result.push({ ...line });
	}
	return result;
}

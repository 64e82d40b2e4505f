/** Where the file of a leg stands for the organism that instructs it: one word from three procedures. */
import type { LegState } from '../proposals/leg.workflow.ts';
import type { ProposalState } from '../proposals/proposal.workflow.ts';
import type { CandidacyState } from './candidacy.workflow.ts';

export const fileStages = [
	'withHouseholds',
	'toInstruct',
	'opinionGiven',
	'toComplete',
	'ready',
	'onAgenda',
	'conditional',
	'ranked',
	'decided',
	'offered',
	'toSchedule',
	'signing',
	'done',
	'ended'
] as const;
export type FileStage = (typeof fileStages)[number];

/** The stages that wait for the organism itself. */
export const ownTurnStages = [
	'toInstruct',
	'toComplete',
	'ready',
	'conditional',
	'ranked',
	'toSchedule',
	'signing'
] as const satisfies readonly FileStage[];

/** Which states of the chain, of the leg and of the candidacy make a stage; absent: any. `none`: no candidacy yet. */
export type StageOf = {
	proposal: readonly ProposalState[];
	leg?: readonly LegState[];
	candidacy?: readonly (CandidacyState | 'none')[];
};

/** No two stages overlap, so a list can be filtered by any of them. Confirmed chains are told by their candidacy. */
export const stageTable: Record<FileStage, StageOf> = {
	withHouseholds: { proposal: ['open', 'visiting', 'committing'] },
	toInstruct: { proposal: ['instructing'], leg: ['committed'] },
	opinionGiven: { proposal: ['instructing'], leg: ['supported'] },
	// The demand is opened right after the confirmation; for a moment there is none.
	toComplete: { proposal: ['confirmed'], candidacy: ['none', 'proposed', 'screened'] },
	ready: { proposal: ['confirmed'], candidacy: ['fileComplete'] },
	onAgenda: { proposal: ['confirmed'], candidacy: ['onAgenda'] },
	conditional: { proposal: ['confirmed'], candidacy: ['awardedConditional'] },
	ranked: { proposal: ['confirmed'], leg: ['supported'], candidacy: ['awardedRanked'] },
	decided: { proposal: ['confirmed'], leg: ['awarded'], candidacy: ['awarded', 'awardedRanked'] },
	offered: { proposal: ['offered'] },
	toSchedule: { proposal: ['sealed'] },
	signing: { proposal: ['signing'] },
	done: { proposal: ['completed'] },
	ended: { proposal: ['broken', 'discarded'] }
};

/** The stage of a file, or null when its three states cannot go together. */
export function stageOf(proposal: ProposalState, leg: LegState, candidacy: CandidacyState | null): FileStage | null {
	const fits = ({ proposal: proposals, leg: legs, candidacy: candidacies }: StageOf) =>
		proposals.includes(proposal) &&
		(!legs || legs.includes(leg)) &&
		(!candidacies || candidacies.includes(candidacy ?? 'none'));
	return fileStages.find((stage) => fits(stageTable[stage])) ?? null;
}

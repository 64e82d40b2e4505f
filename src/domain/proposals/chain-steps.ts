/** How long chains spend in each stage, read from the events that end them. */
import type { ChainStage } from './stages.ts';

/** The event that ends each stage, in order. How a chain broke is not among them. */
export const stageEnds = [
	['ProposalPublished', 'proposal'],
	['AllAccepted', 'answers'],
	['AllVisited', 'visits'],
	['AllCommitted', 'commitment'],
	['ProposalConfirmed', 'instruction'],
	['OffersSent', 'commissions'],
	['ProposalSealed', 'agreement'],
	['ProposalCompleted', 'leases']
] as const satisfies readonly (readonly [string, ChainStage])[];
export type StageEnd = (typeof stageEnds)[number][0];

/** As of right the instruction ends when the conditions are checked; the two stages after it do not exist. */
const endOfCheck = 'RightRecognised';

/** The types of these events. */
export const stageEndTypes: readonly (StageEnd | typeof endOfCheck)[] = [
	...stageEnds.map(([type]) => type),
	endOfCheck
];

/** The stage that an event ends, or null. */
export const stageEndedBy = (type: string): ChainStage | null =>
	type === endOfCheck ? 'instruction' : (stageEnds.find(([end]) => end === type)?.[1] ?? null);

export type PassedGate = { proposalId: string; type: string; at: Date };

export type StageDelay = {
	stage: ChainStage;
	/** Median of the whole days spent there; null when no chain has gone through. */
	medianDays: number | null;
	/** Chains that have gone through. */
	chains: number;
};

const dayInMs = 86_400_000;

/**
 * Days spent in each stage after the proposal, over the chains that went through it: from the end of the stage it went
 * through before, which as of right is not always the one above.
 */
export function stageDelays(passed: readonly PassedGate[]): StageDelay[] {
	const chains = [...Map.groupBy(passed, (gate) => gate.proposalId).values()];
	const endIn = (chain: readonly PassedGate[], stage: ChainStage) =>
		chain.find((gate) => stageEndedBy(gate.type) === stage)?.at;
	return stageEnds.slice(1).map(([, stage], index) => {
		const earlier = stageEnds.slice(0, index + 1).map(([, before]) => before);
		const days = chains
			.map((chain) => {
				const from = earlier.map((before) => endIn(chain, before)).findLast((at) => at !== undefined);
				const to = endIn(chain, stage);
				return from && to ? (to.getTime() - from.getTime()) / dayInMs : null;
			})
			.filter((days) => days !== null);
		return { stage, medianDays: medianOf(days), chains: days.length };
	});
}

/**
 * How many chains have passed each stage: the one they were put to households at, then each gate. A chain as of right
 * that came to its leases counts at the stages it had not to pass.
 */
export const stagesReached = (passed: readonly PassedGate[]): { stage: ChainStage; chains: number }[] =>
	stageEnds.map(([, stage], index) => {
		const later = stageEnds.slice(index).map(([, other]) => other);
		const isPassed = (gate: PassedGate) => later.some((other) => other === stageEndedBy(gate.type));
		return { stage, chains: new Set(passed.filter(isPassed).map((gate) => gate.proposalId)).size };
	});

function medianOf(values: number[]): number | null {
	if (values.length === 0) return null;
	const sorted = values.sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
	return Math.round(median);
}

/** A chain as its households follow it: eight stages, six as of right, each with whose turn it is. */
import { awaitedLegAction, awaitedLegs, type BreakReason, type Leg, type Proposal } from './proposal.ts';
import type { ExchangePath } from '../eligibility/right-to-exchange.ts';
import { liveProposalStates, type ProposalState } from './proposal.workflow.ts';
import { legWorkflow } from './leg.workflow.ts';

export const chainStages = [
	'proposal',
	'answers',
	'visits',
	'commitment',
	'instruction',
	'commissions',
	'agreement',
	'leases'
] as const;
export type ChainStage = (typeof chainStages)[number];

/** The stages of a path: as of right, no commission sits and no offer is made (law of 6 July 1989, art. 9). */
export const stagesOn = (path: ExchangePath): readonly ChainStage[] =>
	path === 'RIGHT_ART9' ? chainStages.filter((stage) => stage !== 'commissions' && stage !== 'agreement') : chainStages;

export type StageState = 'done' | 'current' | 'upcoming' | 'stopped';

const stages: Record<Exclude<ProposalState, 'found' | 'discarded' | 'broken'>, ChainStage | 'over'> = {
	open: 'answers',
	visiting: 'visits',
	committing: 'commitment',
	instructing: 'instruction',
	confirmed: 'commissions',
	offered: 'agreement',
	sealed: 'leases',
	signing: 'leases',
	completed: 'over'
};

const stoppedAt: Record<Exclude<BreakReason, 'withdrawn'>, ChainStage> = {
	declined: 'answers',
	answerLate: 'answers',
	visitRefused: 'visits',
	visitLate: 'visits',
	renounced: 'commitment',
	commitLate: 'commitment',
	opposed: 'instruction',
	opinionLate: 'instruction',
	calRefused: 'commissions',
	offerDeclined: 'agreement',
	offerLate: 'agreement'
};

/**
 * The stage a chain is at, or stopped at. A household may withdraw at several stages: `reached` says how far a chain
 * that ended by a withdrawal had gone.
 */
export function stageOf(
	state: ProposalState,
	brokenReason: BreakReason | null,
	reached: ChainStage = 'instruction'
): ChainStage | 'over' {
	if (state === 'broken') return brokenReason && brokenReason !== 'withdrawn' ? stoppedAt[brokenReason] : reached;
	return state === 'found' || state === 'discarded' ? 'proposal' : stages[state];
}

/** The state of each stage of a path. */
export function stageStates(
	path: ExchangePath,
	at: ChainStage | 'over',
	isBroken: boolean
): { stage: ChainStage; state: StageState }[] {
	const own = stagesOn(path);
	const current = at === 'over' ? own.length : own.indexOf(at);
	return own.map((stage, index) => {
		if (index < current) return { stage, state: 'done' };
		if (index > current) return { stage, state: 'upcoming' };
		return { stage, state: isBroken ? 'stopped' : 'current' };
	});
}

/** Whose turn it is, seen from one household. */
export type Turn = 'you' | 'others' | 'landlord';

/** The states in which organisms and their commissions work; in the others households are awaited. */
const ofLandlords: readonly ProposalState[] = ['instructing', 'confirmed', 'sealed', 'signing'];

/** Whose turn it is, or null once the chain has ended. */
export function turnOf(proposal: Proposal, leg: Leg): Turn | null {
	if (!liveProposalStates.includes(proposal.state)) return null;
	if (ofLandlords.includes(proposal.state)) return 'landlord';
	return awaitedLegs(proposal).some((one) => one.id === leg.id) ? 'you' : 'others';
}

/** What a household may answer now. */
export const householdActions = ['sayYes', 'sayNo'] as const;
export type HouseholdAction = (typeof householdActions)[number];

/** Yes to the question under way, if one is put to it; no at any step until it has signed its lease. */
export function householdActionsOn(proposal: Proposal, leg: Leg, now: Date): HouseholdAction[] {
	if (!liveProposalStates.includes(proposal.state)) return [];
	if (proposal.dueAt && now >= proposal.dueAt) return [];
	return [
		...(turnOf(proposal, leg) === 'you' ? (['sayYes'] as const) : []),
		...(legWorkflow.next(leg.state, 'decline') ? (['sayNo'] as const) : [])
	];
}

/**
 * What the other households of a chain are told of one of them: it has said yes to the question under way, or its
 * answer is awaited. Never that it was the one who said no: once a chain is broken nothing more is told.
 */
export function answerShown(proposal: Proposal, leg: Leg): 'agreed' | 'awaited' {
	if (proposal.state === 'completed' || ofLandlords.includes(proposal.state)) return 'agreed';
	const action = awaitedLegAction(proposal.state);
	return action && legWorkflow.next(leg.state, action) === null ? 'agreed' : 'awaited';
}

/** How many legs have what the step under way asks for, whoever gives it: households, organisms, commissions. */
export function progressOf(proposal: Proposal): { done: number; total: number } {
	return { done: proposal.legs.length - awaitedLegs(proposal).length, total: proposal.legs.length };
}

/**
 * The legs in the order a chain is told: each goes into the home of the next. In a cycle the given household comes
 * first; otherwise the last one goes into the vacant home.
 */
export function inOrder(legs: readonly Leg[], firstId: string): Leg[] {
	const next = (leg: Leg) => legs.find((other) => other.currentDwellingId === leg.targetDwellingId);
	const isCycle = legs.every((leg) => next(leg) !== undefined);
	const start = isCycle
		? legs.find((leg) => leg.id === firstId)
		: legs.find((leg) => !legs.some((other) => other.targetDwellingId === leg.currentDwellingId));
	const ordered: Leg[] = [];
	for (let leg = start; leg && !ordered.includes(leg); leg = next(leg)) ordered.push(leg);
	return ordered;
}

import { addDays, dayOf, endOfDay, type Day } from '../calendar.ts';
import type { ExchangePath } from '../eligibility/right-to-exchange.ts';
import { err, ok, type Result } from '../result.ts';
import { legWorkflow, type LegAction, type LegState } from './leg.workflow.ts';
import { liveProposalStates, proposalWorkflow, type ProposalAction, type ProposalState } from './proposal.workflow.ts';

export const proposalKinds = ['cycle', 'chain'] as const;
export type ProposalKind = (typeof proposalKinds)[number];

/** One household moving from its dwelling to the target. In a cycle each target is the next one's dwelling. */
export type Leg = {
	id: string;
	position: number;
	state: LegState;
	householdId: string;
	/** The organism that houses the household today. */
	homeOrganismId: string;
	currentDwellingId: string;
	targetDwellingId: string;
	/** The organism that owns the target: it instructs the leg, its commission decides. */
	targetOrganismId: string;
};

/** A set of moves that stand or fall together. */
export type Proposal = {
	id: string;
	kind: ProposalKind;
	/** As of right, the organism checks the conditions of the law and nothing else: no demand, no commission, no offer. */
	path: ExchangePath;
	state: ProposalState;
	legs: Leg[];
	/** When the step under way ends, computed when it starts. Null when nobody is awaited. */
	dueAt: Date | null;
	signingDay: Day | null;
};

/** How long each step lasts, in civil days, fixed by the charter of the territory. */
export type StepDelays = {
	open: number;
	visiting: number;
	committing: number;
	instructing: number;
	/** CCH R.441-10: at least ten days to answer an offer. */
	offered: number;
};

export const defaultStepDelays: StepDelays = { open: 10, visiting: 21, committing: 7, instructing: 21, offered: 10 };

/** Why a chain ended; the codes are said in plain words to each party. */
export const breakReasons = [
	'declined',
	'visitRefused',
	'renounced',
	'opposed',
	'calRefused',
	'offerDeclined',
	'answerLate',
	'visitLate',
	'commitLate',
	'opinionLate',
	'offerLate',
	'withdrawn'
] as const;
export type BreakReason = (typeof breakReasons)[number];

export type ProposalEvent =
	| { type: 'ProposalPublished'; proposalId: string; dueAt: Date }
	| { type: 'ProposalDiscarded'; proposalId: string }
	| { type: 'LegAdvanced'; proposalId: string; legId: string; state: LegState }
	| { type: 'HolderCommitted'; proposalId: string; legId: string }
	| { type: 'AllAccepted' | 'AllVisited' | 'AllCommitted'; proposalId: string; dueAt: Date | null }
	| { type: 'ProposalConfirmed' | 'RightRecognised'; proposalId: string }
	| { type: 'OffersSent'; proposalId: string; dueAt: Date }
	| { type: 'ProposalSealed'; proposalId: string }
	| { type: 'SigningDaySet'; proposalId: string; day: Day }
	| { type: 'ProposalCompleted'; proposalId: string }
	| { type: 'ProposalBroken'; proposalId: string; legId: string; reason: BreakReason };

export type ProposalRefusal =
	| 'PROPOSAL_NOT_FOUND'
	| 'PROPOSAL_CLOSED'
	| 'PROPOSAL_EXPIRED'
	| 'STEP_NOT_REACHED'
	| 'ALREADY_ANSWERED'
	| 'SIGNING_DAY_TOO_EARLY'
	| 'SIGNING_DAY_NOT_REACHED';

export type Decided = { proposal: Proposal; events: ProposalEvent[] };

/**
 * The steps of a chain: in each state, what each leg is waited for, the gate that opens when all have given it, and
 * what to call the silence or the no of a household. Decisions on legs stay independent; only the gates tie them.
 */
const steps = {
	open: { legAction: 'accept', gate: 'agree', late: 'answerLate', no: 'declined' },
	visiting: { legAction: 'visit', gate: 'visit', late: 'visitLate', no: 'visitRefused' },
	committing: { legAction: 'commit', gate: 'commit', late: 'commitLate', no: 'renounced' },
	instructing: { legAction: 'support', gate: 'confirm', late: 'opinionLate', no: 'withdrawn' },
	confirmed: { legAction: 'award', gate: 'offer', late: null, no: 'withdrawn' },
	offered: { legAction: 'acceptOffer', gate: 'seal', late: 'offerLate', no: 'offerDeclined' },
	signing: { legAction: 'sign', gate: 'complete', late: null, no: 'withdrawn' }
} as const satisfies Partial<
	Record<ProposalState, { legAction: LegAction; gate: ProposalAction; late: BreakReason | null; no: BreakReason }>
>;
type Step = keyof typeof steps;

const stepOf = (state: ProposalState) => (state in steps ? steps[state as Step] : null);

/** The action awaited from each leg in this state of the chain, or null when no leg is awaited. */
export const awaitedLegAction = (state: ProposalState): LegAction | null => stepOf(state)?.legAction ?? null;

/** The legs still awaited in the step under way. */
export function awaitedLegs(proposal: Proposal): Leg[] {
	const action = awaitedLegAction(proposal.state);
	return action ? proposal.legs.filter((leg) => legWorkflow.next(leg.state, action) !== null) : [];
}

/** The delay ends with its last civil day in Paris, the day after the step starts being day one. */
export const dueAfter = (now: Date, days: number): Date => endOfDay(addDays(dayOf(now), days));

/** Opens the answers of a chain found by a run. */
export function publish(proposal: Proposal, delays: StepDelays, now: Date): Result<Decided, ProposalRefusal> {
	const state = proposalWorkflow.next(proposal.state, 'publish');
	if (!state) return err('PROPOSAL_CLOSED');
	const dueAt = dueAfter(now, delays.open);
	return ok({
		proposal: { ...proposal, state, dueAt },
		events: [{ type: 'ProposalPublished', proposalId: proposal.id, dueAt }]
	});
}

/** Sets aside a chain that was found but will not be proposed. */
export function discard(proposal: Proposal): Result<Decided, ProposalRefusal> {
	const state = proposalWorkflow.next(proposal.state, 'discard');
	if (!state) return err('PROPOSAL_CLOSED');
	return ok({ proposal: { ...proposal, state }, events: [{ type: 'ProposalDiscarded', proposalId: proposal.id }] });
}

/**
 * One leg says its yes for the step under way; the gate opens when it was the last one awaited.
 * Time matters: at the very instant of the deadline, the deadline wins.
 */
export function advanceLeg(
	proposal: Proposal,
	legId: string,
	action: LegAction,
	delays: StepDelays,
	now: Date
): Result<Decided, ProposalRefusal> {
	const leg = proposal.legs.find((one) => one.id === legId);
	if (!leg) return err('PROPOSAL_NOT_FOUND');
	const refusal = refusalOf(proposal, leg, action, now);
	if (refusal) return err(refusal);
	if (action === 'sign' && (!proposal.signingDay || dayOf(now) < proposal.signingDay))
		return err('SIGNING_DAY_NOT_REACHED');

	const state = legWorkflow.next(leg.state, action)!;
	const legs = proposal.legs.map((one) => (one.id === legId ? { ...one, state } : one));
	const advanced: Proposal = { ...proposal, legs };
	const events: ProposalEvent[] = [{ type: 'LegAdvanced', proposalId: proposal.id, legId, state }];
	if (awaitedLegs(advanced).length > 0) return ok({ proposal: advanced, events });
	return ok(openGate(advanced, events, delays, now));
}

/**
 * One lease holder of a household commits. Leaving a home ends the lease of each of its holders, so the household is
 * committed with the last of them; before, nothing moves but it is written down.
 *
 * @param awaited how many other holders of the same lease have not committed yet
 */
export function commitAsHolder(
	proposal: Proposal,
	legId: string,
	awaited: number,
	delays: StepDelays,
	now: Date
): Result<Decided, ProposalRefusal> {
	const decided = advanceLeg(proposal, legId, 'commit', delays, now);
	if (!decided.ok || awaited === 0) return decided;
	return ok({ proposal, events: [{ type: 'HolderCommitted', proposalId: proposal.id, legId }] });
}

/** One leg says no, or is told no: the whole chain ends and every other leg is freed. */
export function endLeg(
	proposal: Proposal,
	legId: string,
	action: 'decline' | 'oppose' | 'refuse',
	now: Date
): Result<Decided, ProposalRefusal> {
	const leg = proposal.legs.find((one) => one.id === legId);
	if (!leg) return err('PROPOSAL_NOT_FOUND');
	if (!liveProposalStates.includes(proposal.state)) return err('PROPOSAL_CLOSED');
	if (proposal.dueAt && now >= proposal.dueAt) return err('PROPOSAL_EXPIRED');
	const state = legWorkflow.next(leg.state, action);
	if (!state) return err('STEP_NOT_REACHED');
	return ok(breakChain(proposal, legId, state, reasonOf(proposal.state, action)));
}

function reasonOf(state: ProposalState, action: 'decline' | 'oppose' | 'refuse'): BreakReason {
	if (action === 'oppose') return 'opposed';
	if (action === 'refuse') return 'calRefused';
	return stepOf(state)?.no ?? 'withdrawn';
}

/** The deadline of the step has passed without every answer: silence is a no. Null when nothing is late. */
export function expire(proposal: Proposal, now: Date): Decided | null {
	const step = stepOf(proposal.state);
	if (!step?.late || !proposal.dueAt || now < proposal.dueAt) return null;
	const late = awaitedLegs(proposal)[0];
	if (!late) return null;
	return breakChain(proposal, late.id, legWorkflow.next(late.state, 'expire')!, step.late);
}

/** Every offer is accepted: the organisms agree on the day when all leases are signed together. */
export function setSigningDay(proposal: Proposal, day: Day, now: Date): Result<Decided, ProposalRefusal> {
	const state = proposalWorkflow.next(proposal.state, 'setSigningDay');
	if (!state) return err(liveProposalStates.includes(proposal.state) ? 'STEP_NOT_REACHED' : 'PROPOSAL_CLOSED');
	if (proposal.legs.some((leg) => leg.state === 'signed')) return err('ALREADY_ANSWERED');
	if (day <= dayOf(now)) return err('SIGNING_DAY_TOO_EARLY');
	return ok({
		proposal: { ...proposal, state, signingDay: day },
		events: [{ type: 'SigningDaySet', proposalId: proposal.id, day }]
	});
}

function refusalOf(proposal: Proposal, leg: Leg, action: LegAction, now: Date): ProposalRefusal | null {
	if (!liveProposalStates.includes(proposal.state)) return 'PROPOSAL_CLOSED';
	if (awaitedLegAction(proposal.state) !== action) return 'STEP_NOT_REACHED';
	if (proposal.dueAt && now >= proposal.dueAt) return 'PROPOSAL_EXPIRED';
	if (!legWorkflow.next(leg.state, action)) return 'ALREADY_ANSWERED';
	return null;
}

function openGate(proposal: Proposal, events: ProposalEvent[], delays: StepDelays, now: Date): Decided {
	const gate = gateFrom(proposal);
	const state = proposalWorkflow.next(proposal.state, gate)!;
	const delay = state in delays ? delays[state as keyof StepDelays] : null;
	const dueAt = delay === null ? null : dueAfter(now, delay);
	return { proposal: { ...proposal, state, dueAt }, events: [...events, gateEvent(gate, proposal.id, dueAt)] };
}

type Gate = (typeof steps)[Step]['gate'] | 'recogniseRight';

const gateFrom = ({ state, path }: Proposal): Gate =>
	state === 'instructing' && path === 'RIGHT_ART9' ? 'recogniseRight' : steps[state as Step].gate;

function gateEvent(gate: Gate, proposalId: string, dueAt: Date | null): ProposalEvent {
	switch (gate) {
		case 'agree':
			return { type: 'AllAccepted', proposalId, dueAt };
		case 'visit':
			return { type: 'AllVisited', proposalId, dueAt };
		case 'commit':
			return { type: 'AllCommitted', proposalId, dueAt };
		case 'confirm':
			return { type: 'ProposalConfirmed', proposalId };
		case 'recogniseRight':
			return { type: 'RightRecognised', proposalId };
		case 'offer':
			return { type: 'OffersSent', proposalId, dueAt: dueAt! };
		case 'seal':
			return { type: 'ProposalSealed', proposalId };
		case 'complete':
			return { type: 'ProposalCompleted', proposalId };
	}
}

function breakChain(proposal: Proposal, legId: string, state: LegState, reason: BreakReason): Decided {
	const legs = proposal.legs.map((leg) => {
		if (leg.id === legId) return { ...leg, state };
		return { ...leg, state: legWorkflow.next(leg.state, 'release') ?? leg.state };
	});
	return {
		proposal: { ...proposal, state: proposalWorkflow.transitions.break.to, legs, dueAt: null },
		events: [{ type: 'ProposalBroken', proposalId: proposal.id, legId, reason }]
	};
}

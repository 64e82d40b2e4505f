/** Chains of three households for the tests of this area. */
import type { LegAction } from './leg.workflow.ts';
import { advanceLeg, defaultStepDelays, publish, type Decided, type Leg, type Proposal } from './proposal.ts';

/** When the chains of these tests are published: in the morning, in winter time. */
export const now = new Date('2026-03-02T09:00:00Z');

/** One household of another organism for each place, moving from one home to another. */
export const aLeg = (position: number, from: string, to: string): Leg => ({
	id: `leg-${position}`,
	position,
	state: 'proposed',
	householdId: `h${position}`,
	homeOrganismId: `o${position}`,
	currentDwellingId: from,
	targetDwellingId: to,
	targetOrganismId: `o${(position + 1) % 3}`
});

/** A ring of three that a run has found. */
export const aProposal = (over: Partial<Proposal> = {}): Proposal => ({
	id: 'p',
	kind: 'cycle',
	path: 'ORDINARY',
	state: 'found',
	legs: [aLeg(0, 'a', 'b'), aLeg(1, 'b', 'c'), aLeg(2, 'c', 'a')],
	dueAt: null,
	signingDay: null,
	...over
});

/** What was decided, when it was not refused. */
export function decided(result: { ok: true; value: Decided } | { ok: false; refusal: string }): Decided {
	if (!result.ok) throw new Error(result.refusal);
	return result.value;
}

/** The same put to its households. */
export const published = (over: Partial<Proposal> = {}): Proposal =>
	decided(publish(aProposal(over), defaultStepDelays, now)).proposal;

/** One household, or who speaks for it, says yes. */
export const advance = (proposal: Proposal, index: number, action: LegAction, at = now): Proposal =>
	decided(advanceLeg(proposal, `leg-${index}`, action, defaultStepDelays, at)).proposal;

/** Every leg says yes in turn. */
export const everyone = (proposal: Proposal, action: LegAction, at = now): Proposal =>
	proposal.legs.reduce((one, leg) => advance(one, leg.position, action, at), proposal);

/** The yes that a chain waits for, step after step, until its leases can be signed. */
export const yesesToTheLeases = ['accept', 'visit', 'commit', 'support', 'award', 'acceptOffer'] as const;

/** A published chain that has passed so many of these steps. */
export const afterSteps = (count: number, over: Partial<Proposal> = {}): Proposal =>
	yesesToTheLeases.slice(0, count).reduce((one, action) => everyone(one, action), published(over));

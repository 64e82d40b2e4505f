import { eq } from 'drizzle-orm';
import { legs } from '../proposals/tables.ts';
import { writeLetters } from '../platform/letters.ts';
import type { Tx } from '../platform/context.ts';
import type { Reaction } from '../platform/reaction.ts';
import { accountsOfHouseholds, readParties } from '../proposals/parties.ts';
import type { DecisionKind } from '#domain/commissions/decision.ts';

async function readLeg(tx: Tx, legId: string) {
	const [leg] = await tx.select().from(legs).where(eq(legs.id, legId));
	if (!leg) throw new Error(`No leg ${legId}`);
	const { proposal } = await readParties(tx, leg.proposalId);
	return { leg, proposal };
}

export const tellDocumentsAsked: Reaction<'DocumentsAsked'> = async (unit, event) => {
	const { leg, proposal } = await readLeg(unit.tx, event.legId);
	const people = await accountsOfHouseholds(unit.tx, [leg.householdId]);
	const params = { reference: proposal.reference };
	await writeLetters(unit, event.eventId, people, 'documentsAsked', params, `/echanges/${proposal.id}`);
};

/** CCH R.441-2-17: the household learns the decision; a postponement is internal and never notified. */
export const tellDecision: Reaction<'CaseDecided'> = async (unit, event) => {
	const kind = event.kind as DecisionKind;
	if (kind === 'POSTPONED') return;
	const { leg, proposal } = await readLeg(unit.tx, event.legId);
	const people = await accountsOfHouseholds(unit.tx, [leg.householdId]);
	const params = { reference: proposal.reference, kind };
	await writeLetters(unit, event.eventId, people, 'commissionDecided', params, `/echanges/${proposal.id}`);
};

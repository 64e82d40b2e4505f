import { eq } from 'drizzle-orm';
import { awaitedDocuments } from '#domain/documents/document.ts';
import { candidacies } from './tables.ts';
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
	const [row] = await unit.tx
		.select({ documents: candidacies.documents })
		.from(candidacies)
		.where(eq(candidacies.id, event.candidacyId));
	const documents = awaitedDocuments(row!.documents);
	// All that was asked had been sent before: the household has nothing to do.
	if (documents.length === 0) return;
	const params = { reference: proposal.reference, documents };
	await writeLetters(unit, event.eventId, people, 'documentsAsked', params, '/dossier');
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

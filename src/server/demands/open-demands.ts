import { eq } from 'drizzle-orm';
import { households } from '../households/tables.ts';
import { readParties } from '../proposals/parties.ts';
import type { Reaction } from '../platform/reaction.ts';
import { candidacies, demands } from './tables.ts';

/**
 * The chain is confirmed: each move becomes a mutation demand, instructed by the organism that owns the target, and
 * a candidacy for that dwelling. The demand is the household's own, under its numéro unique (CCH L.441-2-1).
 */
export const openDemands: Reaction<'ProposalConfirmed'> = async (unit, event) => {
	const { proposal, legs } = await readParties(unit.tx, event.proposalId);
	// The chain may have ended between the event and now.
	if (proposal.state !== 'confirmed') return;
	for (const leg of legs) {
		const [household] = await unit.tx.select().from(households).where(eq(households.id, leg.householdId));
		const registered = household?.situation.uniqueNumber;
		// ADM-01: no number, no examination; the instruction of the leg refuses a household without one.
		if (!registered) throw new Error('A chain was confirmed with a household that has no numéro unique');
		const [demand] = await unit.tx
			.insert(demands)
			.values({
				householdId: leg.householdId,
				organismId: leg.targetOrganismId,
				legId: leg.id,
				uniqueNumber: registered.number,
				firstDepositedOn: registered.firstDepositedOn,
				state: 'underInstruction',
				openedAt: unit.now
			})
			.onConflictDoNothing()
			.returning({ id: demands.id });
		if (!demand) continue;
		await unit.tx.insert(candidacies).values({
			demandId: demand.id,
			dwellingId: leg.targetDwellingId,
			organismId: leg.targetOrganismId,
			householdId: leg.householdId,
			legId: leg.id,
			// The rule book was evaluated when the organism gave its opinion: the candidacy is screened.
			state: 'screened'
		});
		await unit.record([{ type: 'DemandOpened', demandId: demand.id, legId: leg.id }], {
			territoryId: proposal.territoryId,
			organismIds: [leg.targetOrganismId]
		});
	}
};

import type { Reaction } from '../platform/reaction.ts';
import { readParties } from './parties.ts';
import { visits } from './tables.ts';

/** Everyone said yes: each home of the chain is to be visited by the household that would take it. */
export const openVisits: Reaction<'AllAccepted'> = async (unit, event) => {
	const { legs } = await readParties(unit.tx, event.proposalId);
	for (const leg of legs) {
		const host = legs.find((other) => other.currentDwellingId === leg.targetDwellingId);
		await unit.tx
			.insert(visits)
			.values({
				legId: leg.id,
				householdId: leg.householdId,
				hostHouseholdId: host?.householdId ?? null,
				targetOrganismId: leg.targetOrganismId
			})
			.onConflictDoNothing();
	}
};

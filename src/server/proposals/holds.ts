import { and, eq, isNull } from 'drizzle-orm';
import type { Proposal } from '#domain/proposals/proposal.ts';
import type { Unit } from '../platform/unit.ts';
import { dwellingHolds, householdHolds } from './tables.ts';

/** Takes the dwellings and households of a proposal; the database refuses when one is already taken. */
export async function holdAll({ tx, now }: Unit, proposal: Proposal): Promise<void> {
	const dwellingIds = new Set(proposal.legs.flatMap((leg) => [leg.currentDwellingId, leg.targetDwellingId]));
	await tx
		.insert(dwellingHolds)
		.values([...dwellingIds].sort().map((dwellingId) => ({ dwellingId, proposalId: proposal.id, heldAt: now })));
	const householdIds = proposal.legs.map((leg) => leg.householdId).sort();
	await tx
		.insert(householdHolds)
		.values(householdIds.map((householdId) => ({ householdId, proposalId: proposal.id, heldAt: now })));
}

/** Frees everything a proposal held. Harmless when run twice. */
export async function releaseAll({ tx, now }: Unit, proposalId: string): Promise<void> {
	for (const holds of [dwellingHolds, householdHolds])
		await tx
			.update(holds)
			.set({ releasedAt: now })
			.where(and(eq(holds.proposalId, proposalId), isNull(holds.releasedAt)));
}

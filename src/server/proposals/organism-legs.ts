import { and, eq } from 'drizzle-orm';
import type { Leg } from '#domain/proposals/proposal.ts';
import type { Staff } from '../platform/actor.ts';
import type { Tx } from '../platform/context.ts';
import { loadProposal, type LoadedProposal } from './store.ts';
import { legs } from './tables.ts';

/** A leg that leads into a dwelling of the actor's organism, with its chain locked; null for any other. */
export async function loadLegToInstruct(
	tx: Tx,
	actor: Staff,
	legId: string
): Promise<{ loaded: LoadedProposal; leg: Leg } | null> {
	const [row] = await tx
		.select({ proposalId: legs.proposalId })
		.from(legs)
		.where(and(eq(legs.id, legId), eq(legs.targetOrganismId, actor.organismId)));
	const loaded = row ? await loadProposal(tx, row.proposalId) : null;
	const leg = loaded?.proposal.legs.find((one) => one.id === legId);
	return loaded && leg ? { loaded, leg } : null;
}

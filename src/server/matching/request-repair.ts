import { eq } from 'drizzle-orm';
import { territories } from '../organisms/tables.ts';
import { readParties } from '../proposals/parties.ts';
import type { Reaction } from '../reactions.ts';
import { matchingRuns } from './tables.ts';

/** How long a search for a repair may take, in seconds. */
const repairSeconds = 20;

/** A chain ended: the engine looks for another one around those who are left, once for each broken chain. */
export const requestRepair: Reaction<'ProposalBroken'> = async (unit, event) => {
	const already = await unit.tx
		.select({ id: matchingRuns.id })
		.from(matchingRuns)
		.where(eq(matchingRuns.repairsProposalId, event.proposalId));
	if (already.length > 0) return;
	const { proposal } = await readParties(unit.tx, event.proposalId);
	const [territory] = await unit.tx.select().from(territories).where(eq(territories.id, proposal.territoryId));
	const [run] = await unit.tx
		.insert(matchingRuns)
		.values({
			territoryId: proposal.territoryId,
			reason: 'repair',
			repairsProposalId: proposal.id,
			requestedAt: unit.now,
			parameters: {
				maxCycle: territory!.maxCycle,
				maxChain: territory!.maxChain,
				seed: 1,
				seconds: repairSeconds
			}
		})
		.returning({ id: matchingRuns.id });
	const scope = { territoryId: proposal.territoryId, organismIds: proposal.organismIds };
	await unit.record([{ type: 'RepairRequested', proposalId: proposal.id, reason: event.reason }], scope);
	await unit.enqueue('match', { runId: run!.id });
};

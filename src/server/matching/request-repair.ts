import { eq } from 'drizzle-orm';
import { territories } from '../organisms/tables.ts';
import { readParties } from '../proposals/parties.ts';
import type { Reaction } from '../platform/reaction.ts';
import { heartbeat } from './heartbeat.ts';
import { matchingRuns } from './tables.ts';

/** How long a search for a repair may take, in seconds. */
const repairSeconds = 20;

/** A chain ended: the engine looks for another one around those who are left, once for each broken chain. */
export const requestRepair: Reaction<'ProposalBroken'> = async (unit, event) => {
	const { proposal, legs } = await readParties(unit.tx, event.proposalId);
	// Alone in its chain, the household that said no is looked for in the runs to come.
	if (legs.every((leg) => leg.state !== 'released')) return;
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
		// Asked once for each broken chain, whatever runs twice.
		.onConflictDoNothing()
		.returning({ id: matchingRuns.id });
	if (!run) return;
	const scope = { territoryId: proposal.territoryId, organismIds: proposal.organismIds };
	await unit.record([{ type: 'RepairRequested', proposalId: proposal.id, reason: event.reason }], scope);
	await unit.enqueue('match', { runId: run.id }, heartbeat);
};

import { inArray, sql } from 'drizzle-orm';
import type { RunExplanation } from '#domain/matching/insight/explain-run.ts';
import { listings } from '../needs/tables.ts';
import { organisms } from '../organisms/tables.ts';
import type { Deps } from '../platform/context.ts';
import { asActor } from '../platform/unit.ts';
import type { LoadedPool } from './load-pool.ts';
import { explainEngine } from './run-engine.ts';
import { householdInsights, runInsights } from './tables.ts';

/** How long a run may be explained, s; what is not said by then is not told. */
const seconds = 300;

/**
 * Explains a run that has just ended: figures for its coordinator, and for each household left out why, and what one
 * change would bring. Replaces what the run before had told them.
 */
export async function explainMatching(
	deps: Deps,
	run: { id: string; territoryId: string },
	{ input }: LoadedPool,
	selection: { cycles: number[][]; chains: number[][] }
): Promise<void> {
	const explanation = await explainEngine({ input, selection }, { seconds });
	await asActor(deps, { role: 'system' }, async ({ tx, now }) => {
		await tx
			.insert(runInsights)
			.values({ runId: run.id, territoryId: run.territoryId, insight: explanation.territory });
		const ofTerritory = tx
			.select({ id: listings.id })
			.from(listings)
			.innerJoin(
				organisms,
				sql`${organisms.id} = ${listings.organismId} and ${organisms.territoryId} = ${run.territoryId}`
			);
		await tx.delete(householdInsights).where(inArray(householdInsights.listingId, ofTerritory));
		const rows = rowsOf(explanation, input.listings, { runId: run.id, at: now });
		for (let from = 0; from < rows.length; from += rowsPerStatement)
			await tx.insert(householdInsights).values(rows.slice(from, from + rowsPerStatement));
	});
}

/** A statement takes 65 534 parameters at most; a row takes six. */
const rowsPerStatement = 2_000;

function rowsOf(
	{ households }: RunExplanation,
	all: LoadedPool['input']['listings'],
	common: { runId: string; at: Date }
): (typeof householdInsights.$inferInsert)[] {
	const byListing = new Map(all.map((listing) => [listing.listingId, listing]));
	return households.map(({ listingId, insight }) => {
		const { household, dwelling } = byListing.get(listingId)!;
		return { ...common, listingId, householdId: household.id, organismId: dwelling.organismId, insight };
	});
}

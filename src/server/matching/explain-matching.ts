import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Exchange } from '#domain/matching/compatibility/exchanges.ts';
import type { PoolListing } from '#domain/matching/compatibility/listing.ts';
import type { RunExplanation } from '#domain/matching/insight/explain-run.ts';
import { listings } from '../needs/tables.ts';
import { organisms } from '../organisms/tables.ts';
import type { Deps, Tx } from '../platform/context.ts';
import { asActor } from '../platform/unit.ts';
import { legs, proposals } from '../proposals/tables.ts';
import { loadPool } from './load-pool.ts';
import { explainEngine } from './run-engine.ts';
import { householdInsights, matchingRuns, runInsights } from './tables.ts';

const system = { role: 'system' } as const;

/** How long a run may be explained, s; what is not said by then is not told. */
const seconds = 300;

/**
 * Explains a run that has ended: figures for its coordinator, and for each household left out why, and what one change
 * would bring. Replaces what the run before had told them. A job of its own, asked for with the record of the run: a
 * process that dies in between leaves no run unexplained. Safe to run twice.
 */
export async function explainMatching(deps: Deps, runId: string): Promise<void> {
	const told = await asActor(deps, system, async (unit) => {
		const [run] = await unit.tx.select().from(matchingRuns).where(eq(matchingRuns.id, runId));
		if (run?.state !== 'done' || (await isSuperseded(unit.tx, run))) return null;
		const exchanges = await readExchanges(unit.tx, runId);
		return { run, exchanges, input: (await loadPool(unit, run)).input };
	});
	if (!told) return;
	const { run, exchanges, input } = told;
	const explanation = await explainEngine({ input, exchanges }, { seconds });
	await asActor(deps, system, async ({ tx, now }) => {
		const written = await tx
			.insert(runInsights)
			.values({ runId, territoryId: run.territoryId, insight: explanation.territory })
			.onConflictDoNothing()
			.returning({ runId: runInsights.runId });
		if (written.length === 0) return;
		const ofTerritory = tx
			.select({ id: listings.id })
			.from(listings)
			.innerJoin(
				organisms,
				sql`${organisms.id} = ${listings.organismId} and ${organisms.territoryId} = ${run.territoryId}`
			);
		await tx.delete(householdInsights).where(inArray(householdInsights.listingId, ofTerritory));
		const rows = rowsOf(explanation, input.listings, { runId, at: now });
		for (let from = 0; from < rows.length; from += rowsPerStatement)
			await tx.insert(householdInsights).values(rows.slice(from, from + rowsPerStatement));
	});
}

/** Whether it has been explained, or a later run has ended: what that one says is newer. */
const isSuperseded = async (tx: Tx, run: typeof matchingRuns.$inferSelect): Promise<boolean> =>
	(await tx.$count(runInsights, eq(runInsights.runId, run.id))) > 0 ||
	(await tx.$count(
		matchingRuns,
		and(
			eq(matchingRuns.territoryId, run.territoryId),
			eq(matchingRuns.reason, run.reason),
			eq(matchingRuns.state, 'done'),
			gt(matchingRuns.requestedAt, run.requestedAt)
		)
	)) > 0;

/** The exchanges that a run found, from the proposals it wrote. */
async function readExchanges(tx: Tx, runId: string): Promise<Exchange[]> {
	const rows = await tx
		.select({ kind: proposals.kind, leg: legs, listingId: listings.id })
		.from(proposals)
		.innerJoin(legs, eq(legs.proposalId, proposals.id))
		.innerJoin(
			listings,
			and(eq(listings.householdId, legs.householdId), eq(listings.dwellingId, legs.currentDwellingId))
		)
		.where(eq(proposals.runId, runId))
		.orderBy(asc(proposals.id), asc(legs.position));
	return [...Map.groupBy(rows, ({ leg }) => leg.proposalId).values()].map((some) => ({
		kind: some[0]!.kind,
		moves: some.map(({ leg, listingId }) => ({
			listingId,
			householdId: leg.householdId,
			homeOrganismId: leg.homeOrganismId,
			currentDwellingId: leg.currentDwellingId,
			targetDwellingId: leg.targetDwellingId,
			targetOrganismId: leg.targetOrganismId
		}))
	}));
}

/** A statement takes 65 534 parameters at most; a row takes six. */
const rowsPerStatement = 2_000;

function rowsOf(
	{ households }: RunExplanation,
	all: readonly PoolListing[],
	common: { runId: string; at: Date }
): (typeof householdInsights.$inferInsert)[] {
	const byListing = new Map(all.map((listing) => [listing.listingId, listing]));
	return households.map(({ listingId, insight }) => {
		const { household, dwelling } = byListing.get(listingId)!;
		return { ...common, listingId, householdId: household.id, organismId: dwelling.organismId, insight };
	});
}

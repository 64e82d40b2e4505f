import { and, eq, inArray, like, or, sql } from 'drizzle-orm';
import type { RequestRun } from '#domain/matching/run.input.ts';
import type { RunRefusal } from '#domain/matching/run-states.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { listings } from '../needs/tables.ts';
import { organisms, territories } from '../organisms/tables.ts';
import type { Coordinator } from '../platform/actor.ts';
import type { Context } from '../platform/context.ts';
import { asSystem, command, type Unit } from '../platform/unit.ts';
import { violates } from '../platform/violations.ts';
import { heartbeat } from './heartbeat.ts';
import { matchingRuns } from './tables.ts';

type CoordinatorContext = Context & { actor: Coordinator };

/** When the clock stops the search, s: a coordinator waits before the page. */
const patience = 60;

/** Asks for a run over the territory; a job does it. One at a time: two would find the same exchanges. */
export async function requestRun(
	ctx: CoordinatorContext,
	input: RequestRun
): Promise<Result<{ runId: string }, RunRefusal | 'KEY_REUSED'>> {
	try {
		return await command(ctx, 'matching.requestRun', input, async (unit) => {
			const { territoryId } = ctx.actor;
			const [territory] = await unit.tx.select().from(territories).where(eq(territories.id, territoryId));
			if (input.maxCycle > territory!.maxCycle || input.maxChain > territory!.maxChain)
				return err('RUN_BEYOND_CHARTER');
			const arranged = await findArranged(unit, territoryId, input.arranged);
			if (!arranged) return err('RUN_LISTING_UNKNOWN');
			const [run] = await unit.tx
				.insert(matchingRuns)
				.values({
					territoryId,
					reason: 'coordinator',
					requestedAt: unit.now,
					parameters: {
						maxCycle: input.maxCycle,
						maxChain: input.maxChain,
						seed: 1,
						seconds: patience,
						...(arranged.length > 0 && { arranged })
					}
				})
				.returning({ id: matchingRuns.id });
			await unit.record([{ type: 'RunRequested', runId: run!.id }], { territoryId });
			await unit.enqueue('match', { runId: run!.id }, heartbeat);
			return ok({ runId: run!.id });
		});
	} catch (error) {
		if (violates(error, 'one_run_of_a_coordinator_at_a_time')) return err('RUN_UNDER_WAY');
		throw error;
	}
}

/** Gives up a run that waits or is under way; what it had found is forgotten. */
export const cancelRun = (
	ctx: CoordinatorContext,
	input: { runId: string }
): Promise<Result<null, RunRefusal | 'KEY_REUSED'>> =>
	command(ctx, 'matching.cancelRun', input, async (unit) => {
		const own = and(eq(matchingRuns.id, input.runId), eq(matchingRuns.territoryId, ctx.actor.territoryId));
		const [run] = await unit.tx.select({ state: matchingRuns.state }).from(matchingRuns).where(own).for('update');
		if (!run) return err('RUN_NOT_FOUND');
		if (run.state !== 'queued' && run.state !== 'running') return err('RUN_ENDED');
		await unit.tx.update(matchingRuns).set({ state: 'cancelled', endedAt: unit.now }).where(own);
		await unit.record([{ type: 'RunCancelled', runId: input.runId }], { territoryId: ctx.actor.territoryId });
		return ok(null);
	});

/**
 * The published annonces that some codes name, in the same order; null when one names none, or several. A coordinator
 * reads no annonce: only whether it exists comes out of here.
 */
function findArranged(unit: Unit, territoryId: string, pairs: RequestRun['arranged']): Promise<string[][] | null> {
	if (pairs.length === 0) return Promise.resolve([]);
	return asSystem(unit, async ({ tx }) => {
		const rows = await tx
			.select({ id: listings.id })
			.from(listings)
			.innerJoin(organisms, eq(organisms.id, listings.organismId))
			.where(
				and(
					eq(organisms.territoryId, territoryId),
					inArray(listings.state, ['published']),
					or(...pairs.flat().map((prefix) => like(sql`${listings.id}::text`, `${prefix}%`)))
				)
			);
		const found = pairs.map((pair) => pair.map((prefix) => rows.filter((row) => row.id.startsWith(prefix))));
		if (found.flat().some((matches) => matches.length !== 1)) return null;
		return found.map((pair) => pair.map((matches) => matches[0]!.id));
	});
}

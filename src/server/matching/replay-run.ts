import { inflateSync } from 'node:zlib';
import { and, eq } from 'drizzle-orm';
import { unpackPool } from '#domain/matching/packed-pool.ts';
import { poolFingerprint } from '#domain/matching/pool.ts';
import type { RunRefusal } from '#domain/matching/run-states.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { Coordinator } from '../platform/actor.ts';
import type { Context, Deps } from '../platform/context.ts';
import { asActor, command } from '../platform/unit.ts';
import { replayEngine } from './run-engine.ts';
import { heartbeat } from './request-run.ts';
import { hashOf } from './settle-run.ts';
import { matchingRuns, runPools } from './tables.ts';

/** Asks that a run be played again on the input it kept; what comes out is written in its history. */
export const requestReplay = (
	ctx: Context & { actor: Coordinator },
	input: { runId: string }
): Promise<Result<null, RunRefusal | 'KEY_REUSED'>> =>
	command(ctx, 'matching.requestReplay', input, async (unit) => {
		const [run] = await unit.tx
			.select({ state: matchingRuns.state, stoppedBecause: matchingRuns.stoppedBecause })
			.from(matchingRuns)
			.where(and(eq(matchingRuns.id, input.runId), eq(matchingRuns.territoryId, ctx.actor.territoryId)));
		if (!run) return err('RUN_NOT_FOUND');
		// A search that the clock cut short depends on the machine: it says so, and proves nothing when played again.
		if (run.state !== 'done' || run.stoppedBecause === 'stopped') return err('RUN_NOT_REPLAYABLE');
		await unit.enqueue('match', { runId: input.runId, isReplay: true }, heartbeat);
		return ok(null);
	});

/**
 * Plays a run again on the very pool it kept, and tells whether the same exchanges and levels come out, to the byte.
 * The pool must still have the fingerprint of the record.
 */
export async function replayRun(deps: Deps, runId: string): Promise<void> {
	const kept = await asActor(deps, { role: 'system' }, async ({ tx }) => {
		const [row] = await tx
			.select({ run: matchingRuns, packed: runPools.pool })
			.from(matchingRuns)
			.innerJoin(runPools, eq(runPools.runId, matchingRuns.id))
			.where(eq(matchingRuns.id, runId));
		return row;
	});
	const record = kept?.run.record;
	if (!record) return;
	const { run } = kept;
	const { parameters } = run;
	const pool = unpackPool(inflateSync(kept.packed));
	const isSameInput = poolFingerprint(pool) === run.inputHash;
	const result = isSameInput
		? await replayEngine({
				pool,
				question: {
					limits: { maxCycle: parameters.maxCycle, maxChain: parameters.maxChain },
					seed: parameters.seed,
					protect: { cycles: record.arranged.cycles, chains: [] },
					freed: record.freed ?? null
				}
			})
		: null;
	const isSame = result !== null && hashOf(result) === record.resultHash;
	await asActor(deps, { role: 'system' }, ({ record: write }) =>
		write([{ type: 'RunReplayed', runId, isSame }], { territoryId: run.territoryId })
	);
}

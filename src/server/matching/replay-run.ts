import { inflateSync } from 'node:zlib';
import { and, eq } from 'drizzle-orm';
import { unpackPool } from '#domain/matching/packed-pool.ts';
import { poolFingerprint } from '#domain/matching/pool-fingerprint.ts';
import type { RunRefusal } from '#domain/matching/run-states.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { Coordinator } from '../platform/actor.ts';
import type { Context, Deps } from '../platform/context.ts';
import { asActor, command } from '../platform/unit.ts';
import { isReplayable } from './queries.ts';
import { replayEngine } from './run-engine.ts';
import { heartbeat } from './heartbeat.ts';
import { hashOf, inputHashOf } from './settle-run.ts';
import { matchingRuns, poolSnapshots, runPools } from './tables.ts';

/** Asks that a run be played again on the input it kept; what comes out is written in its history. */
export const requestReplay = (
	ctx: Context & { actor: Coordinator },
	input: { runId: string }
): Promise<Result<null, RunRefusal | 'KEY_REUSED'>> =>
	command(ctx, 'matching.requestReplay', input, async (unit) => {
		const [run] = await unit.tx
			.select()
			.from(matchingRuns)
			.where(and(eq(matchingRuns.id, input.runId), eq(matchingRuns.territoryId, ctx.actor.territoryId)));
		if (!run) return err('RUN_NOT_FOUND');
		if (!isReplayable(run)) return err('RUN_NOT_REPLAYABLE');
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
			.select({ run: matchingRuns, question: runPools.question, packed: poolSnapshots.pool })
			.from(matchingRuns)
			.innerJoin(runPools, eq(runPools.runId, matchingRuns.id))
			.innerJoin(poolSnapshots, eq(poolSnapshots.fingerprint, runPools.fingerprint))
			.where(eq(matchingRuns.id, runId));
		return row;
	});
	const record = kept?.run.record;
	if (!record) return;
	const { run, question } = kept;
	const pool = unpackPool(inflateSync(kept.packed));
	const isSameInput = inputHashOf({ fingerprint: poolFingerprint(pool), question }) === run.inputHash;
	const result = isSameInput ? await replayEngine({ pool, question }) : null;
	const isSame = result !== null && hashOf(result) === record.resultHash;
	await asActor(deps, { role: 'system' }, ({ record: write }) =>
		write([{ type: 'RunReplayed', runId, isSame }], { territoryId: run.territoryId })
	);
}

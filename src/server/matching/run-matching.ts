import { and, eq, inArray } from 'drizzle-orm';
import type { SearchProgress } from '#domain/matching/compatibility/run.ts';
import type { RunStage } from '#domain/matching/run-states.ts';
import type { Deps } from '../platform/context.ts';
import { asActor } from '../platform/unit.ts';
import { loadPool } from './load-pool.ts';
import { runEngine } from './run-engine.ts';
import { mendBroken } from './mend-broken.ts';
import { settleRun } from './settle-run.ts';
import { matchingRuns } from './tables.ts';

const system = { role: 'system' } as const;

type Run = typeof matchingRuns.$inferSelect;

/** The coordinator cancelled the run while its pool was read. */
class GivenUp extends Error {}

/**
 * Runs one matching run, from the pool to its record and its proposals. Started again after a crash, it begins anew:
 * everything it finds is written in one transaction, and only while the run is under way.
 */
export async function runMatching(deps: Deps, runId: string): Promise<void> {
	try {
		const run = await asActor(deps, system, async ({ tx, now }) => {
			const [taken] = await tx
				.update(matchingRuns)
				.set({ state: 'running', stage: 'loading', startedAt: now })
				.where(and(eq(matchingRuns.id, runId), inArray(matchingRuns.state, ['queued', 'running'])))
				.returning();
			return taken;
		});
		// Cancelled while it waited, or already done.
		if (run) await (run.repairsProposalId ? mendBroken(deps, run, run.repairsProposalId) : searchWhole(deps, run));
	} catch (error) {
		if (error instanceof GivenUp) return;
		deps.log.error({ err: error, runId }, 'matching run failed');
		await fail(deps, runId, error);
	}
}

/** Searches the whole pool of the territory. Another job explains what was found. */
async function searchWhole(deps: Deps, run: Run): Promise<void> {
	const timings = stopwatch();
	const isWanted = () => isUnderWay(deps, run.id);
	const pool = await asActor(deps, system, (unit) =>
		loadPool(unit, run, async () => {
			if (!(await isWanted())) throw new GivenUp();
		})
	);
	const outcome = await runEngine(pool.input, {
		seconds: run.parameters.seconds,
		onStep: (step) => {
			timings.lap(step);
			// Only news: a write that fails must not fail the run.
			enterStage(deps, run.id, step).catch((error: unknown) =>
				deps.log.warn({ err: error, runId: run.id }, 'stage of a run')
			);
		},
		onProgress: (progress) =>
			void enterStage(deps, run.id, 'solving', progress).catch((error: unknown) =>
				deps.log.warn({ err: error, runId: run.id }, 'progress of a run')
			),
		isWanted
	});
	timings.end();
	if (!outcome) return;
	await enterStage(deps, run.id, 'writing');
	const { limits, seed } = pool.input;
	const { packed, fingerprint, arranged, whole, ...found } = outcome;
	const question = { limits, seed, protect: { cycles: arranged.cycles, chains: [] } };
	await asActor(deps, system, (unit) =>
		settleRun(unit, run.id, {
			found,
			about: pool.input,
			held: pool.held,
			arranged,
			whole,
			repair: null,
			input: { fingerprint, question, packed },
			timings: timings.all
		})
	);
}

async function enterStage(deps: Deps, runId: string, stage: RunStage, progress: SearchProgress | null = null) {
	await asActor(deps, system, ({ tx }) =>
		tx
			.update(matchingRuns)
			.set({ stage, progress })
			.where(and(eq(matchingRuns.id, runId), eq(matchingRuns.state, 'running')))
	);
}

async function isUnderWay(deps: Deps, runId: string): Promise<boolean> {
	const [run] = await asActor(deps, system, ({ tx }) =>
		tx.select({ state: matchingRuns.state }).from(matchingRuns).where(eq(matchingRuns.id, runId))
	);
	return run?.state === 'running';
}

/** The run is over without a result; who asked for it is told on its page. */
const fail = (deps: Deps, runId: string, error: unknown): Promise<void> =>
	asActor(deps, system, async (unit) => {
		const [run] = await unit.tx
			.update(matchingRuns)
			.set({
				state: 'failed',
				endedAt: unit.now,
				failure: error instanceof Error ? error.constructor.name : 'unknown'
			})
			.where(and(eq(matchingRuns.id, runId), inArray(matchingRuns.state, ['queued', 'running'])))
			.returning({ territoryId: matchingRuns.territoryId });
		if (run) await unit.record([{ type: 'RunFailed', runId }], { territoryId: run.territoryId });
	});

/** Milliseconds spent in each step; a step ends when the next one begins. */
function stopwatch() {
	const all = { loading: 0, linking: 0, solving: 0, checking: 0 };
	let step: keyof typeof all = 'loading';
	let since = performance.now();
	const end = () => {
		all[step] = Math.round(performance.now() - since);
	};
	return {
		all,
		end,
		lap(next: keyof typeof all) {
			end();
			step = next;
			since = performance.now();
		}
	};
}

import type { Deps } from '../platform/context.ts';
import { asActor } from '../platform/unit.ts';
import { isPoolKept } from './kept-pools.ts';
import { loadRepair } from './load-pool.ts';
import { settleRun } from './settle-run.ts';
import { withStanding } from './standing.ts';
import type { matchingRuns } from './tables.ts';

type Run = typeof matchingRuns.$inferSelect;

const system = { role: 'system' } as const;
const noneArranged = { cycles: [], kept: [], faults: [] };

/** Looks for exchanges around those whom a broken chain freed, in the graph that stands, and writes them. */
export async function mendBroken(deps: Deps, run: Run, brokenId: string): Promise<void> {
	const began = performance.now();
	const { maxCycle, maxChain, seed, seconds } = run.parameters;
	const request = { territoryId: run.territoryId, limits: { maxCycle, maxChain } };
	await withStanding(deps, request, async ({ setting, fingerprint, mend, pack }) => {
		const followed = performance.now();
		const { wish, isKept } = await asActor(deps, system, async ({ tx }) => ({
			wish: await loadRepair(tx, brokenId),
			isKept: await isPoolKept(tx, fingerprint)
		}));
		const { question, listings, vacantHomes, held, ...found } = await mend(wish, { seed, seconds });
		const ended = performance.now();
		// Kept ahead as a rule, and once for each pool whatever the number of repairs asked of it.
		const packed = isKept ? null : await pack();
		await asActor(deps, system, (unit) =>
			settleRun(unit, run.id, {
				found,
				about: { on: setting.on, rules: setting.rules, listings, vacancies: vacantHomes },
				held,
				arranged: noneArranged,
				whole: null,
				repair: wish,
				input: { fingerprint, question, packed },
				timings: {
					loading: Math.round(followed - began),
					linking: 0,
					solving: Math.round(ended - followed),
					checking: 0
				}
			})
		);
	});
}

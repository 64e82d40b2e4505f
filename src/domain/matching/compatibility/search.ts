/** The search of a run: over the whole pool, or around those that a broken exchange freed. */
import type { Selection } from '../check.ts';
import { vertexCount, type Pool } from '../pool.ts';
import { readyForRepair, repairAround, type RepairAnswer } from '../repair-around.ts';
import { canonical, solve, type Answer, type Budget } from '../solve.ts';
import type { CompatibilityGraph } from './lay-out.ts';
import type { RepairWish } from './objective.ts';

/** What a run searches for in its pool. */
export type SearchQuestion = {
	limits: { maxCycle: number; maxChain: number };
	seed: number;
	/** Exchanges that households arranged themselves, kept as they are. */
	protect: Selection;
	/** For a repair: who must be served; null for a run over the whole pool. */
	freed: readonly number[] | null;
};

/** A repair looks around those freed only; the whole pool is searched when its levels are too large for that. */
export function searchIn(pool: Pool, { limits, seed, protect, freed }: SearchQuestion, budget?: Budget): Answer {
	const around = freed && readyForRepair(pool, limits);
	return around
		? answerOf(pool, repairAround(around, { freed, taken: [] }))
		: solve(pool, { ...limits, seed, protect }, budget);
}

/** What the engine answered, in one writing: equal runs give equal bytes. */
export type RunResult = Pick<Answer, 'cycles' | 'chains' | 'levels'>;

/** Plays again the search of a run on the pool that was kept with it. */
export function replaySearch(pool: Pool, question: SearchQuestion): RunResult {
	const { cycles, chains, levels } = searchIn(pool, question);
	return { ...canonical({ cycles, chains }), levels };
}

/** The vertices of the households that a broken exchange freed, those that are still in the pool. */
export function freedVertices({ vertices }: CompatibilityGraph, { freed }: RepairWish): number[] {
	const wanted = new Set(freed);
	return vertices.flatMap(({ listing }, v) => (listing && wanted.has(listing.householdId) ? [v] : []));
}

function answerOf(pool: Pool, { cycles, chains, value, bound, isProven }: RepairAnswer): Answer {
	const levels = pool.levels.map(({ name }, k) => ({
		name,
		value: value[k]!,
		bound: bound[k]!,
		gap: bound[k]! > value[k]! ? (bound[k]! - value[k]!) / bound[k]! : 0,
		optimal: bound[k] === value[k]
	}));
	return {
		...canonical({ cycles, chains }),
		levels,
		value: levels[0]!.value,
		bound: levels[0]!.bound,
		gap: levels[0]!.gap,
		optimal: isProven,
		stoppedBecause: isProven ? 'proven' : 'effort',
		prices: new Float64Array(vertexCount(pool)),
		effort: { columns: 0, nodes: 0, levels: levels.length }
	};
}

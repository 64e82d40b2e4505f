/** The search of a run: over the whole pool, or around those that a broken exchange freed. */
import type { Budget } from '../budget.ts';
import type { Selection } from '../check.ts';
import { checkAnswer, checkOpen } from '../check-answer.ts';
import { arcsInto, type Surroundings } from '../passing-by.ts';
import { standingBounds, type StandingBounds } from '../path-bounds.ts';
import { findArc, vertexCount, withoutParts, type Level, type Pool } from '../pool.ts';
import { readyForRepair, repairAround, type RepairAnswer } from '../repair-around.ts';
import { canonical, solve, type Answer } from '../solve.ts';
import { rehousedPoints } from './objective.ts';

type Limits = { maxCycle: number; maxChain: number };

/** What a run searches for in its pool. */
export type SearchQuestion = {
	limits: Limits;
	seed: number;
	/** Exchanges that households arranged themselves, kept as they are. */
	protect: Selection;
};

export const searchIn = (pool: Pool, { limits, seed, protect }: SearchQuestion, budget?: Budget): Answer =>
	solve(pool, { ...limits, seed, protect }, budget);

/** What a repair searches for, as vertices of a pool that was laid out before the exchange broke. */
export type MendQuestion = {
	limits: Limits;
	seed: number;
	/** The households that the broken exchange freed. */
	freed: number[];
	/** Homes that some of them had said yes to: [home, household]. */
	agreed: [number, number][];
	/** Vertices that are not free any more: held by another exchange, or gone. */
	closed: number[];
	/** Moves that are not possible any more: [home, household]. */
	cut: [number, number][];
	/** What was closed when the bounds that the search goes by were counted: what is proven depends on it. */
	countedWith: number[];
};

/** A pool laid out for repairs, made ready once for many of them. */
export type ReadyPool = {
	pool: Pool;
	limits: Limits;
	around: Surroundings | null;
	/** Bounds counted for the last repair: the next one goes by the same, if they were counted with the same closed. */
	counted: { countedWith: readonly number[]; bounds: StandingBounds } | null;
};

/** The most that housing somebody again counts for one move. */
const mostRehoused = { rehoused: rehousedPoints.again + rehousedPoints.sameHome };

/** @param pool laid out with the level of repairs */
export const readyToMend = (pool: Pool, limits: Limits): ReadyPool => ({
	pool,
	limits,
	around: readyForRepair(pool, limits, mostRehoused),
	counted: null
});

/**
 * Mends a broken exchange around those it freed; by a search of the whole pool when its levels are too large for that.
 * `reached` are those freed that an exchange passes by; null when the whole pool was searched.
 * @throws Error when the checker refuses what was found
 */
export function mendIn(
	ready: ReadyPool,
	question: MendQuestion,
	budget?: Budget
): Answer & { reached: number[] | null } {
	const { pool, limits, around } = ready;
	const { freed, closed, cut, seed } = question;
	// Before anything is marked: bounds serve other repairs too.
	const counted = around && { bounds: boundsFor(ready, around, question), raised: raisedBy(question) };
	const unmark = markRehoused(ready, question);
	try {
		const nearby = around && counted && repairAround(around, { freed, taken: closed, cut, counted });
		const answer = nearby
			? answerOf(pool, nearby)
			: solve(withoutParts(pool, { removedVertices: closed, removedArcs: cut }), { ...limits, seed }, budget);
		checkAnswer(pool, answer, limits);
		checkOpen(question, answer);
		return { ...answer, reached: nearby && nearby.reached };
	} finally {
		unmark();
	}
}

function boundsFor(ready: ReadyPool, around: Surroundings, { countedWith }: MendQuestion): StandingBounds {
	if (ready.counted?.countedWith === countedWith) return ready.counted.bounds;
	const isClosed = new Uint8Array(vertexCount(ready.pool));
	for (const v of countedWith) isClosed[v] = 1;
	const bounds = standingBounds(around, isClosed);
	ready.counted = { countedWith, bounds };
	return bounds;
}

/** Those freed, whose moves are about to count more, and what has opened since the bounds were counted. */
function raisedBy({ freed, closed, countedWith }: MendQuestion): number[] {
	const isClosed = new Set(closed);
	return [...new Set([...freed, ...countedWith.filter((v) => !isClosed.has(v))])];
}

/** What the engine answered, in one writing: equal runs give equal bytes. */
export type RunResult = Pick<Answer, 'cycles' | 'chains' | 'levels'>;

/** Plays again the search of a run on the pool that was kept with it. */
export function replaySearch(pool: Pool, question: SearchQuestion | MendQuestion): RunResult {
	const { cycles, chains, levels } =
		'freed' in question ? mendIn(readyToMend(pool, question.limits), question) : searchIn(pool, question);
	return { ...canonical({ cycles, chains }), levels };
}

/**
 * Writes what housing those freed again counts into the few arcs that lead to them, and gives back how to take it out:
 * the pool stays ready for the next repair.
 */
function markRehoused({ pool, around }: ReadyPool, { freed, agreed }: MendQuestion): () => void {
	const k = pool.levels.findIndex(({ name }) => name === 'rehoused');
	const numbers = (pool.levels[k] as Level & { kind: 'sum' }).weights!;
	const marked: [arc: number, points: number][] = [];
	const add = (arc: number, points: number) => {
		numbers[arc]! += points;
		if (around) around.scale.weight[arc]! += points * around.scale.factors[k]!;
		marked.push([arc, points]);
	};
	for (const v of freed)
		for (const arc of around ? arcsInto(around, v) : arcsTo(pool, v)) add(arc, rehousedPoints.again);
	for (const [home, v] of agreed) {
		const arc = findArc(pool, home, v);
		if (arc >= 0) add(arc, rehousedPoints.sameHome);
	}
	return () => {
		for (const [arc, points] of marked.splice(0)) add(arc, -points);
	};
}

/** The same without surroundings: the whole pool is searched anyway. */
const arcsTo = (pool: Pool, v: number): number[] => [...pool.target.keys()].filter((arc) => pool.target[arc] === v);

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

/** The search of a run: over the whole pool, or around those that a broken exchange freed. */
import type { Budget } from '../budget.ts';
import type { Selection } from '../check.ts';
import { checkAnswer, checkOpen } from '../check-answer.ts';
import { arcsInto, type Surroundings } from '../passing-by.ts';
import { standingBounds, type StandingBounds } from '../path-bounds.ts';
import { findArc, vertexCount, withoutParts, type Level, type Pool } from '../pool.ts';
import { patched, type PoolPatch } from '../pool-patch.ts';
import { readyForRepair, readyOncePatched, repairAround, type RepairAnswer } from '../repair-around.ts';
import { newRoom, type Room } from '../room.ts';
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
	/** What has been closed ever since the bounds that the search goes by were counted: what is proven depends on it. */
	countedWith: number[];
	/** What was written anew since the pool was laid out. */
	patch?: PoolPatch;
};

/** A pool laid out for repairs, made ready once for many of them. */
export type ReadyPool = {
	pool: Pool;
	limits: Limits;
	around: Surroundings | null;
	/** Bounds counted for the last repair, with what was closed: the next one goes by them, what has opened since being opened. */
	counted: { isClosed: Uint8Array; bounds: StandingBounds } | null;
	/** The pool as it was laid out, when this one is it brought up to date: bounds are counted there. */
	laidOut: ReadyPool | null;
};

/** The most that housing somebody again counts for one move. */
const mostRehoused = { rehoused: rehousedPoints.again + rehousedPoints.sameHome };

/** @param pool laid out with the level of repairs */
export const readyToMend = (pool: Pool, limits: Limits): ReadyPool => ({
	pool,
	limits,
	around: readyForRepair(pool, limits, mostRehoused),
	counted: null,
	laidOut: null
});

/**
 * The same brought up to date, until the room is used again; null when the pool must be laid out again, an arc bringing
 * more than what was counted on.
 */
export function readyOnceMore(laidOut: ReadyPool, patch: PoolPatch, room: Room): ReadyPool | null {
	const now = patched(laidOut.pool, patch, room);
	const around = laidOut.around && readyOncePatched(laidOut.around, now, patch, room);
	if (laidOut.around && !around) return null;
	return { pool: now.pool, limits: laidOut.limits, around, counted: null, laidOut };
}

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
	const bounds = boundsFor(ready.laidOut ?? ready, question);
	const counted = bounds && { bounds, raised: raisedBy(question) };
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

/** Vertices opened one after the other in bounds that were counted: beyond, counting again is as quick. */
const mostOpened = 500;

/** Bounds of paths of the pool as it was laid out, counted with the homes that were closed then and still are. */
export function boundsFor(
	ready: ReadyPool,
	{ countedWith, closed }: Pick<MendQuestion, 'countedWith' | 'closed'>
): StandingBounds | null {
	const { around, pool, counted } = ready;
	if (!around) return null;
	const isClosedNow = new Uint8Array(vertexCount(pool));
	for (const v of closed) isClosedNow[v] = 1;
	const isClosed = new Uint8Array(vertexCount(pool));
	for (const v of countedWith) isClosed[v] = isClosedNow[v]!;
	const opened = counted && openedBetween(counted.isClosed, isClosed);
	if (counted && opened && opened.length <= mostOpened) {
		if (opened.length > 0) counted.bounds.open(opened);
		counted.isClosed = isClosed;
		return counted.bounds;
	}
	const bounds = standingBounds(around, isClosed);
	ready.counted = { isClosed, bounds };
	return bounds;
}

/** The vertices closed before that are not now; null when others are closed. */
function openedBetween(before: Uint8Array, now: Uint8Array): number[] | null {
	const opened: number[] = [];
	for (let v = 0; v < now.length; v++) {
		if (now[v]! > before[v]!) return null;
		if (now[v]! < before[v]!) opened.push(v);
	}
	return opened;
}

/** Those freed, whose moves are about to count more, and what was written anew since the pool was laid out. */
const raisedBy = ({ freed, patch }: MendQuestion): number[] => [...new Set([...freed, ...(patch?.vertices ?? [])])];

/** What the engine answered, in one writing: equal runs give equal bytes. */
export type RunResult = Pick<Answer, 'cycles' | 'chains' | 'levels'>;

/** Plays again the search of a run on the pool that was kept with it. */
export function replaySearch(pool: Pool, question: SearchQuestion | MendQuestion, budget?: Budget): RunResult {
	const { cycles, chains, levels } =
		'freed' in question ? mendAgain(pool, question, budget) : searchIn(pool, question, budget);
	return { ...canonical({ cycles, chains }), levels };
}

function mendAgain(pool: Pool, question: MendQuestion, budget?: Budget) {
	const laidOut = readyToMend(pool, question.limits);
	const ready = question.patch ? readyOnceMore(laidOut, question.patch, newRoom()) : laidOut;
	if (!ready) throw new Error('What was kept of a repair does not go with its pool');
	return mendIn(ready, question, budget);
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

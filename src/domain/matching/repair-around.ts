/**
 * A broken exchange mended where it broke: the best exchanges that pass through those it freed, with whoever is free,
 * everything else staying as it is. Looks at the neighbourhood only, so that it answers at once in the largest pool.
 */
import { bestDisjoint } from './best-disjoint.ts';
import { checkSelection, type Selection } from './check.ts';
import { oneNumberFor, oneNumberOfPatched } from './one-number.ts';
import { passingBy, surroundingsOf, type Surroundings } from './passing-by.ts';
import { standingBounds, type StandingBounds } from './path-bounds.ts';
import { findArc, vertexCount, type Pool } from './pool.ts';
import type { Patched, PoolPatch } from './pool-patch.ts';
import type { Room } from './room.ts';

export type RepairQuestion = {
	/** Households and vacant dwellings that the broken exchange held. */
	freed: readonly number[];
	/** Vertices that may not be part of a new exchange: those of exchanges that stand, those who left. */
	taken: Iterable<number>;
	/** Moves that are no longer possible, as [dwelling of, household]: what was declined or refused. */
	cut?: readonly (readonly [number, number])[];
	/** Bounds counted before, and what has opened, was raised or written anew since; counted for this repair alone otherwise. */
	counted?: { bounds: StandingBounds; raised: readonly number[] };
};

export type RepairAnswer = {
	cycles: number[][];
	chains: number[][];
	/** What the new exchanges are worth, per level of the pool. */
	value: number[];
	/** No choice of exchanges through those freed is worth more, per level, the levels before being kept. */
	bound: number[];
	/** True when no other choice of exchanges through those freed is better, level by level. */
	isProven: boolean;
	/** Those freed that at least one exchange passes by. */
	reached: number[];
};

/** Moves that the exchanges of one repair may add up to: a broken exchange frees a handful of households. */
const mostMoves = 32;

/**
 * Makes a pool ready for repairs. Null when its levels cannot be weighed in one exact number: a whole run must then do.
 * @param atMost how much an arc may come to bring, by name of the level, where numbers are written later
 */
export function readyForRepair(
	pool: Pool,
	limits: { maxCycle: number; maxChain: number },
	atMost: Readonly<Record<string, number>> = {}
): Surroundings | null {
	const scale = oneNumberFor(pool, limits, mostMoves, atMost);
	return scale && surroundingsOf(pool, limits, scale);
}

/** The same for a pool brought up to date; null when an arc brings what the numbers of the pool before did not count on. */
export function readyOncePatched(
	before: Surroundings,
	now: Patched,
	patch: PoolPatch,
	room: Room
): Surroundings | null {
	const scale = oneNumberOfPatched(before.scale, now, patch);
	return scale && surroundingsOf(now.pool, before.limits, scale, room);
}

/**
 * The best exchanges through those freed; none when there is none.
 * @throws Error when the checker, which shares no code with this search, refuses them
 */
export function repairAround(around: Surroundings, { freed, taken, cut = [], counted }: RepairQuestion): RepairAnswer {
	const { pool, limits, scale } = around;
	const isTaken = new Uint8Array(vertexCount(pool));
	for (const v of taken) isTaken[v] = 1;
	const isCut = new Set(cut.map(([u, v]) => findArc(pool, u, v)).filter((arc) => arc >= 0));
	const bounds = (counted?.bounds ?? standingBounds(around, isTaken)).around(around, counted?.raised ?? [], isTaken);
	const passing = freed
		.filter((v) => !isTaken[v])
		.map((v) => passingBy(around, v, { taken: isTaken, cut: isCut, bounds }));
	bounds.undo();
	// Fewest choices first: the proof needs fewer steps.
	const best = bestDisjoint(passing.sort((a, b) => a.best.length - b.best.length || a.vertex - b.vertex));
	const lists = (isChain: boolean) =>
		best.chosen.filter((one) => one.isChain === isChain).map(({ vertices }) => [...vertices]);
	const selection = { cycles: lists(false), chains: lists(true) };
	const value = checked(pool, selection, limits);
	const longest = Math.max(limits.maxCycle, limits.maxChain);
	const moves = passing.length * longest;
	const isProven = best.isProven && moves <= mostMoves;
	const bound = isProven ? value : scale.mostOfMove.map((most, k) => Math.max(value[k]!, moves * most));
	const reached = passing.filter((one) => one.best.length > 0).map(({ vertex }) => vertex);
	return { ...selection, value, bound, isProven, reached };
}

function checked(pool: Pool, selection: Selection, limits: { maxCycle: number; maxChain: number }): number[] {
	const { faults, value } = checkSelection(pool, selection, limits);
	if (faults.length > 0) throw new Error(`The checker refuses the exchanges of a repair: ${faults[0]!.code}`);
	return value;
}

/**
 * One run from the listings to the exchanges: link, keep what households arranged, solve, check by other code than the
 * engine's, tell. Pure: the clock is the caller's, asked only between steps of the search.
 */
import type { Dwelling } from '../../dwellings/dwelling.ts';
import { checkSelection } from '../check.ts';
import { packPool } from '../packed-pool.ts';
import { arcCount, poolFingerprint, type Pool } from '../pool.ts';
import { canonical, type Answer } from '../solve.ts';
import { exchangesOfRight } from './as-of-right.ts';
import { compatibilityOf, type Compatibility, type CompatibilitySetting } from './compatibility.ts';
import { arrangedCycles, exchangesOf, type ArrangedExchange, type ArrangedFault, type Exchange } from './exchanges.ts';
import type { CompatibilityGraph } from './lay-out.ts';
import { leftOut, type LeftOut } from './left-out.ts';
import type { PoolListing, RefusedPair } from './listing.ts';
import type { RepairWish } from './objective.ts';
import { freedVertices, searchIn, type RunResult } from './search.ts';

export type RunInput = CompatibilitySetting & {
	listings: readonly PoolListing[];
	vacancies: readonly Dwelling[];
	refused: readonly RefusedPair[];
	limits: { maxCycle: number; maxChain: number };
	seed: number;
	arranged: readonly ArrangedExchange[];
	/** For a repair: only exchanges that serve a freed household come out. */
	repair: RepairWish | null;
};

export type RunOutcome = Omit<Answer, 'cycles' | 'chains' | 'levels' | 'prices'> & {
	result: RunResult;
	/** The pool as the engine saw it. */
	households: number;
	vacancies: number;
	arcs: number;
	fingerprint: string;
	packed: Uint8Array;
	exchanges: Exchange[];
	leftOut: LeftOut[];
	/** Exchanges arranged by hand: those kept, as cycles of the pool and as listings, and the others. */
	arranged: { cycles: number[][]; kept: string[][]; faults: { listingIds: readonly string[]; fault: ArrangedFault }[] };
	/** For a repair: the vertices of the households freed that are still in the pool. */
	freed: number[] | null;
};

export const runSteps = ['linking', 'solving', 'checking'] as const;
export type RunStep = (typeof runSteps)[number];

/**
 * Plays a run.
 * @throws Error when the checker refuses the answer of the engine: the run must then fail, whatever it found
 */
export function playRun(
	input: RunInput,
	{ secondsLeft, onStep }: { secondsLeft?: () => number; onStep?: (step: RunStep) => void } = {}
): RunOutcome {
	const { limits } = input;
	onStep?.('linking');
	const { graph } = linkedFor(input);
	const { pool } = graph;
	const isAllowed = (cycle: number[]) =>
		checkSelection(pool, { cycles: [cycle], chains: [] }, limits).faults.length === 0;
	const arranged = arrangedCycles(graph, input.arranged, isAllowed);

	onStep?.('solving');
	const freed = input.repair && freedVertices(graph, input.repair);
	const search = { limits, seed: input.seed, protect: { cycles: arranged.cycles, chains: [] }, freed };
	const answer = searchIn(pool, search, { secondsLeft });

	onStep?.('checking');
	checkAnswer(pool, answer, limits);
	const { cycles, chains, levels, prices: _, ...rest } = answer;
	const result: RunResult = { ...canonical({ cycles, chains }), levels };
	const isFreed = input.repair && new Set(input.repair.freed);
	const engineFound = exchangesOf(graph, result);
	const asOfRight = limits.maxCycle < 2 ? [] : foundAsOfRight(input, graph, engineFound);
	// A repair done by a search of the whole pool finds exchanges for others too: those wait for the next run.
	const exchanges = [...engineFound, ...asOfRight].filter(
		({ moves }) => !isFreed || moves.some((move) => isFreed.has(move.householdId))
	);
	const served = listingsOf(asOfRight);
	const listingOf = (v: number) => graph.vertices[v]!.listing!.listingId;
	return {
		...rest,
		result,
		households: pool.households,
		vacancies: pool.vacancies,
		arcs: arcCount(pool),
		fingerprint: poolFingerprint(pool),
		packed: packPool(pool),
		exchanges,
		leftOut: leftOut(graph, result, limits).filter(({ listingId }) => !served.has(listingId)),
		arranged: { ...arranged, kept: arranged.cycles.map((cycle) => cycle.map(listingOf)) },
		freed
	};
}

const listingsOf = (exchanges: readonly Exchange[]): Set<string> =>
	new Set(exchanges.flatMap(({ moves }) => moves.map(({ listingId }) => listingId)));

/** Exchanges that only the law gives, among the households of the graph that the engine left out. */
function foundAsOfRight(input: RunInput, graph: CompatibilityGraph, found: readonly Exchange[]): Exchange[] {
	const served = listingsOf(found);
	const searching = new Set(graph.vertices.map(({ listing }) => listing?.listingId));
	const free = input.listings.filter(({ listingId }) => searching.has(listingId) && !served.has(listingId));
	return exchangesOfRight(input, free, input.refused);
}

/** The graph of a run: households that found each other ask for each other's home besides what they search for. */
export function linkedFor(input: RunInput): { linked: Compatibility; graph: CompatibilityGraph } {
	const linked = compatibilityOf(input, input);
	for (const { listingIds } of input.arranged)
		for (const [i, homeOf] of listingIds.entries())
			// As in the pool: the home of each goes to the next one.
			linked.ask({ listingId: listingIds[(i + 1) % listingIds.length]!, homeOf });
	return { linked, graph: linked.graph(input.limits, input.repair ?? undefined) };
}

/** Moves are counted, values added up again and limits read anew by the checker; any difference stops the run. */
function checkAnswer(pool: Pool, answer: Answer, limits: { maxCycle: number; maxChain: number }): void {
	const report = checkSelection(pool, answer, limits);
	const [fault] = report.faults;
	if (fault) throw new Error(`The checker refuses the exchanges found: ${fault.code}`);
	for (const [k, level] of answer.levels.entries()) {
		if (report.value[k] !== level.value) throw new Error(`The checker counts another value for ${level.name}`);
		if (level.bound < level.value) throw new Error(`The bound of ${level.name} is below its value`);
	}
}

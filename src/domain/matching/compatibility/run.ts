/**
 * One run from the listings to the exchanges: link, keep what households arranged, solve, check by other code than the
 * engine's, tell. Pure: the clock is the caller's, asked only between steps of the search.
 */
import type { Dwelling } from '../../dwellings/dwelling.ts';
import { timekeeperOf } from '../budget.ts';
import { checkSelection } from '../check.ts';
import { checkAnswer } from '../check-answer.ts';
import { packPool } from '../packed-pool.ts';
import { arcCount } from '../pool.ts';
import { poolFingerprint } from '../pool-fingerprint.ts';
import type { Crew } from '../crew.ts';
import { canonical, type Answer } from '../solve.ts';
import { wholeOf, type Whole } from '../whole.ts';
import { arrangedOfRight, exchangesOfRight } from './as-of-right.ts';
import { withBalance } from './balance.ts';
import { compatibilityOf, type Compatibility, type CompatibilitySetting } from './compatibility.ts';
import { arrangedCycles, exchangesOf, type ArrangedExchange, type ArrangedFault, type Exchange } from './exchanges.ts';
import type { CompatibilityGraph } from './lay-out.ts';
import { leftOut, type LeftOut } from './left-out.ts';
import { isOutOfReach, type PoolListing, type RefusedPair } from './listing.ts';
import { searchIn, type RunResult } from './search.ts';

export type RunInput = CompatibilitySetting & {
	listings: readonly PoolListing[];
	vacancies: readonly Dwelling[];
	refused: readonly RefusedPair[];
	limits: { maxCycle: number; maxChain: number };
	seed: number;
	arranged: readonly ArrangedExchange[];
};

/** What comes out of a search, over the whole pool or around a broken exchange. */
export type Found = Omit<Answer, 'cycles' | 'chains' | 'levels' | 'prices'> & {
	result: RunResult;
	/** The pool as the engine saw it. */
	households: number;
	vacancies: number;
	arcs: number;
	exchanges: Exchange[];
	leftOut: LeftOut[];
};

export type RunOutcome = Found & {
	fingerprint: string;
	packed: Uint8Array;
	/** The levels as one number. */
	whole: Whole;
	/** Exchanges arranged by hand: those kept, as cycles of the pool and as listings, and the others. */
	arranged: { cycles: number[][]; kept: string[][]; faults: { listingIds: readonly string[]; fault: ArrangedFault }[] };
};

export const runSteps = ['linking', 'solving', 'checking'] as const;
export type RunStep = (typeof runSteps)[number];

type RunControl = {
	secondsLeft?: () => number;
	/** Who shares the search. Default: the thread itself. What is found does not depend on it. */
	crew?: Crew;
	onStep?: (step: RunStep) => void;
	onProgress?: (progress: SearchProgress) => void;
};

/** How far the search is: the goal being settled, what was found for it so far, and what is possible at most. */
export type SearchProgress = { level: string; place: number; of: number; value: number; bound: number };

/** The share of the time that may go into what each organism would reach alone: a second for a region. */
const SHARE_OF_BALANCE = 0.1;

/**
 * Plays a run.
 * @throws Error when the checker refuses the answer of the engine: the run must then fail, whatever it found
 */
export function playRun(given: RunInput, { secondsLeft, crew, onStep, onProgress }: RunControl = {}): RunOutcome {
	const { limits } = given;
	onStep?.('linking');
	const promised = limits.maxCycle < 2 ? [] : arrangedOfRight(given.listings, given.arranged, given.refused);
	const input = without(given, listingsOf(promised));
	const { graph } = linkedFor(input);
	const isAllowed = (cycle: number[]) =>
		checkSelection(graph.pool, { cycles: [cycle], chains: [] }, limits).faults.length === 0;
	const arranged = arrangedCycles(graph, input.arranged, isAllowed);

	onStep?.('solving');
	const { order } = input.rules.charter.objective;
	const isTimeForBalanceOver = timekeeperOf({ secondsLeft }).afterShare(SHARE_OF_BALANCE);
	const pool = withBalance(graph, order, limits, isTimeForBalanceOver);
	const search = { limits, seed: input.seed, protect: { cycles: arranged.cycles, chains: [] } };
	const answer = searchIn(pool, search, {
		secondsLeft,
		crew,
		progress: ({ level, ...figures }) =>
			onProgress?.({ level: pool.levels[level]!.name, place: level + 1, of: pool.levels.length, ...figures })
	});

	onStep?.('checking');
	checkAnswer(pool, answer, limits);
	const { cycles, chains, levels, prices: _, ...rest } = answer;
	const result: RunResult = { ...canonical({ cycles, chains }), levels };
	const engineFound = exchangesOf(graph, result);
	const asOfRight = limits.maxCycle < 2 ? [] : foundAsOfRight(input, graph, engineFound);
	const served = listingsOf(asOfRight);
	const listingOf = (v: number) => graph.vertices[v]!.listing!.listingId;
	const kept = [
		...arranged.cycles.map((cycle) => cycle.map(listingOf)),
		...promised.map(({ moves }) => moves.map(({ listingId }) => listingId))
	];
	return {
		...rest,
		result,
		households: pool.households,
		vacancies: pool.vacancies,
		arcs: arcCount(pool),
		fingerprint: poolFingerprint(pool),
		packed: packPool(pool),
		whole: wholeOf(pool, levels),
		exchanges: [...engineFound, ...promised, ...asOfRight],
		leftOut: leftOut(graph, result, limits).filter(({ listingId }) => !served.has(listingId)),
		arranged: { ...arranged, kept }
	};
}

const listingsOf = (exchanges: readonly Exchange[]): Set<string> =>
	new Set(exchanges.flatMap(({ moves }) => moves.map(({ listingId }) => listingId)));

/** What is left to search for once some listings have their exchange. */
function without(input: RunInput, served: ReadonlySet<string>): RunInput {
	if (served.size === 0) return input;
	return {
		...input,
		listings: input.listings.filter(({ listingId }) => !served.has(listingId)),
		arranged: input.arranged.filter(({ listingIds }) => !listingIds.every((id) => served.has(id)))
	};
}

/** Exchanges that only the law gives, among the households of the graph that the engine left out. */
function foundAsOfRight(input: RunInput, graph: CompatibilityGraph, found: readonly Exchange[]): Exchange[] {
	const served = listingsOf(found);
	const searching = new Set(graph.vertices.map(({ listing }) => listing?.listingId));
	const free = input.listings.filter(({ listingId }) => searching.has(listingId) && !served.has(listingId));
	return exchangesOfRight(input, free, input.refused);
}

/**
 * The graph of a run: households that found each other ask for each other's home besides what they search for, unless one of
 * them is out of reach.
 */
export function linkedFor(input: RunInput): { linked: Compatibility; graph: CompatibilityGraph } {
	const linked = compatibilityOf(input, input);
	const outOfReach = new Set(input.listings.filter(isOutOfReach).map(({ listingId }) => listingId));
	for (const { listingIds } of input.arranged.filter((one) => !one.listingIds.some((id) => outOfReach.has(id))))
		for (const [i, homeOf] of listingIds.entries())
			// As in the pool: the home of each goes to the next one.
			linked.ask({ listingId: listingIds[(i + 1) % listingIds.length]!, homeOf });
	return { linked, graph: linked.graph(input.limits) };
}

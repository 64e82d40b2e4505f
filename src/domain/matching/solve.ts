/**
 * The engine: the best set of disjoint exchanges of a pool, level by level, with for each level a proven bound.
 *
 * Pure and repeatable: the same pool, parameters and effort give the same answer on any machine. A clock may only cut it short
 * (`shouldStop`), between steps, and the answer then says so.
 */
import { totalOf } from './bound.ts';
import type { Budget } from './budget.ts';
import { checkSelection, type Selection } from './check.ts';
import type { Exchange } from './exact.ts';
import type { Graph } from './graph.ts';
import { everyPromise, isGuarantee, leftToPromise, movedByGroup } from './guarantee.ts';
import { settleInOrder } from './levels-in-order.ts';
import { arcCount, vertexCount, withoutParts, type Pool, type PoolChange } from './pool.ts';
import { searchOf } from './search.ts';

export type SolveParameters = {
	/** Households in the longest cycle allowed; under 2, no cycles. */
	maxCycle: number;
	/** Moves in the longest chain allowed; 0, no chains. */
	maxChain: number;
	/** Chooses among equally good ways of searching; the same seed gives the same answer. */
	seed?: number;
	/** Exchanges already agreed upon, taken as they are: the rest is arranged around them. They must pass the checker. */
	protect?: Selection;
};

/** What is known of a level, the levels before it being kept at their values. */
export type LevelOutcome = {
	name: string;
	value: number;
	/** No set of exchanges keeping the levels before at their values is worth more. */
	bound: number;
	/** (bound − value) / bound, or 0 when they are equal. */
	gap: number;
	optimal: boolean;
};

export type Answer = {
	cycles: number[][];
	chains: number[][];
	/** One per level of the pool, in order. */
	levels: LevelOutcome[];
	/** Value, bound and gap of the first level. */
	value: number;
	bound: number;
	gap: number;
	/** True when every level is proven. */
	optimal: boolean;
	/**
	 * `proven`: nothing left to find; `stopped`: the caller asked; `effort`: the limits of the search were met; `memory`: the
	 * exchanges that would settle the question are more than may be held.
	 */
	stoppedBecause: 'proven' | 'stopped' | 'effort' | 'memory';
	/** Prices of the first level, per vertex: what one more such vertex would bring at most. */
	prices: Float64Array;
	/** Work done, for the record of a run. */
	effort: { columns: number; nodes: number; levels: number };
};

/** Finds the best set of exchanges. Throws when protected exchanges are not valid in the pool. */
export function solve(pool: Pool, parameters: SolveParameters, budget: Budget = {}): Answer {
	const protect = parameters.protect ?? { cycles: [], chains: [] };
	const report = checkSelection(pool, protect, parameters);
	if (report.faults.length > 0) throw new RangeError(`protected exchanges are not valid: ${report.faults[0]!.code}`);
	const taken = [...protect.cycles, ...protect.chains].flat();
	const rest = taken.length > 0 ? besides(pool, taken) : pool;
	const answer = solveFree(rest, parameters, {
		...budget,
		progress: ({ level, value, bound }) =>
			budget.progress?.({ level, value: value + report.value[level]!, bound: bound + report.value[level]! })
	});
	return taken.length > 0 ? withProtected(answer, protect, report.value) : answer;
}

/** What is left of a pool, and of its promises, once some vertices move. */
function besides(pool: Pool, taken: readonly number[]): Pool {
	const rest = withoutParts(pool, { removedVertices: taken });
	const movers = taken.filter((v) => v < pool.households);
	const levels = rest.levels.map((level) =>
		isGuarantee(level) ? leftToPromise(level, movedByGroup(level, movers)) : level
	);
	return { ...rest, levels };
}

function withProtected(answer: Answer, protect: Selection, value: number[]): Answer {
	const levels = answer.levels.map((level, k) =>
		outcome(level.name, level.value + value[k]!, level.bound + value[k]!, level.optimal)
	);
	return assembled(
		{
			cycles: [...answer.cycles, ...protect.cycles.map((cycle) => [...cycle])],
			chains: [...answer.chains, ...protect.chains.map((chain) => [...chain])]
		},
		levels,
		answer
	);
}

function outcome(name: string, value: number, bound: number, optimal: boolean): LevelOutcome {
	return { name, value, bound, gap: bound > value ? (bound - value) / bound : 0, optimal };
}

function assembled(
	selection: { cycles: number[][]; chains: number[][] },
	levels: LevelOutcome[],
	rest: Pick<Answer, 'stoppedBecause' | 'prices' | 'effort'>
): Answer {
	const first = levels[0] ?? outcome('', 0, 0, true);
	return {
		...canonical(selection),
		levels,
		value: first.value,
		bound: first.bound,
		gap: first.gap,
		optimal: levels.every((level) => level.optimal),
		stoppedBecause: rest.stoppedBecause,
		prices: rest.prices,
		effort: rest.effort
	};
}

/** Cycles from their smallest vertex, everything in order of first vertex: equal sets of exchanges are written alike. */
export function canonical(selection: Selection): { cycles: number[][]; chains: number[][] } {
	const turned = selection.cycles.map((cycle) => {
		const at = cycle.indexOf(Math.min(...cycle));
		return [...cycle.slice(at), ...cycle.slice(0, at)];
	});
	const byFirst = (a: number[], b: number[]) => a[0]! - b[0]!;
	return { cycles: turned.sort(byFirst), chains: selection.chains.map((chain) => [...chain]).sort(byFirst) };
}

/**
 * Where exchanges are so many that prices could not be put to the test of all of them in time, nothing but those met on the way
 * is known: shorter ones, which are fewer, are then searched with the time that is left.
 */
function solveFree(pool: Pool, parameters: SolveParameters, budget: Budget): Answer {
	const answer = solveWithin(pool, parameters, budget);
	const longest = Math.max(parameters.maxCycle, parameters.maxChain);
	if (answer.levels[0]?.bound !== Infinity || longest <= 2) return withTrivialBounds(pool, answer);
	const most = longest - 1;
	const limits = {
		maxCycle: Math.min(parameters.maxCycle, most),
		maxChain: Math.min(parameters.maxChain, most)
	};
	const shorter = solveFree(pool, { ...parameters, ...limits }, budget);
	const firstToDiffer = answer.levels.findIndex(({ value }, k) => value !== shorter.levels[k]!.value);
	const isBetter = firstToDiffer >= 0 && shorter.levels[firstToDiffer]!.value > answer.levels[firstToDiffer]!.value;
	const found = isBetter ? shorter : answer;
	const levels = found.levels.map(({ name, value }) => outcome(name, value, Infinity, false));
	return withTrivialBounds(pool, { ...assembled(found, levels, found), stoppedBecause: answer.stoppedBecause });
}

/** Levels are worth no more than if every household could have the best for itself. */
function withTrivialBounds(pool: Pool, answer: Answer): Answer {
	const trivial = trivialBounds(pool);
	const levels = answer.levels.map(({ name, value, bound }, k) => {
		const least = Math.min(bound, trivial[k]!);
		return outcome(name, value, least, value >= least);
	});
	const isProven = levels.every((level) => level.optimal);
	return assembled(answer, levels, { ...answer, stoppedBecause: isProven ? 'proven' : answer.stoppedBecause });
}

function solveWithin(pool: Pool, parameters: SolveParameters, budget: Budget): Answer {
	const search = searchOf(pool, parameters);
	const { graph } = search;
	if (pool.levels.length === 0 || graph.vertex.length === 0) return nothingToDo(pool);
	const { exchanges, values, bounds, price, ...work } = settleInOrder(search, parameters.seed ?? 1, budget);
	const prices = new Float64Array(vertexCount(pool));
	price?.forEach((p, label) => (prices[graph.vertex[label]!] = p));
	return assembled(
		selectionOf(graph, exchanges),
		pool.levels.map(({ name }, k) => outcome(name, values[k]!, bounds[k]!, values[k]! >= bounds[k]!)),
		{
			stoppedBecause: work.isCut ? 'stopped' : work.isTooWide ? 'memory' : 'effort',
			prices,
			effort: { columns: search.prices.stock.store.count, nodes: work.nodes, levels: pool.levels.length }
		}
	);
}

function selectionOf(graph: Graph, exchanges: readonly Exchange[]): { cycles: number[][]; chains: number[][] } {
	const vertices = (labels: Exchange) => Array.from(labels, (label) => graph.vertex[label]!);
	return {
		cycles: exchanges.filter((labels) => labels[0]! < graph.households).map(vertices),
		chains: exchanges.filter((labels) => labels[0]! >= graph.households).map(vertices)
	};
}

/** No exchange at all is possible: nothing is the best. */
function nothingToDo(pool: Pool): Answer {
	return assembled(
		{ cycles: [], chains: [] },
		pool.levels.map(({ name }) => outcome(name, 0, 0, true)),
		{
			stoppedBecause: 'proven',
			prices: new Float64Array(vertexCount(pool)),
			effort: { columns: 0, nodes: 0, levels: 0 }
		}
	);
}

/** What every household would bring if it could have the best for itself: bounds that need no search. */
function trivialBounds(pool: Pool): number[] {
	return pool.levels.map((level) => {
		if (isGuarantee(level)) return everyPromise(level);
		const best = new Float64Array(pool.households);
		for (let arc = 0; arc < arcCount(pool); arc++) {
			const v = pool.target[arc]!;
			const worth = level.kind === 'expectedMoves' ? level.permille[arc]! : (level.weights?.[arc] ?? 1);
			best[v] = Math.max(best[v]!, worth);
		}
		const bonus = level.kind === 'sum' ? [...(level.perCycle ?? []), ...(level.perChain ?? [])] : [1];
		return totalOf(best) + Math.max(0, ...bonus) * pool.households;
	});
}

export type Repair = Answer & {
	/** Exchanges of the previous selection that still stand, and those that fell. */
	kept: { cycles: number[][]; chains: number[][] };
	broken: { cycles: number[][]; chains: number[][] };
};

/**
 * Rearranges a selection after some vertices or arcs are gone: exchanges they do not touch stay as they are, the households of
 * the others are offered something else with whoever is free.
 */
export function repair(
	pool: Pool,
	previous: Selection,
	change: PoolChange,
	parameters: SolveParameters,
	budget: Budget = {}
): Repair {
	const smaller = withoutParts(pool, change);
	const stands = (selection: Selection) => checkSelection(smaller, selection, parameters).faults.length === 0;
	const part = (keep: boolean) =>
		canonical({
			cycles: previous.cycles.filter((cycle) => stands({ cycles: [cycle], chains: [] }) === keep),
			chains: previous.chains.filter((chain) => stands({ cycles: [], chains: [chain] }) === keep)
		});
	const kept = part(true);
	return { ...solve(smaller, { ...parameters, protect: kept }, budget), kept, broken: part(false) };
}

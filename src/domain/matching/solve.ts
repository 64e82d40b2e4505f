/**
 * The engine: the best set of disjoint exchanges of a pool, level by level, with for each level a proven bound.
 *
 * Pure and repeatable: the same pool, parameters and effort give the same answer on any machine. A clock may only cut it short
 * (`shouldStop`), between steps, and the answer then says so.
 */
import { checkSelection, type Selection } from './check.ts';
import { columnVertices, everyColumn, type Columns } from './columns.ts';
import { complete, type PricedObjective } from './complete.ts';
import { pickAndImprove } from './greedy.ts';
import { arcCount, vertexCount, withoutParts, type Pool, type PoolChange } from './pool.ts';
import { provenPrices, relax, totalPrice, type PackingProblem } from './prices.ts';

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

export type Budget = {
	/** Asked between steps; true ends the run with what is known. Default: never. */
	shouldStop?: () => boolean;
	/** Multiplies the inner limits of the search; 1 by default. */
	effort?: number;
	/** Exchanges held in memory at once. */
	maxColumns?: number;
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
	/** `proven`: nothing left to find; `stopped`: the caller asked; `effort` or `memory`: a limit of the budget was met. */
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
	const rest = taken.length > 0 ? withoutParts(pool, { removedVertices: taken }) : pool;
	const answer = solveFree(rest, parameters, budget);
	return taken.length > 0 ? withProtected(answer, protect, report.value) : answer;
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

const DEFAULT_COLUMNS = 400_000;
const SEARCH_NODES = 300_000;
const RELAXATION_STEPS = 2048;

function solveFree(pool: Pool, parameters: SolveParameters, budget: Budget): Answer {
	const shouldStop = budget.shouldStop ?? (() => false);
	const effort = budget.effort ?? 1;
	const nodesAllowed = Math.max(1, Math.round(SEARCH_NODES * effort));
	const columns = everyColumn(pool, parameters, budget.maxColumns ?? DEFAULT_COLUMNS, shouldStop);
	if (!columns) return unexplored(pool, shouldStop() ? 'stopped' : 'memory');

	const problem = {
		vertices: vertexCount(pool),
		columns: columns.count,
		start: columns.start,
		member: columns.member
	};
	let chosen: number[] | null = null;
	let nodes = 0;
	let prices: Float64Array = new Float64Array(vertexCount(pool));
	const levels: LevelOutcome[] = [];
	const settled: (PricedObjective & { atLeast: number })[] = [];
	for (const [k, level] of pool.levels.entries()) {
		const packing: PackingProblem = { ...problem, profit: columns.values[k]! };
		const relaxed = relax(packing, Math.round(RELAXATION_STEPS * effort), shouldStop);
		const price = provenPrices(packing, relaxed.price);
		if (k === 0) prices = price;
		chosen ??= pickAndImprove(packing, rankByLoss(packing, price, relaxed.share), shouldStop);
		const known: number = chosen.reduce((sum, c) => sum + packing.profit[c]!, 0);
		const found = complete(packing, { profit: packing.profit, price, known }, settled, {
			nodes: nodesAllowed,
			shouldStop
		});
		nodes += found.nodes;
		chosen = found.chosen ?? chosen;
		const value = chosen.reduce((sum, c) => sum + packing.profit[c]!, 0);
		const bound = found.isProven ? value : Math.floor(totalPrice(price));
		levels.push(outcome(level.name, value, bound, found.isProven || bound <= value));
		settled.push({ profit: packing.profit, price, atLeast: value });
	}
	const isProven = levels.every((level) => level.optimal);
	return assembled(selectionOf(columns, chosen ?? []), levels, {
		stoppedBecause: isProven ? 'proven' : shouldStop() ? 'stopped' : 'effort',
		prices,
		effort: { columns: columns.count, nodes, levels: levels.length }
	});
}

function rankByLoss(packing: PackingProblem, price: Float64Array, share: Float64Array): Float64Array {
	const rank = new Float64Array(packing.columns);
	for (let c = 0; c < packing.columns; c++) {
		let sum = 0;
		for (let i = packing.start[c]!; i < packing.start[c + 1]!; i++) sum += price[packing.member[i]!]!;
		rank[c] = share[c]! - (sum > 0 ? (sum - packing.profit[c]!) / sum : 0);
	}
	return rank;
}

function selectionOf(columns: Columns, chosen: readonly number[]): { cycles: number[][]; chains: number[][] } {
	const vertices = (c: number) => columnVertices(columns, c);
	return {
		cycles: chosen.filter((c) => !columns.isChain[c]).map(vertices),
		chains: chosen.filter((c) => columns.isChain[c]).map(vertices)
	};
}

/** Nothing was proposed: each household at its best is still a bound. */
function unexplored(pool: Pool, stoppedBecause: Answer['stoppedBecause']): Answer {
	const prices = new Float64Array(vertexCount(pool));
	const levels = pool.levels.map((level, k) => {
		const best = new Float64Array(pool.households);
		for (let arc = 0; arc < arcCount(pool); arc++) {
			const v = pool.target[arc]!;
			const worth = level.kind === 'expectedMoves' ? level.permille[arc]! : (level.weights?.[arc] ?? 1);
			best[v] = Math.max(best[v]!, worth);
		}
		const bonus = level.kind === 'sum' ? [...(level.perCycle ?? []), ...(level.perChain ?? [])] : [];
		const mostPerMove = Math.max(0, ...bonus);
		const bound = totalPrice(best) + mostPerMove * pool.households;
		if (k === 0) prices.set(best.map((worth) => worth + mostPerMove));
		return outcome(level.name, 0, bound, bound === 0);
	});
	return assembled({ cycles: [], chains: [] }, levels, {
		stoppedBecause,
		prices,
		effort: { columns: 0, nodes: 0, levels: 0 }
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

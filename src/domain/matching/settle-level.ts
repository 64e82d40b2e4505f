/** One level of the objective, from its bound to its best set of exchanges. */
import { onGrid, relaxation, type Prices, type Proof, type Target } from './bound.ts';
import type { Chance } from './chance.ts';
import { closeGap, wholeBound, type Exchange } from './exact.ts';
import type { Packing } from './first-order.ts';
import type { Graph } from './graph.ts';
import { lossesOf } from './prices.ts';
import { improve, valuesOf } from './propose.ts';
import type { Stock } from './store.ts';
import type { Highs } from 'highs';

export type LevelBudget = {
	/** Multiplies the inner limits of the search; Infinity to go on until asked to stop. */
	effort: number;
	/** Exchanges listed at most when closing the gap. */
	maxColumns: number;
	highs: Highs | null;
	seed: number;
	shouldStop: () => boolean;
	progress: (state: { bound: number; value: number }) => void;
};

export type SettledLevel = {
	exchanges: Exchange[];
	/** Value of the exchanges at every level. */
	values: number[];
	/** Null when stopped before anything was proven. */
	proof: Proof | null;
	bound: number;
	attempts: number;
	nodes: number;
};

/** What a level leaves to the next: prices, and the weights they were proven for. */
export type Start = { price: Float64Array; rate: Float64Array };

const ROUNDS = 200;
const TOLERANCE = 1e-4;
/** Attempts between two tries at closing the gap. */
const ATTEMPTS_AT_ONCE = 8;
/** Attempts without any gain after which more are not worth it, at effort 1. */
const FRUITLESS_ATTEMPTS = 16;
const SEARCH_NODES = 20_000;
const INTEGER_NODES = 2_000;

/** Settles a level: proven prices, good sets of exchanges by message passing, and the gap closed exactly when it is narrow. */
export function settleLevel(
	prices: Prices,
	graph: Graph,
	emptyStock: () => Stock,
	target: Target,
	start: Start,
	from: { exchanges: Exchange[]; values: number[] },
	chance: Chance,
	budget: LevelBudget
): SettledLevel {
	const { shouldStop } = budget;
	let { exchanges, values } = from;
	const level = target.level;
	const relaxed = relaxation(prices, target, start, {
		rounds: ROUNDS,
		tolerance: TOLERANCE,
		enough: values[level]! + 1 - 1e-6,
		perRoot: 4,
		shouldStop,
		progress: (bound) => budget.progress({ bound: wholeBound(bound), value: values[level]! })
	});
	if (!relaxed) return { exchanges, values, proof: null, bound: Infinity, attempts: 0, nodes: 0 };
	const { proof } = relaxed;
	let bound = wholeBound(proof.bound);
	let attempts = 0;
	let nodes = 0;
	let fruitless = 0;
	let isProven = values[level]! >= bound;
	const candidates = isProven ? null : candidatesOf(prices, graph, proof, exchanges, chance, shouldStop);
	let triedAt = -1;
	while (candidates && !isProven && !shouldStop()) {
		const { packing, value } = candidates;
		const before = values;
		const improvement = improve(packing, value, proof.price, candidates.chosen, chance, {
			attempts: ATTEMPTS_AT_ONCE,
			isDone: (chosen) => valuesOf([value[level]!], chosen)[0]! >= bound,
			shouldStop
		});
		candidates.chosen = improvement.chosen;
		attempts += improvement.attempts;
		values = valuesOf(value, improvement.chosen);
		exchanges = exchangesOf(packing, improvement.chosen);
		budget.progress({ bound, value: values[level]! });
		isProven = values[level]! >= bound;
		const isGain = values.some((sum, k) => sum !== before[k]);
		fruitless = isGain ? 0 : fruitless + improvement.attempts;
		const isExhausted = fruitless >= FRUITLESS_ATTEMPTS * budget.effort;
		if (!isProven && triedAt !== values[level]! && (!isGain || isExhausted || attempts === ATTEMPTS_AT_ONCE)) {
			triedAt = values[level]!;
			const isLast = isExhausted || !isGain;
			const closed = closeGap(
				prices,
				emptyStock,
				target,
				proof,
				{ value: values[level]!, exchanges },
				{
					columns: budget.maxColumns,
					nodes: SEARCH_NODES,
					integerNodes: INTEGER_NODES,
					highs: isLast ? budget.highs : null,
					seed: budget.seed,
					shouldStop
				}
			);
			if (closed) {
				nodes += closed.nodes;
				bound = Math.min(bound, closed.bound);
				isProven = closed.isProven;
				if (closed.better) {
					exchanges = closed.better;
					values = valued(emptyStock(), exchanges, values.length);
					if (!isProven) candidates.replace(exchanges);
					fruitless = 0;
				}
			}
		}
		if (isExhausted) break;
	}
	return { exchanges, values, proof, bound: isProven ? values[level]! : bound, attempts, nodes };
}

/** Sums, per level, of the values of exchanges given by their labels. */
export function valued(stock: Stock, exchanges: readonly Exchange[], levels: number): number[] {
	const sums = new Array<number>(levels).fill(0);
	for (const labels of exchanges) stock.valueOf(labels, labels.length).forEach((value, k) => (sums[k]! += value));
	return sums;
}

function exchangesOf({ start, member }: Packing, chosen: Int32Array): Exchange[] {
	return Array.from(chosen, (c) => member.slice(start[c]!, start[c + 1]!));
}

/** How much an exchange may lose, in typical prices, to be a candidate; and how many candidates there are at most. */
const NEAR = 0.8;
const CANDIDATES_PER_VERTEX = 2;
const FEWEST_CANDIDATES = 20_000;
const CYCLES_PER_ROOT = 16;

/** The exchanges that lose little for the proven prices: all those that a good set is likely to be made of. */
function candidatesOf(
	{ vertices, pricer, stock, weigh }: Prices,
	graph: Graph,
	proof: Proof,
	exchanges: readonly Exchange[],
	chance: Chance,
	shouldStop: () => boolean
) {
	weigh(proof.weights);
	const { store } = stock;
	let total = 0;
	let priced = 0;
	for (const price of proof.price) {
		total += price;
		if (price > 0) priced++;
	}
	const typical = priced > 0 ? total / priced : 1;
	const options = { above: -NEAR * typical, perRoot: CYCLES_PER_ROOT, mustBeComplete: false, shouldStop };
	pricer.enumerateCycles(onGrid(proof.price), options, (labels, length) => void stock.add(labels, length));
	for (const labels of exchanges) stock.add(labels, labels.length);
	const all: Packing = { vertices, ...store };
	const loss = lossesOf(all, store.profit, proof.price);
	const limit = Math.max(FEWEST_CANDIDATES, CANDIDATES_PER_VERTEX * vertices);
	if (store.count > limit) {
		// Many exchanges lose exactly as little: a jitter takes them from everywhere rather than from the first roots.
		const rank = loss.map((lost) => lost + 0.01 * typical * chance());
		const order = Int32Array.from({ length: store.count }, (_, c) => c).sort((a, b) => rank[a]! - rank[b]! || a - b);
		stock.keep(order.slice(0, limit).sort());
	}
	// With a single level an exchange may have become known in a better order: it is recognised by its vertices.
	const keyOf = (labels: Int32Array) => (store.value.length > 1 ? labels : Int32Array.from(labels).sort()).join(' ');
	const index = new Map<string, number>();
	const replace = (chosen: readonly Exchange[]) => {
		for (const labels of chosen) stock.add(labels, labels.length);
		index.clear();
		const wanted = new Set(chosen.map((labels) => keyOf(labels)));
		for (let c = 0; c < store.count; c++) {
			const key = keyOf(store.member.subarray(store.start[c]!, store.start[c + 1]!));
			if (wanted.has(key)) index.set(key, c);
		}
		result.packing = { vertices, ...store };
		result.value = store.value;
		result.chosen = Int32Array.from(new Set(index.values())).sort();
	};
	const result = { packing: all, value: store.value, chosen: new Int32Array(0) as Int32Array, replace };
	replace(exchanges);
	return result;
}

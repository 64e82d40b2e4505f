/** Closing the gap: what could still be better is listed in full, and the list settled. */
import { totalOf, type Prices, type Proof, type Target } from './bound.ts';
import { complete } from './complete.ts';
import type { Floor, Packing } from './first-order.ts';
import { chooseByHighs } from './integer.ts';
import type { Stock } from './store.ts';
import type { Highs } from 'highs';

export type Exchange = Int32Array;

export type ExactBudget = {
	/** Exchanges listed at most; above, the gap is too wide to be closed this way. */
	columns: number;
	/** Steps of the search over losses, before the integer solver is called. */
	nodes: number;
	/** Nodes of the integer solver. */
	integerNodes: number;
	highs: Highs | null;
	seed: number;
	shouldStop: () => boolean;
};

export type ExactOutcome = {
	/** Something better at the level being settled, the floors being kept; null when nothing was found. */
	better: Exchange[] | null;
	/** True when nothing better than `better`, or than what was known, exists. */
	isProven: boolean;
	/** The best bound known after this. */
	bound: number;
	nodes: number;
};

const SLACK = 1e-6;

/** Whole part of a bound whose last digits come from sums of fractions. */
export const wholeBound = (bound: number): number => Math.floor(bound + SLACK);

/**
 * Lists every exchange that can be part of something worth more than `known` at the level being settled, and searches the list.
 * Null when the list would be too long, or when stopped while listing.
 */
export function closeGap(
	{ vertices, pricer, weigh }: Prices,
	emptyStock: () => Stock,
	target: Target,
	proof: Proof,
	known: { value: number; exchanges: readonly Exchange[] },
	budget: ExactBudget
): ExactOutcome | null {
	weigh(proof.weights);
	const list = emptyStock();
	list.reweigh(proof.weights);
	const { store } = list;
	const guaranteed = target.floors.reduce((sum, { level, atLeast }) => sum + proof.weights[level]! * atLeast, 0);
	const affordable = (value: number) => totalOf(proof.price) - (value + 1 + guaranteed) + SLACK;
	let isTooLong = false;
	const listed = pricer.enumerate(
		proof.price,
		{
			above: -affordable(known.value) - SLACK,
			perRoot: Infinity,
			mustBeComplete: true,
			shouldStop: () => isTooLong || budget.shouldStop()
		},
		(labels, length) => {
			if (store.count > budget.columns) isTooLong = true;
			else list.add(labels, length);
		}
	);
	if (!listed || isTooLong) return null;

	let best = known.value;
	let better: Exchange[] | null = null;
	let nodes = 0;
	const packing: Packing = { vertices, ...store };
	const floorsFor = (value: number): Floor[] =>
		target.floors.length === 0
			? []
			: [
					...target.floors.map(({ level, atLeast }) => ({ worth: store.value[level]!, atLeast })),
					{ worth: store.value[target.level]!, atLeast: value }
				];
	const take = (chosen: readonly number[]) => {
		best = chosen.reduce((sum, c) => sum + store.value[target.level]![c]!, 0);
		better = chosen.map((c) => store.member.slice(store.start[c]!, store.start[c + 1]!));
	};
	for (;;) {
		const found = complete(packing, proof.price, best + 1 + guaranteed, floorsFor(best + 1), {
			nodes: budget.nodes - nodes,
			shouldStop: budget.shouldStop
		});
		nodes += found.nodes;
		if (found.chosen) take(found.chosen);
		if (!found.isProven) break;
		// Without floors, what was found is the best there is; with floors, it is only better.
		if (!found.chosen || target.floors.length === 0) return { better, isProven: true, bound: best, nodes };
	}
	if (!budget.highs || budget.shouldStop()) return { better, isProven: false, bound: wholeBound(proof.bound), nodes };

	const places = (better ?? known.exchanges).map((labels) => {
		const place = list.add(labels, labels.length);
		return place >= 0 ? place : placeOf(list, labels);
	});
	const outcome = chooseByHighs(
		budget.highs,
		{ vertices, ...store, profit: store.value[target.level]! },
		floorsFor(best).slice(0, target.floors.length),
		places,
		{ nodes: budget.integerNodes, seed: budget.seed, shouldStop: budget.shouldStop }
	);
	if (outcome.chosen && outcome.chosen.reduce((sum, c) => sum + store.value[target.level]![c]!, 0) > best)
		take(outcome.chosen);
	const bound = outcome.isProven ? best : Math.min(wholeBound(proof.bound), Math.max(best, outcome.bound));
	return { better, isProven: outcome.isProven, bound, nodes };
}

function placeOf({ store }: Stock, labels: Exchange): number {
	for (let c = 0; c < store.count; c++) {
		const from = store.start[c]!;
		if (
			store.start[c + 1]! - from === labels.length &&
			labels.every((label) => store.member.subarray(from, store.start[c + 1]!).includes(label))
		) {
			return c;
		}
	}
	return -1;
}

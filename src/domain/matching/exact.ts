/** Closing the gap: what could still be better is listed in full, and the list settled. */
import { totalOf, wholeBound, type Prices, type Proof, type Target } from './bound.ts';
import { SLACK } from './branch-node.ts';
import { choose } from './branch.ts';
import { complete } from './complete.ts';
import type { Floor, Packing } from './first-order.ts';
import type { Stock, Store } from './store.ts';

export type Exchange = Int32Array;

export type ExactBudget = {
	/** Exchanges listed at most; above, the gap is too wide to be closed this way. */
	columns: number;
	/** Steps of the search over losses, which settles the narrowest gaps at once. */
	nodes: number;
	/** Work of the branch and bound that follows: see `ChoiceBudget`. */
	work: number;
	shouldStop: () => boolean;
};

export type ExactOutcome = {
	/** Something better at the level being settled, the floors being kept; null when nothing was found. */
	better: Exchange[] | null;
	/** The best bound known after this: when it is the value of `better`, or without it the one known, nothing better exists. */
	bound: number;
	nodes: number;
};

/**
 * What a level is worth with some exchanges of a list. A guarantee is searched as a sum that is worth more, so that what is found
 * may be worth less than it seems, or keep less than it should: NaN then.
 */
export type Worth = (list: Store, chosen: readonly number[] | Int32Array) => number;

/**
 * Lists every exchange that can be part of something worth more than `known` at the level being settled, and searches the list.
 * Null when the list would be too long, or when stopped while listing.
 */
export function closeGap(
	{ vertices, pricer, weigh }: Prices,
	emptyStock: () => Stock,
	target: Target,
	proof: Proof,
	known: { value: number; atMost: number; worth: Worth },
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
			perRoot: budget.columns + 1,
			mustBeComplete: true,
			shouldStop: () => isTooLong || budget.shouldStop()
		},
		(labels, length) => {
			if (store.count > budget.columns) isTooLong = true;
			else list.add(labels, length);
		}
	);
	if (!listed || isTooLong) return null;

	const worth = store.value[target.level]!;
	const floors = target.floors.map(({ level, atLeast }): Floor => ({ worth: store.value[level]!, atLeast }));
	const better = (chosen: ArrayLike<number>) =>
		Array.from(chosen, (c) => store.member.slice(store.start[c]!, store.start[c + 1]!));
	let best: readonly number[] | Int32Array | null = null;
	let value = known.value;
	let nodes = 0;
	for (;;) {
		const found = complete(
			{ vertices, ...store },
			proof.price,
			value + 1 + guaranteed,
			// With floors, profits are weighed: the level itself becomes a floor, one more than what is known.
			floors.length > 0 ? [...floors, { worth, atLeast: value + 1 }] : [],
			{ nodes: budget.nodes - nodes, shouldStop: budget.shouldStop }
		);
		nodes += found.nodes;
		if (found.isProven && !found.chosen) return { better: best && better(best), bound: value, nodes };
		const isBetter = found.chosen !== null && known.worth(store, found.chosen) > value;
		if (found.chosen && isBetter) {
			best = found.chosen;
			value = known.worth(store, best);
		}
		if (!found.isProven || !isBetter) break;
		// Without floors, what was found is the best sum there is; with floors, it is only better.
		if (floors.length === 0 && sumOf(worth, best!) === value) return { better: better(best!), bound: value, nodes };
	}
	const start = {
		price: proof.price,
		rate: Float64Array.from(target.floors, ({ level }) => proof.weights[level]!)
	};
	const packing: Packing = { vertices, ...store, profit: worth };
	const { work, shouldStop } = budget;
	const choice = choose(packing, floors, start, value + 1, { work, shouldStop }, known.atMost);
	const { chosen } = choice;
	const bound = Math.min(choice.bound, known.atMost, wholeBound(proof.bound));
	if (chosen && known.worth(store, chosen) > value) best = chosen;
	return { better: best && better(best), bound, nodes: nodes + choice.nodes };
}

const sumOf = (worth: Float64Array, chosen: ArrayLike<number>): number =>
	Array.from(chosen).reduce((sum, c) => sum + worth[c]!, 0);

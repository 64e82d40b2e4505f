/**
 * What a level settled to proof leaves for those after it. Its prices say what each exchange loses there, and a set that keeps the
 * level loses no more in all than what is left between the prices and its value: exchanges that lose more are struck off. Few
 * exchanges remain as a rule, and later levels are then bounded and searched among them alone.
 */
import type { Proof } from './bound.ts';
import { SLACK } from './branch-node.ts';
import { pricerOfList } from './listed.ts';
import type { Search } from './search.ts';
import type { LevelWeights } from './store.ts';

/**
 * The search among the exchanges that can be part of a set whose weighed sum is `atLeast`, the weights being those of the proof.
 * Null when they are more than `most`, or when stopped while listing.
 */
export function narrowedTo(
	search: Search,
	proof: Proof,
	atLeast: number,
	most: number,
	shouldStop: () => boolean
): Search | null {
	const { vertices, pricer, weigh } = search.prices;
	weigh(proof.weights);
	const list = search.emptyStock();
	const stock = search.emptyStock();
	let isTooLong = false;
	const listed = pricer.enumerate(
		proof.price,
		{
			above: atLeast - proof.total - SLACK,
			perRoot: most + 1,
			mustBeComplete: true,
			shouldStop: () => isTooLong || shouldStop()
		},
		(labels, length) => {
			if (list.store.count === most) isTooLong = true;
			else list.add(labels, length);
		}
	);
	if (!listed || isTooLong) return null;
	const { start, member, count } = list.store;
	for (let c = 0; c < count; c++) stock.add(member.subarray(start[c]!, start[c + 1]!), start[c + 1]! - start[c]!);

	const weighed = (weights: LevelWeights) => {
		list.reweigh(weights);
		stock.reweigh(weights);
		// Exchanges are valued one by one.
		return { isExact: true };
	};
	const { guarantee } = search;
	return {
		...search,
		prices: { vertices, pricer: pricerOfList(list.store, vertices, search.graph.households), stock, weigh: weighed },
		guarantee: guarantee && {
			...guarantee,
			lean(slopes) {
				guarantee.lean(slopes);
				list.revalue();
				stock.revalue();
			}
		}
	};
}

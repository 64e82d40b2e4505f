/** Pricing of cycles and chains together. */
import { chainSearchOf, type ChainOptions } from './chains.ts';
import { cycleSearchOf } from './cycles.ts';
import type { Graph } from './graph.ts';
import type { Found, Profits, Search } from './pricing.ts';

export type PriceOptions = ChainOptions & {
	/** Cycles wanted for each root, at most. */
	perRoot: number;
};

export type Pricer = {
	/** Must be called before the first search, and when profits change. */
	setProfits(profits: Profits): void;
	/**
	 * Gives good exchanges worth more than the prices of their vertices: at most `perRoot` cycles for each root, and chains that
	 * together pass by as many households as possible. Returns for each label the largest excess of the exchanges rooted there
	 * (0 when none is positive); null when stopped halfway.
	 */
	search(price: Float64Array, options: PriceOptions, found: Found): Float64Array | null;
	/** Gives all exchanges worth more than the prices of their vertices plus `above`, at most `perRoot` for each root. */
	enumerate(price: Float64Array, options: Search, found: Found): Float64Array | null;
	/** The same for cycles only. False when stopped halfway. */
	enumerateCycles(price: Float64Array, options: Search, found: Found): boolean;
};

/** A pricer for a graph. It keeps working memory in proportion to the graph. */
export function pricerOf(graph: Graph): Pricer {
	const cycles = cycleSearchOf(graph);
	const chains = chainSearchOf(graph);
	const most = new Float64Array(graph.households + graph.vacancies);
	return {
		setProfits(profits) {
			cycles.setProfits(profits);
			chains.setProfits(profits);
		},
		search(price, options, found) {
			most.fill(0);
			const { perRoot, shouldStop } = options;
			if (!cycles.search(price, { above: 0, perRoot, mustBeComplete: false, shouldStop }, found, most)) return null;
			return chains.search(price, options, found, most) ? most : null;
		},
		enumerateCycles: (price, options, found) => cycles.search(price, options, found, most),
		enumerate(price, options, found) {
			most.fill(0);
			if (!cycles.search(price, options, found, most)) return null;
			return chains.enumerate(price, options, found, most) ? most : null;
		}
	};
}

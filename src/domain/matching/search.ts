/** What a search works with: the graph of a pool, its pricer, and the exchanges known so far. */
import type { Prices } from './bound.ts';
import { graphOf, type Graph } from './graph.ts';
import { weighed, type WeighedObjective } from './objective.ts';
import type { Pool } from './pool.ts';
import { pricerOf } from './price.ts';
import { stockOf, type LevelWeights, type Stock } from './store.ts';

export type Search = {
	pool: Pool;
	graph: Graph;
	prices: Prices;
	/** Another stock of exchanges of the same pool, empty, weighed as at present. */
	emptyStock: () => Stock;
};

/** Prepares the search of exchanges of a pool within limits. */
export function searchOf(pool: Pool, limits: { maxCycle: number; maxChain: number }): Search {
	const graph = graphOf(pool, limits);
	const pricer = pricerOf(graph);
	const stock = stockOf(pool, graph, new Array<number>(pool.levels.length).fill(0));
	let present: WeighedObjective | null = null;
	let presentWeights: LevelWeights = [];
	const weigh = (weights: LevelWeights): WeighedObjective => {
		if (present && weights.every((weight, k) => weight === presentWeights[k])) return present;
		present = weighed(pool, graph, weights);
		presentWeights = weights;
		pricer.setProfits(present.profits);
		stock.reweigh(weights);
		return present;
	};
	return {
		pool,
		graph,
		prices: { vertices: graph.vertex.length, pricer, stock, weigh },
		emptyStock: () => stockOf(pool, graph, presentWeights)
	};
}

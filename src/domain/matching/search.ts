/** What a search works with: the graph of a pool, its pricer, and the exchanges known so far. */
import type { Prices } from './bound.ts';
import { graphOf, type Graph } from './graph.ts';
import { weighed, type WeighedObjective } from './objective.ts';
import type { AdditivePool, Pool } from './pool.ts';
import { pricerOf } from './price.ts';
import { stockOf, type LevelWeights, type Stock } from './store.ts';
import { setSlopes, tangentOf, type Tangent } from './tangent.ts';
import { readerOf, type Reader } from './worth.ts';

export type Search = {
	/** With a sum in the place of a guarantee. */
	pool: AdditivePool;
	graph: Graph;
	prices: Prices;
	/** Another stock of exchanges of the same pool, empty, weighed as at present. */
	emptyStock: () => Stock;
	/** The guarantee among the levels; null when there is none. */
	guarantee: Guarantee | null;
};

export type Guarantee = {
	tangent: Tangent;
	reader: Reader;
	/** Takes other slopes, between 0 and 1: exchanges and profits are valued anew. */
	lean: (slopes: ArrayLike<number>) => void;
};

/** Prepares the search of exchanges of a pool within limits. */
export function searchOf(given: Pool, limits: { maxCycle: number; maxChain: number }): Search {
	const { pool, tangent } = tangentOf(given);
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
		emptyStock: () => stockOf(pool, graph, presentWeights),
		guarantee: tangent && {
			tangent,
			reader: readerOf(tangent.at, tangent.level, graph),
			lean(slopes) {
				setSlopes(tangent, pool, slopes);
				stock.revalue();
				present = null;
			}
		}
	};
}

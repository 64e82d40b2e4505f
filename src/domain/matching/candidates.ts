/** The exchanges a good set is likely to be made of, and the set chosen among them. */
import { onGrid, typicalPrice, type Prices, type Proof } from './bound.ts';
import type { Chance } from './chance.ts';
import type { Exchange } from './exact.ts';
import type { Packing } from './first-order.ts';
import { lossesOf } from './prices.ts';
import { merged, type Trade } from './merge.ts';
import { pickByRank } from './propose.ts';

/** How much an exchange may lose, in typical prices, to be a candidate; and how many candidates there are at most. */
const NEAR = 0.8;
const FEWEST_CANDIDATES = 20_000;
/**
 * Candidates per vertex, and cycles of each root looked at: many more cycles lose little as soon as four households may exchange.
 * Measured on invented territories: with fewer, the sets found are worse; with more, they are found later.
 */
const plenty = (maxCycle: number) =>
	maxCycle <= 3 ? { perVertex: 2, cyclesPerRoot: 16 } : { perVertex: 6, cyclesPerRoot: 100 };

/** Brings into the stock the cycles that lose little for the proven prices, and keeps those of all exchanges that lose least. */
export function gatherCandidates(
	{ vertices, pricer, stock, weigh }: Prices,
	proof: Proof,
	maxCycle: number,
	chance: Chance,
	shouldStop: () => boolean
): void {
	weigh(proof.weights);
	const { store } = stock;
	const typical = typicalPrice(proof.price);
	const { perVertex, cyclesPerRoot } = plenty(maxCycle);
	const options = { above: -NEAR * typical, perRoot: cyclesPerRoot, mustBeComplete: false, shouldStop };
	pricer.enumerateCycles(onGrid(proof.price), options, (labels, length) => void stock.add(labels, length));
	const limit = Math.max(FEWEST_CANDIDATES, perVertex * vertices);
	if (store.count <= limit) return;
	// Many exchanges lose exactly as little: a jitter takes them from everywhere rather than from the first roots.
	const loss = lossesOf({ vertices, ...store }, store.profit, proof.price);
	const rank = loss.map((lost) => lost + 0.01 * typical * chance());
	const order = Int32Array.from({ length: store.count }, (_, c) => c).sort((a, b) => rank[a]! - rank[b]! || a - b);
	stock.keep(order.slice(0, limit).sort());
}

/** Adds exchanges to the stock, and gives their places in increasing order. */
export function placesOf({ stock }: Prices, exchanges: readonly Exchange[]): Int32Array {
	for (const labels of exchanges) stock.add(labels, labels.length);
	return Int32Array.from(exchanges, (labels) => stock.placeOf(labels, labels.length)).sort();
}

/** The vertices of exchanges given by their places. */
export function exchangesAt({ stock }: Prices, places: Int32Array): Exchange[] {
	const { start, member } = stock.store;
	return Array.from(places, (c) => member.slice(start[c]!, start[c + 1]!));
}

/** A set taken at once: what loses least for its vertices first, merged with a set already known. */
export function firstSet(
	{ vertices, stock }: Prices,
	price: Float64Array,
	known: Int32Array,
	trade: Trade
): Int32Array {
	const { store } = stock;
	const packing: Packing = { vertices, ...store };
	const rank = lossesOf(packing, store.profit, price);
	for (let c = 0; c < rank.length; c++) rank[c] = -rank[c]! / (store.start[c + 1]! - store.start[c]!);
	return merged(packing, store.value, known, pickByRank(packing, rank), trade);
}

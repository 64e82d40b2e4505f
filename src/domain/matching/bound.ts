/**
 * The proven bound: prices found on the exchanges known so far, then put to the test of all exchanges. Those that are worth more
 * than their vertices are added, and so on until none is (column generation). At any moment, the prices plus the largest
 * excess of each root are prices no exchange can beat.
 */
import { descend, feasibleValue, iterateFrom, type Floor, type Iterate, type Packing } from './first-order.ts';
import { WEIGHT_GRID, type WeighedObjective } from './objective.ts';
import type { Pricer } from './price.ts';
import type { LevelWeights, Stock } from './store.ts';

/** Prices are rounded up to this grid, so that sums of whole profits and prices are exact. */
const GRID = 4096;

/**
 * Prices that no exchange is worth more than, for some weights of the levels. Their total, less what the floors already guarantee,
 * bounds any set of disjoint exchanges that keeps the floors.
 */
export type Proof = { price: Float64Array; total: number; weights: LevelWeights; bound: number };

export type Relaxation = {
	proof: Proof;
	/** Value of the relaxation on the exchanges known, when there is no floor: tells how near the best the prices are. */
	reached: number;
	share: Float64Array;
	/** Prices as the method left them, a good start for a neighbouring problem. */
	price: Float64Array;
	rounds: number;
	isConverged: boolean;
};

/** The level being settled and the values that levels before it must keep. */
export type Target = {
	level: number;
	floors: readonly { level: number; atLeast: number }[];
	/** When prices are sought for a weighed sum of all levels instead: what a unit of each weighs. There are no floors then. */
	weights?: LevelWeights;
};

/** Where a relaxation begins: prices, and a rate for each floor. */
export type Start = { price: Float64Array; rate: Float64Array };

export type RelaxationBudget = {
	rounds: number;
	/** Relative distance between bound and value under which it is not worth going on. */
	tolerance: number;
	/** Two rounds that each lower the bound by less than this share of it end the matter; 0 to go on as long as it goes down. */
	slow: number;
	/** A bound under this value settles the question. */
	enough: number;
	perRoot: number;
	shouldStop: () => boolean;
	/** Called after each round with the best bound so far. */
	progress?: (bound: number) => void;
};

export type Prices = {
	vertices: number;
	pricer: Pricer;
	stock: Stock;
	/** Sets the pricer and the stock to some weights of the levels. */
	weigh: (weights: LevelWeights) => Pick<WeighedObjective, 'isExact'>;
};

/** Solves the relaxation over all exchanges, the known ones in the stock growing as needed. Null when stopped before any proof. */
export function relaxation(
	{ vertices, pricer, stock, weigh }: Prices,
	target: Target,
	from: Start,
	budget: RelaxationBudget
): Relaxation | null {
	const iterate = iterateFrom(from.price, from.rate);
	const { store } = stock;
	let proof: Proof | null = null;
	let reached = 0;
	let isConverged = false;
	let isThorough = false;
	let added = 0;
	let round = 0;
	let stalled = 0;
	let slowRounds = 0;
	let weights: LevelWeights | null = null;
	let objective: Pick<WeighedObjective, 'isExact'> | null = null;
	for (; round < budget.rounds; round++) {
		const wanted = weightsFor(target, iterate.rate, store.value.length);
		if (!weights || wanted.some((weight, k) => weight !== weights![k])) objective = weigh((weights = wanted));
		const price = onGrid(iterate.price);
		const most = excesses(price, objective!.isExact);
		if (!most) break;
		const total = totalOf(price) + totalOf(most);
		const bound = total - target.floors.reduce((sum, floor) => sum + weights![floor.level]! * floor.atLeast, 0);
		const isProgress = !proof || bound < proof.bound - budget.tolerance * Math.abs(proof.bound);
		stalled = isProgress || added > 0 ? 0 : stalled + 1;
		const isSlow = budget.slow > 0 && proof !== null && proof.bound - bound < budget.slow * Math.abs(proof.bound);
		slowRounds = isSlow ? slowRounds + 1 : 0;
		if (!proof || bound < proof.bound)
			proof = { price: price.map((p, v) => p + most[v]!), total, weights: weights!, bound };
		const packing = packingOf(stock, vertices, target);
		extendShares(iterate, packing.count);
		const floors = target.floors.map(({ level, atLeast }): Floor => ({ worth: store.value[level]!, atLeast }));
		if (round > 0 && floors.length === 0) reached = Math.max(reached, feasibleValue(packing, iterate.share));
		budget.progress?.(proof.bound);
		const isClose = floors.length === 0 && wholeBound(proof.bound) - reached <= budget.tolerance * proof.bound;
		if (isClose || stalled >= PATIENCE || slowRounds >= 2 || proof.bound < budget.enough) {
			isConverged = true;
			break;
		}
		if (budget.shouldStop()) break;
		isThorough = added === 0;
		descend(packing, floors, iterate, iterationsOf(round, added), budget.shouldStop);
	}
	if (!proof) return null;
	return { proof, reached, share: iterate.share, price: iterate.price, rounds: round, isConverged };

	/** The largest excess at each root for these prices; good exchanges found on the way join the stock. */
	function excesses(price: Float64Array, isExact: boolean): Float64Array | null {
		added = 0;
		const options = { perRoot: budget.perRoot, isThorough, shouldStop: budget.shouldStop };
		const most = pricer.search(price, options, (labels, length) => {
			if (stock.add(labels, length) >= 0) added++;
		});
		return most && !isExact ? valuedExcesses(price) : most;
	}

	/** The same when profits of arcs only bound what exchanges are worth: exchanges are valued one by one. */
	function valuedExcesses(price: Float64Array): Float64Array | null {
		const perRoot = 512;
		const most = new Float64Array(vertices);
		const given = new Int32Array(vertices);
		const lowest = new Float64Array(vertices).fill(Infinity);
		const highest = new Float64Array(vertices);
		const bounds = pricer.enumerate(
			price,
			{ above: 0, perRoot, mustBeComplete: false, shouldStop: budget.shouldStop },
			(labels, length, excess) => {
				const value = stock.valueOf(labels, length);
				let worth = 0;
				for (let k = 0; k < value.length; k++) worth += weights![k]! * value[k]!;
				for (let i = 0; i < length; i++) worth -= price[labels[i]!]!;
				const root = labels[0]!;
				highest[root] = Math.max(highest[root]!, excess);
				lowest[root] = Math.min(lowest[root]!, excess);
				given[root]!++;
				most[root] = Math.max(most[root]!, worth);
				if (worth > 0 && stock.add(labels, length) >= 0) added++;
			}
		);
		if (!bounds) return null;
		// What was not given is worth no more than the least that was.
		for (let v = 0; v < vertices; v++) if (given[v] === perRoot) most[v] = Math.max(most[v]!, lowest[v]!);
		// A search in depth that was cut short only knows a bound of what it has not seen.
		for (let v = 0; v < vertices; v++) if (bounds[v]! > highest[v]!) most[v] = Math.max(most[v]!, bounds[v]!);
		return most;
	}
}

/** The weights of the levels: one for the level being settled, and the rates of the floors rounded up to the grid. */
function weightsFor(target: Target, rate: Float64Array, levels: number): LevelWeights {
	if (target.weights) return target.weights;
	const weights = new Array<number>(levels).fill(0);
	weights[target.level] = 1;
	target.floors.forEach(({ level }, k) => {
		weights[level] = Math.ceil(Math.max(0, rate[k]!) * WEIGHT_GRID) / WEIGHT_GRID;
	});
	return weights;
}

/** Rounds without progress, and without any new exchange, after which prices are as good as they will be. */
const PATIENCE = 4;

const iterationsOf = (round: number, added: number) => (added === 0 ? 256 : Math.min(192, 64 + 16 * round));

/** The exchanges known, with the value of the level being settled as profit, or the weighed sum. */
function packingOf(stock: Stock, vertices: number, target: Target): Packing {
	const { count, start, member, value, profit } = stock.store;
	return { vertices, count, start, member, profit: target.weights ? profit : value[target.level]! };
}

function extendShares(iterate: Iterate, count: number) {
	if (iterate.share.length === count) return;
	const share = new Float64Array(count);
	share.set(iterate.share);
	iterate.share = share;
}

/** Whole part of a bound whose last digits come from sums of fractions: what is bounded is whole. */
export const wholeBound = (bound: number): number => Math.floor(bound + 1e-6);

/** Prices rounded up to the grid. */
export function onGrid(price: Float64Array): Float64Array {
	return price.map((p) => Math.ceil(Math.max(0, p) * GRID) / GRID);
}

/** Sum of some numbers. */
export function totalOf(numbers: Float64Array): number {
	let total = 0;
	for (const number of numbers) total += number;
	return total;
}

/** The mean of the prices that are not zero; 1 when all are. */
export function typicalPrice(prices: Float64Array): number {
	let total = 0;
	let priced = 0;
	for (const price of prices) {
		total += price;
		if (price > 0) priced++;
	}
	return priced > 0 ? total / priced : 1;
}

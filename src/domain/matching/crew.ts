/**
 * Attempts at a good set of exchanges, several at once. Each starts from the same lot and depends on nothing but its own task, so
 * that hands which share the memory of the lot can do them side by side: what comes out is the same whoever does them, and in
 * the same order.
 */
import { chanceOf } from './chance.ts';
import { dive } from './dive.ts';
import type { Packing } from './first-order.ts';
import { settle } from './propose.ts';

/** What attempts start from: exchanges, prices of their vertices, and the places of a set to search around. Nobody writes in it. */
export type Lot = { packing: Packing; price: Float64Array; around: Int32Array };

export type Attempt = {
	/** Whether to dive among the exchanges of the lot, or to settle by messages. */
	isDive: boolean;
	/** Draws what follows. */
	seed: number;
	/** How far profits are perturbed at most. */
	noise: number;
	/** How much half of the exchanges of the set around which one searches are favoured at most. */
	loyalty: number;
	/** The share of the old message kept at each round of messages. */
	inertia: number;
};

/** Who does the attempts: one thread, or several. */
export type Crew = {
	/**
	 * Does all the attempts, and gives what they came to in their order. Stopped halfway, each gives what it has.
	 * @throws Error when a thread fails or is lost
	 */
	attemptAll(lot: Lot, attempts: readonly Attempt[], shouldStop: () => boolean): Int32Array[];
};

/** The thread itself, one attempt after the other. */
export const alone: Crew = {
	attemptAll: (lot, attempts, shouldStop) => attempts.map((one) => attempted(lot, one, shouldStop))
};

/** A set of exchanges for profits perturbed a little; its places in increasing order. */
export function attempted(lot: Lot, attempt: Attempt, shouldStop: () => boolean): Int32Array {
	const { packing, price } = lot;
	const profit = perturbed(lot, attempt);
	if (attempt.isDive) return dive(packing.vertices, packing, (c) => profit[c]!, price, null, shouldStop);
	return settle(packing, profit, price, attempt.inertia, shouldStop);
}

/** The profits of a lot as an attempt sees them. */
export function perturbed({ packing, around }: Pick<Lot, 'packing' | 'around'>, attempt: Attempt): Float64Array {
	const { seed, noise, loyalty } = attempt;
	const chance = chanceOf(seed);
	const profit = packing.profit.slice(0, packing.count);
	if (noise > 0) for (let c = 0; c < profit.length; c++) profit[c]! += noise * (chance() - 0.5);
	if (loyalty > 0) for (const c of around) if (chance() < 0.5) profit[c]! += loyalty * chance();
	return profit;
}

/** A copy of the numbers in memory that threads can share. */
function shared<T extends Float64Array | Int32Array>(numbers: T): T {
	const copy = new (numbers.constructor as new (memory: SharedArrayBuffer) => T)(
		new SharedArrayBuffer(numbers.byteLength)
	);
	copy.set(numbers as never);
	return copy;
}

/** The lot of a packing, in memory that threads can share. */
export function lotOf(
	{ vertices, count, start, member, profit }: Packing,
	price: Float64Array,
	around: Int32Array
): Lot {
	return {
		packing: {
			vertices,
			count,
			start: shared(start.subarray(0, count + 1)),
			member: shared(member.subarray(0, start[count])),
			profit: shared(profit.subarray(0, count))
		},
		price: shared(price),
		around: shared(around)
	};
}

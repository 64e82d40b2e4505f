/**
 * Pricing: given what each vertex costs, which exchanges are worth more than their vertices? Once prices are near the best, few
 * are; and the largest excess found at each root turns any prices into a proof, because a household is the root of one chosen
 * cycle at most and a vacant dwelling starts one chosen chain at most.
 */

/** Profit of arcs of the pool, and what an exchange earns once by its number of moves. */
export type Profits = {
	/** By arc of the pool; null when every move counts 1. */
	arc: Float64Array | Int32Array | null;
	perCycle: Float64Array;
	perChain: Float64Array;
};

/** Receives an exchange: its labels in order (a chain begins with its vacant dwelling), how many, and its excess. */
export type Found = (labels: Int32Array, length: number, excess: number) => void;

export type Search = {
	/** Only exchanges whose excess is greater are given: 0, or less for those that lose a little. */
	above: number;
	/** At most so many per root, the best. */
	perRoot: number;
	/** Whether to give up rather than leave a root with a bound, when the search in depth there is too long. */
	mustBeComplete: boolean;
	/** Asked now and then. */
	shouldStop: () => boolean;
};

export const NONE = -Infinity;

/**
 * Steps of a depth-first search before a root is left with the bound of walks, which may repeat a household: still a proof, only a
 * weaker one.
 */
export const STEPS_PER_ROOT = 200_000;

/** Keeps the best exchanges of one root, raising the bar as it fills. */
export function bestOfRoot(longest: number) {
	let room = 64;
	let values = new Float64Array(room);
	let lengths = new Int32Array(room);
	let paths = new Int32Array(room * longest);
	let count = 0;
	let bar = 0;
	let keep = Infinity;
	let top = 0;
	const widen = () => {
		room *= 2;
		const wider = <T extends Float64Array | Int32Array>(old: T, next: T): T => (next.set(old as never), next);
		values = wider(values, new Float64Array(room));
		lengths = wider(lengths, new Int32Array(room));
		paths = wider(paths, new Int32Array(room * longest));
	};
	const put = (place: number, path: Int32Array, length: number, value: number) => {
		values[place] = value;
		lengths[place] = length;
		for (let i = 0; i < length; i++) paths[place * longest + i] = path[i]!;
	};
	/** Once full, places are a heap by `order`, the least valued first: what comes replaces it. */
	let order = new Int32Array(0);
	const sink = (from: number) => {
		for (let at = from; ;) {
			let least = at;
			for (const child of [2 * at + 1, 2 * at + 2]) {
				if (child < count && values[order[child]!]! < values[order[least]!]!) least = child;
			}
			if (least === at) return;
			const place = order[at]!;
			order[at] = order[least]!;
			order[least] = place;
			at = least;
		}
	};
	const fill = () => {
		if (order.length < count) order = new Int32Array(count);
		for (let k = 0; k < count; k++) order[k] = k;
		for (let k = (count >> 1) - 1; k >= 0; k--) sink(k);
		bar = Math.max(bar, values[order[0]!]!);
	};
	return {
		/** Forgets the last root. Nothing at or under `above` is of interest. */
		begin(above: number, perRoot: number) {
			count = 0;
			bar = above;
			keep = perRoot;
			top = 0;
		},
		/** What an exchange must exceed to be of interest. */
		least: () => bar,
		offer(path: Int32Array, length: number, value: number) {
			if (value > top) top = value;
			if (value <= bar) return;
			if (count === keep) {
				put(order[0]!, path, length, value);
				sink(0);
				bar = values[order[0]!]!;
				return;
			}
			if (count === room) widen();
			put(count++, path, length, value);
			if (count === keep) fill();
		},
		/** Nothing worth more than this was overlooked. */
		atMost(value: number) {
			if (value > top) top = value;
		},
		/** Gives what was kept, and returns the largest excess. */
		end(found: Found): number {
			for (let k = 0; k < count; k++)
				found(paths.subarray(k * longest, k * longest + lengths[k]!), lengths[k]!, values[k]!);
			return top;
		}
	};
}

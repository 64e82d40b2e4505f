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
	const order: number[] = [];
	const ranked = () => {
		order.length = 0;
		for (let k = 0; k < count; k++) order.push(k);
		return order.sort((a, b) => values[b]! - values[a]! || a - b);
	};
	const widen = () => {
		room *= 2;
		const wider = <T extends Float64Array | Int32Array>(old: T, next: T): T => (next.set(old as never), next);
		values = wider(values, new Float64Array(room));
		lengths = wider(lengths, new Int32Array(room));
		paths = wider(paths, new Int32Array(room * longest));
	};
	/** Drops all but the best `keep`, and raises the bar to the least of them. */
	const compact = () => {
		const chosen = ranked().slice(0, keep);
		bar = Math.max(bar, values[chosen[chosen.length - 1]!]!);
		chosen.sort((a, b) => a - b);
		chosen.forEach((from, to) => {
			values[to] = values[from]!;
			lengths[to] = lengths[from]!;
			paths.copyWithin(to * longest, from * longest, (from + 1) * longest);
		});
		count = chosen.length;
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
			if (count === room) widen();
			values[count] = value;
			lengths[count] = length;
			for (let i = 0; i < length; i++) paths[count * longest + i] = path[i]!;
			count++;
			if (count >= 4 * keep) compact();
		},
		/** Nothing worth more than this was overlooked. */
		atMost(value: number) {
			if (value > top) top = value;
		},
		/** Gives what was kept, the best first when some were dropped, and returns the largest excess. */
		end(found: Found): number {
			const give = (k: number) =>
				found(paths.subarray(k * longest, k * longest + lengths[k]!), lengths[k]!, values[k]!);
			if (count <= keep) for (let k = 0; k < count; k++) give(k);
			else for (const k of ranked().slice(0, keep)) give(k);
			return top;
		}
	};
}

/** Which chains are worth more than the prices of their vertices? */
import type { Graph } from './graph.ts';
import { bestOfRoot, NONE, STEPS_PER_ROOT, type Found, type Profits, type Search } from './pricing.ts';

export type ChainSearch = {
	/** Must be called before the first search, and when profits change. */
	setProfits(profits: Profits): void;
	/**
	 * Gives chains worth more than the prices of their vertices: the best of each vacant dwelling, and good ones through as many
	 * households as possible. Writes in `most`, at the label of each vacant dwelling, the largest excess of its chains.
	 */
	search(price: Float64Array, options: ChainOptions, found: Found, most: Float64Array): boolean;
	/** Gives every chain worth more than the prices of its vertices plus `search.above`, as for cycles. */
	enumerate(price: Float64Array, search: Search, found: Found, most: Float64Array): boolean;
};

export type ChainOptions = {
	/**
	 * Whether to settle, by a search in depth, the vacant dwellings whose best walk passes twice by a household. Otherwise the worth
	 * of that walk is taken as their excess: a bound, only a weaker one.
	 */
	isThorough: boolean;
	shouldStop: () => boolean;
};

/** Chains a search gives at most per vacant dwelling, on average: households compete for the same few dwellings. */
const CHAINS_PER_VACANCY = 20;

/** A group of chains searched together: those of `moves` moves (or fewer, unless exact), among households that patient. */
type Class = { moves: number; isExact: boolean };

/**
 * By dynamic programming on the number of moves, forwards from vacant dwellings and backwards from free ends. Walks may pass twice
 * by a household; as cycles are priced too, that seldom pays, and when it does a depth-first search settles the dwelling apart.
 */
export function chainSearchOf(graph: Graph): ChainSearch {
	const { households, vacancies, chain, patience, maxChain } = graph;
	const labels = households + vacancies;
	const profit = new Float64Array(chain.to.length);
	const reduced = new Float64Array(chain.to.length);
	let perChain: Float64Array = new Float64Array(maxChain + 1);
	const size = maxChain > 0 ? households : 0;
	/** ahead[j][v]: the most that j more moves (at most j, unless exact) can add from v. */
	const ahead = Array.from({ length: maxChain }, () => new Float64Array(size));
	/** reached[k][v]: the most a walk from a vacant dwelling that serves v as its k-th move is worth; from[k][v]: the vertex before. */
	const reached = Array.from({ length: maxChain + 1 }, () => new Float64Array(size));
	const from = Array.from({ length: maxChain + 1 }, () => new Int32Array(size));
	const isOnPath = new Uint8Array(size);
	const isCovered = new Uint8Array(size);
	const path = new Int32Array(maxChain + 1);
	const best = bestOfRoot(maxChain + 1);
	const walkBound = new Float64Array(labels);
	let classes: Class[] = [];
	let steps = 0;

	const classesFor = (bonus: Float64Array): Class[] => {
		const present = new Set(patience);
		const isExact = bonus.some((value) => value !== 0);
		const found: Class[] = [];
		for (let moves = 1; moves <= maxChain; moves++) {
			// Where nobody stops at exactly this many moves, the next class contains this one.
			if (isExact || moves === maxChain || present.has(moves)) found.push({ moves, isExact });
		}
		return found;
	};

	const reduce = (price: Float64Array) => {
		for (let i = 0; i < reduced.length; i++) reduced[i] = profit[i]! - price[chain.to[i]!]!;
	};

	const layAhead = ({ moves, isExact }: Class) => {
		ahead[0]!.fill(0);
		for (let j = 1; j < moves; j++) {
			const before = ahead[j - 1]!;
			const layer = ahead[j]!;
			for (let v = 0; v < households; v++) {
				let top = isExact ? NONE : 0;
				if (patience[v]! >= moves) {
					for (let i = chain.start[v]!; i < chain.start[v + 1]!; i++) {
						const w = chain.to[i]!;
						const value = reduced[i]! + before[w]!;
						if (value > top && patience[w]! >= moves) top = value;
					}
				}
				layer[v] = top;
			}
		}
	};

	const layReached = ({ moves }: Class, price: Float64Array) => {
		for (let k = 1; k <= moves; k++) {
			const layer = reached[k]!;
			const before = from[k]!;
			layer.fill(NONE);
			const begin = k === 1 ? households : 0;
			const end = k === 1 ? labels : households;
			for (let u = begin; u < end; u++) {
				const value = k === 1 ? -price[u]! : reached[k - 1]![u]!;
				if (value === NONE) continue;
				for (let i = chain.start[u]!; i < chain.start[u + 1]!; i++) {
					const w = chain.to[i]!;
					if (value + reduced[i]! > layer[w]! && patience[w]! >= moves) {
						layer[w] = value + reduced[i]!;
						before[w] = u;
					}
				}
			}
		}
	};

	/** Extends the path, `length` vertices long, by its best walk of at most `left` moves; returns its new length. */
	const followAhead = (length: number, left: number, { moves, isExact }: Class): number => {
		let end = length;
		for (let j = left; j >= 1; j--) {
			const last = path[end - 1]!;
			const value = ahead[j]![last]!;
			if (!isExact && value <= 0) break;
			let next = -1;
			for (let i = chain.start[last]!; i < chain.start[last + 1]! && next < 0; i++) {
				const w = chain.to[i]!;
				if (patience[w]! >= moves && reduced[i]! + ahead[j - 1]![w]! === value) next = w;
			}
			if (next < 0) break;
			path[end++] = next;
		}
		return end;
	};

	const isSimple = (length: number): boolean => {
		for (let i = 2; i < length; i++) for (let j = 1; j < i; j++) if (path[i] === path[j]) return false;
		return true;
	};

	/** The best walk of a vacant dwelling in a class; its length on `path`, and its excess. */
	const bestWalk = (vacancy: number, group: Class, price: Float64Array): { length: number; excess: number } => {
		let top = NONE;
		let first = -1;
		for (let i = chain.start[vacancy]!; i < chain.start[vacancy + 1]!; i++) {
			const v = chain.to[i]!;
			const value = reduced[i]! + ahead[group.moves - 1]![v]!;
			if (value > top && patience[v]! >= group.moves) {
				top = value;
				first = v;
			}
		}
		if (first < 0 || top === NONE) return { length: 0, excess: NONE };
		path[0] = vacancy;
		path[1] = first;
		return {
			length: followAhead(2, group.moves - 1, group),
			excess: top - price[vacancy]! + perChain[group.moves]!
		};
	};

	/** Chains through the households not yet covered by a chain of this search, the best first. */
	const coverHouseholds = (group: Class, found: Found) => {
		const { moves } = group;
		const value = new Float64Array(households);
		const position = new Int32Array(households);
		const candidates: number[] = [];
		for (let v = 0; v < households; v++) {
			let top = 0;
			for (let k = 1; k <= moves; k++) {
				const through = reached[k]![v]! + ahead[moves - k]![v]! + perChain[moves]!;
				if (through > top) {
					top = through;
					position[v] = k;
				}
			}
			value[v] = top;
			if (top > 0) candidates.push(v);
		}
		candidates.sort((a, b) => value[b]! - value[a]! || a - b);
		let room = Math.max(64, CHAINS_PER_VACANCY * vacancies);
		for (const v of candidates) {
			if (isCovered[v]) continue;
			if (room-- === 0) break;
			isCovered[v] = 1;
			const k = position[v]!;
			let at = v;
			for (let i = k; i >= 1; i--) {
				path[i] = at;
				at = from[i]![at]!;
			}
			path[0] = at;
			const length = followAhead(k + 1, moves - k, group);
			if (!isSimple(length)) continue;
			for (let i = 1; i < length; i++) isCovered[path[i]!] = 1;
			found(path, length, value[v]!);
		}
	};

	/** All chains of a vacant dwelling above the bar, depth first, under the bound of walks. False when it was cut short. */
	const chainsFrom = (vacancy: number, price: Float64Array): boolean => {
		let bonus = 0;
		for (let moves = 1; moves <= maxChain; moves++) bonus = Math.max(bonus, perChain[moves]!);
		const extend = (length: number, value: number, agreed: number) => {
			const last = path[length - 1]!;
			const left = Math.min(maxChain, agreed) - (length - 1);
			if (length > 1) {
				best.offer(path, length, value + perChain[length - 1]!);
				if (left < 1) return;
			}
			if (++steps > STEPS_PER_ROOT) return;
			for (let i = chain.start[last]!; i < chain.start[last + 1]!; i++) {
				const next = chain.to[i]!;
				if (isOnPath[next]) continue;
				const accepted = Math.min(agreed, patience[next]!);
				if (accepted < length) continue;
				const now = value + reduced[i]!;
				if (now + ahead[left - 1]![next]! + bonus <= best.least()) continue;
				path[length] = next;
				isOnPath[next] = 1;
				extend(length + 1, now, accepted);
				isOnPath[next] = 0;
			}
		};
		path[0] = vacancy;
		steps = 0;
		extend(1, -price[vacancy]!, 255);
		if (steps > STEPS_PER_ROOT) {
			let furthest = NONE;
			for (let i = chain.start[vacancy]!; i < chain.start[vacancy + 1]!; i++) {
				furthest = Math.max(furthest, reduced[i]! + ahead[maxChain - 1]![chain.to[i]!]!);
			}
			best.atMost(furthest + bonus - price[vacancy]!);
		}
		return steps <= STEPS_PER_ROOT;
	};

	/** Walks of at most maxChain moves, patience aside: they bound every chain. */
	const layAheadForAll = () => {
		ahead[0]?.fill(0);
		for (let j = 1; j < maxChain; j++) {
			const before = ahead[j - 1]!;
			const layer = ahead[j]!;
			for (let v = 0; v < households; v++) {
				let top = 0;
				for (let i = chain.start[v]!; i < chain.start[v + 1]!; i++) {
					const value = reduced[i]! + before[chain.to[i]!]!;
					if (value > top) top = value;
				}
				layer[v] = top;
			}
		}
	};

	return {
		setProfits(profits) {
			if (profits.arc) for (let i = 0; i < profit.length; i++) profit[i] = profits.arc[chain.arc[i]!]!;
			else profit.fill(1);
			perChain = profits.perChain;
			classes = classesFor(perChain);
		},
		search(price, { isThorough, shouldStop }, found, most) {
			if (maxChain < 1 || vacancies === 0) return true;
			reduce(price);
			isCovered.fill(0);
			walkBound.fill(0);
			const unsettled = new Set<number>();
			for (const group of classes) {
				if (shouldStop()) return false;
				layAhead(group);
				layReached(group, price);
				for (let vacancy = households; vacancy < labels; vacancy++) {
					const { length, excess } = bestWalk(vacancy, group, price);
					if (excess <= 0) continue;
					if (isSimple(length)) {
						if (excess > most[vacancy]!) most[vacancy] = excess;
						found(path, length, excess);
					} else {
						unsettled.add(vacancy);
						walkBound[vacancy] = Math.max(walkBound[vacancy]!, excess);
					}
				}
				coverHouseholds(group, found);
			}
			if (!isThorough) {
				for (const vacancy of unsettled) most[vacancy] = Math.max(most[vacancy]!, walkBound[vacancy]!);
				return true;
			}
			for (const vacancy of unsettled) if (walkBound[vacancy]! <= most[vacancy]!) unsettled.delete(vacancy);
			if (unsettled.size === 0) return true;
			layAheadForAll();
			for (const vacancy of unsettled) {
				if (shouldStop()) return false;
				best.begin(most[vacancy]!, 1);
				chainsFrom(vacancy, price);
				most[vacancy] = Math.max(most[vacancy]!, Math.min(walkBound[vacancy]!, best.end(found)));
			}
			return true;
		},
		enumerate(price, { above, perRoot, mustBeComplete, shouldStop }, found, most) {
			if (maxChain < 1 || vacancies === 0) return true;
			reduce(price);
			layAheadForAll();
			for (let vacancy = households; vacancy < labels; vacancy++) {
				if (shouldStop()) return false;
				best.begin(above, perRoot);
				if (!chainsFrom(vacancy, price) && mustBeComplete) return false;
				most[vacancy] = best.end(found);
			}
			return true;
		}
	};
}

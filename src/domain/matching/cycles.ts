/** Which cycles are worth more than the prices of their households? */
import type { Graph } from './graph.ts';
import { bestOfRoot, NONE, STEPS_PER_ROOT, type Found, type Profits, type Search } from './pricing.ts';

export type CycleSearch = {
	/** Must be called before the first search, and when profits change. */
	setProfits(profits: Profits): void;
	/**
	 * Gives the cycles worth more than the prices of their households plus `search.above`, each once, from its smallest label; and
	 * writes in `most`, at each label, the largest excess of the cycles rooted there. False when stopped halfway.
	 */
	search(price: Float64Array, search: Search, found: Found, most: Float64Array): boolean;
};

/**
 * Cycles of two, three and four by meeting in the middle: what leads back to the root in one arc or two is laid out first, so that
 * four households cost about what three do. Longer ones by depth-first search under the bound of walks.
 */
export function cycleSearchOf(graph: Graph): CycleSearch {
	const { households, out, into, patience, maxCycle } = graph;
	const outProfit = new Float64Array(out.to.length);
	const intoProfit = new Float64Array(into.to.length);
	const reduced = new Float64Array(out.to.length);
	let perCycle: Float64Array = new Float64Array(maxCycle + 1);

	// What leads back to the present root in one arc, and in two: the best, and the best through another household.
	const back = new Float64Array(households);
	const isBack = new Int32Array(households).fill(-1);
	const twoBack = new Float64Array(households);
	const twoVia = new Int32Array(households);
	const twoOther = new Float64Array(households);
	const isTwoBack = new Int32Array(households).fill(-1);
	const bestNext = new Float64Array(households);
	/** The best profit of the arcs that lead to each household. */
	const bestInto = new Float64Array(households);
	const isOnPath = new Uint8Array(households);
	const path = new Int32Array(Math.max(maxCycle, 2));
	/** onward[j][v]: the most that a walk of one to j + 1 arcs can add from v. */
	const onward = Array.from({ length: maxCycle > 4 ? maxCycle - 1 : 0 }, () => new Float64Array(households));
	const best = bestOfRoot(path.length);
	let steps = 0;

	/** False when stopped halfway. */
	const shortCyclesFrom = (root: number, price: Float64Array, shouldStop: () => boolean): boolean => {
		const endIn = into.start[root + 1]!;
		const rootPrice = price[root]!;
		if (rootPrice === Infinity) return true;
		const rootPatience = patience[root]!;
		let bestBack = NONE;
		for (let i = into.start[root]!; i < endIn; i++) {
			const y = into.to[i]!;
			if (y <= root) break;
			const value = intoProfit[i]! - rootPrice;
			back[y] = value;
			isBack[y] = root;
			if (value > bestBack) bestBack = value;
		}
		if (bestBack === NONE) return true;
		const bestTwoBack = maxCycle >= 4 && rootPatience >= 4 ? layTwoBack(root, price) : NONE;
		const isFour = bestTwoBack > NONE;
		path[0] = root;
		const threeBonus = perCycle[3] ?? 0;
		const fourBonus = perCycle[4] ?? 0;
		const isThree = maxCycle >= 3 && rootPatience >= 3;
		for (let i = out.start[root]!; i < out.start[root + 1]!; i++) {
			const a = out.to[i]!;
			if (a <= root) break;
			// Where everybody suits everybody, one root alone can take minutes.
			if (isFour && (i & 15) === 15 && shouldStop()) return false;
			const toA = reduced[i]!;
			if (toA === NONE) continue;
			path[1] = a;
			if (isBack[a] === root) best.offer(path, 2, toA + back[a]! + perCycle[2]!);
			if (!isThree || patience[a]! < 3) continue;
			// Nothing through a can beat its best next step and the best way back.
			const atMost = toA + bestNext[a]!;
			const isFourA = isFour && patience[a]! >= 4 && atMost + bestTwoBack + fourBonus > best.least();
			if (!isFourA && atMost + bestBack + threeBonus <= best.least()) continue;
			for (let j = out.start[a]!; j < out.start[a + 1]!; j++) {
				const b = out.to[j]!;
				if (b <= root) break;
				const toB = toA + reduced[j]!;
				if (isBack[b] === root && patience[b]! >= 3) {
					const value = toB + back[b]! + threeBonus;
					if (value > best.least()) {
						path[2] = b;
						best.offer(path, 3, value);
					}
				}
				if (!isFourA || isTwoBack[b] !== root || patience[b]! < 4) continue;
				const rest = twoVia[b] === a ? twoOther[b]! : twoBack[b]!;
				if (toB + rest + fourBonus <= best.least()) continue;
				path[2] = b;
				for (let k = out.start[b]!; k < out.start[b + 1]!; k++) {
					const c = out.to[k]!;
					if (c <= root) break;
					if (c === a || isBack[c] !== root || patience[c]! < 4) continue;
					path[3] = c;
					best.offer(path, 4, toB + reduced[k]! + back[c]! + fourBonus);
				}
			}
		}
		return true;
	};

	/**
	 * Lays out what leads back to the root in two arcs, leaving out what no two arcs from the root can make up for; returns the best
	 * of it.
	 */
	const layTwoBack = (root: number, price: Float64Array): number => {
		let bestTwoOut = NONE;
		for (let i = out.start[root]!; i < out.start[root + 1]!; i++) {
			const a = out.to[i]!;
			if (a <= root) break;
			if (reduced[i]! + bestNext[a]! > bestTwoOut) bestTwoOut = reduced[i]! + bestNext[a]!;
		}
		const least = best.least() - bestTwoOut - (perCycle[4] ?? 0);
		let top = NONE;
		for (let i = into.start[root]!; i < into.start[root + 1]!; i++) {
			const y = into.to[i]!;
			if (y <= root) break;
			if (patience[y]! < 4) continue;
			const viaY = back[y]! - price[y]!;
			if (viaY + bestInto[y]! <= least) continue;
			for (let j = into.start[y]!; j < into.start[y + 1]!; j++) {
				const x = into.to[j]!;
				if (x <= root) break;
				const value = intoProfit[j]! + viaY;
				if (value <= least) continue;
				if (value > top) top = value;
				if (isTwoBack[x] !== root) {
					isTwoBack[x] = root;
					twoBack[x] = value;
					twoVia[x] = y;
					twoOther[x] = NONE;
				} else if (value > twoBack[x]!) {
					twoOther[x] = twoBack[x]!;
					twoBack[x] = value;
					twoVia[x] = y;
				} else if (value > twoOther[x]!) twoOther[x] = value;
			}
		}
		return top;
	};

	/** False when it was cut short. */
	const longCyclesFrom = (root: number): boolean => {
		const longest = Math.min(maxCycle, patience[root]!);
		if (longest < 5) return true;
		let bonus = 0;
		for (let length = 5; length <= maxCycle; length++) bonus = Math.max(bonus, perCycle[length]!);
		const extend = (length: number, value: number, agreed: number) => {
			const last = path[length - 1]!;
			if (length >= 5 && isBack[last] === root) best.offer(path, length, value + back[last]! + perCycle[length]!);
			const left = agreed - length;
			if (left < 1) return;
			if (length > 1 && value + onward[left]![last]! + bonus <= best.least()) return;
			if (++steps > STEPS_PER_ROOT) return;
			for (let i = out.start[last]!; i < out.start[last + 1]!; i++) {
				const next = out.to[i]!;
				if (next <= root) break;
				if (isOnPath[next] || (left === 1 && isBack[next] !== root)) continue;
				const accepted = Math.min(agreed, patience[next]!);
				if (accepted < Math.max(5, length + 1)) continue;
				path[length] = next;
				isOnPath[next] = 1;
				extend(length + 1, value + reduced[i]!, accepted);
				isOnPath[next] = 0;
			}
		};
		path[0] = root;
		steps = 0;
		extend(1, 0, longest);
		if (steps > STEPS_PER_ROOT) best.atMost(onward[maxCycle - 1]![root]! + bonus);
		return steps <= STEPS_PER_ROOT;
	};

	const layWalks = () => {
		for (let j = 0; j < onward.length; j++) {
			const before = j > 0 ? onward[j - 1]! : null;
			const layer = onward[j]!;
			for (let v = 0; v < households; v++) {
				let top = NONE;
				for (let i = out.start[v]!; i < out.start[v + 1]!; i++) {
					const value = reduced[i]! + (before ? Math.max(0, before[out.to[i]!]!) : 0);
					if (value > top) top = value;
				}
				layer[v] = top;
			}
		}
	};

	return {
		setProfits(profits) {
			if (profits.arc) {
				for (let i = 0; i < outProfit.length; i++) outProfit[i] = profits.arc[out.arc[i]!]!;
				for (let i = 0; i < intoProfit.length; i++) intoProfit[i] = profits.arc[into.arc[i]!]!;
			} else {
				outProfit.fill(1);
				intoProfit.fill(1);
			}
			for (let v = 0; v < households; v++) {
				let top = NONE;
				for (let i = into.start[v]!; i < into.start[v + 1]!; i++) if (intoProfit[i]! > top) top = intoProfit[i]!;
				bestInto[v] = top;
			}
			perCycle = profits.perCycle;
		},
		search(price, { above, perRoot, mustBeComplete, shouldStop }, found, most) {
			if (maxCycle < 2) return true;
			for (let v = 0; v < households; v++) {
				let top = NONE;
				for (let i = out.start[v]!; i < out.start[v + 1]!; i++) {
					const value = outProfit[i]! - price[out.to[i]!]!;
					reduced[i] = value;
					if (value > top) top = value;
				}
				bestNext[v] = top;
			}
			layWalks();
			// Marks are by root: those of a search that was stopped must not be taken for those of this one.
			isBack.fill(-1);
			isTwoBack.fill(-1);
			for (let root = 0; root < households; root++) {
				if ((root & 63) === 63 && shouldStop()) return false;
				best.begin(above, perRoot);
				if (!shortCyclesFrom(root, price, shouldStop)) return false;
				if (maxCycle > 4 && !longCyclesFrom(root) && mustBeComplete) return false;
				most[root] = best.end(found);
			}
			return true;
		}
	};
}

/** A first set of exchanges, quickly: the most profitable for the prices of what they use, then small improvements. */
import { columnsByVertex, type PackingProblem } from './prices.ts';

/**
 * Picks disjoint columns in order of `rank` (greatest first), then replaces one chosen column by two that gain more, until
 * nothing improves.
 */
export function pickAndImprove(problem: PackingProblem, rank: Float64Array, shouldStop: () => boolean): number[] {
	const { start, member, profit, vertices } = problem;
	const holder = new Int32Array(vertices).fill(-1);
	const isChosen = new Uint8Array(problem.columns);
	const { first, column } = columnsByVertex(problem);
	const put = (c: number, who: number) => {
		for (let i = start[c]!; i < start[c + 1]!; i++) holder[member[i]!] = who;
		isChosen[c] = who < 0 ? 0 : 1;
	};
	const isFree = (c: number) => {
		for (let i = start[c]!; i < start[c + 1]!; i++) if (holder[member[i]!]! >= 0) return false;
		return true;
	};
	const order = Int32Array.from({ length: problem.columns }, (_, c) => c).filter((c) => profit[c]! > 0);
	order.sort((a, b) => rank[b]! - rank[a]! || a - b);
	for (const c of order) if (isFree(c)) put(c, c);

	for (let improved = true; improved && !shouldStop();) {
		improved = false;
		for (const c of order) {
			if (isChosen[c]) continue;
			const evicted = new Set<number>();
			for (let i = start[c]!; i < start[c + 1]!; i++) if (holder[member[i]!]! >= 0) evicted.add(holder[member[i]!]!);
			let gain = profit[c]!;
			for (const old of evicted) gain -= profit[old]!;
			const touched: number[] = [];
			for (const old of evicted) {
				touched.push(...member.subarray(start[old]!, start[old + 1]!));
				put(old, -1);
			}
			put(c, c);
			const added = [c];
			for (const v of touched) {
				let bestOf = -1;
				for (let i = first[v]!; i < first[v + 1]!; i++) {
					const other = column[i]!;
					if (profit[other]! > 0 && (bestOf < 0 || profit[other]! > profit[bestOf]!) && isFree(other)) bestOf = other;
				}
				if (bestOf >= 0) {
					put(bestOf, bestOf);
					added.push(bestOf);
					gain += profit[bestOf]!;
				}
			}
			if (gain > 0) improved = true;
			else {
				for (const other of added) put(other, -1);
				for (const old of evicted) put(old, old);
			}
		}
	}
	return Array.from(order.filter((c) => isChosen[c])).sort((a, b) => a - b);
}

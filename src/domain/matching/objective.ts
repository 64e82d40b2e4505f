/** Several levels weighed into one profit per exchange, as pricing needs it. */
import type { Graph } from './graph.ts';
import type { AdditivePool, ExpectedLevel } from './pool.ts';
import type { Profits } from './pricing.ts';
import type { LevelWeights } from './store.ts';

/** Weights are rounded up to this fraction, so that sums stay exact. */
export const WEIGHT_GRID = 1 << 20;

export type WeighedObjective = {
	profits: Profits;
	/**
	 * False when profits may be higher than what exchanges are really worth (expected moves are no sum over arcs): pricing is then a
	 * filter, and exchanges must be valued one by one.
	 */
	isExact: boolean;
};

/** The profits of arcs and lengths for some weights of the levels. */
export function weighed(pool: AdditivePool, graph: Graph, weights: LevelWeights): WeighedObjective {
	const perCycle = new Float64Array(graph.maxCycle + 1);
	const perChain = new Float64Array(graph.maxChain + 1);
	const used = pool.levels.map((level, k) => ({ level, weight: weights[k]! })).filter(({ weight }) => weight !== 0);
	const only = used.length === 1 && used[0]!.weight === 1 ? used[0]!.level : null;
	let arc: Profits['arc'] = null;
	if (only && only.kind === 'sum') arc = only.weights;
	else {
		const sum = new Float64Array(pool.target.length);
		for (const { level, weight } of used) {
			const numbers = level.kind === 'sum' ? level.weights : level.permille;
			for (let i = 0; i < sum.length; i++) sum[i]! += weight * (numbers ? numbers[i]! : 1);
		}
		arc = sum;
	}
	for (const { level, weight } of used) {
		const corrections = level.kind === 'sum' ? level : expectedAtMost(level, graph);
		for (let n = 0; n < perCycle.length; n++) perCycle[n]! += weight * (corrections.perCycle?.[n] ?? 0);
		for (let n = 0; n < perChain.length; n++) perChain[n]! += weight * (corrections.perChain?.[n] ?? 0);
	}
	return { profits: { arc, perCycle, perChain }, isExact: used.every(({ level }) => level.kind === 'sum') };
}

/**
 * By how much the expected moves of an exchange are below the sum of its probabilities, at least (as negative numbers, in
 * thousandths). With n links of probability between p and q: n Πp ≤ n (mean)ⁿ, whose distance to the sum is smallest at p or q.
 */
function expectedAtMost(level: ExpectedLevel, graph: Graph): { perCycle: number[]; perChain: number[] } {
	let p = 1;
	let q = 0;
	for (const permille of level.permille) {
		p = Math.min(p, permille / 1000);
		q = Math.max(q, permille / 1000);
	}
	// Values are rounded to the nearest thousandth: half of one is given back.
	const rounding = 0.5;
	const perCycle = Array.from({ length: graph.maxCycle + 1 }, (_, n) => {
		const short = Math.min(p - p ** n, q - q ** n) * n;
		return n < 2 ? 0 : rounding - Math.floor(short * 1000 * (1 - 1e-9));
	});
	const perChain = Array.from({ length: graph.maxChain + 1 }, (_, n) => {
		let short = 0;
		for (let k = 2; k <= n; k++) short += p * (1 - q ** (k - 1));
		return n < 1 ? 0 : rounding - Math.floor(short * 1000 * (1 - 1e-9));
	});
	return { perCycle, perChain };
}

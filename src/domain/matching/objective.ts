/** Several levels weighed into one profit per exchange, as pricing needs it. */
import type { Graph } from './graph.ts';
import type { AdditivePool, ArcNumbers, ExpectedLevel, SumLevel } from './pool.ts';
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
	const used = pool.levels
		.map((level, k) => ({ level, weight: weights[k]! }))
		.filter(({ weight }) => weight !== 0)
		.map(({ level, weight }) => ({
			level,
			weight,
			shape: level.kind === 'sum' ? sumOf(level) : expectedAtMost(level, graph)
		}));
	const only = used.length === 1 && used[0]!.weight === 1 ? used[0]!.level : null;
	let arc: Profits['arc'] = null;
	if (only && only.kind === 'sum') arc = only.weights;
	else {
		const sum = new Float64Array(pool.target.length);
		for (const { shape, weight } of used) {
			const { numbers } = shape;
			for (let i = 0; i < sum.length; i++) sum[i]! += weight * (numbers ? numbers[i]! : 1);
		}
		arc = sum;
	}
	for (const { shape, weight } of used) {
		for (let n = 0; n < perCycle.length; n++) perCycle[n]! += weight * (shape.perCycle?.[n] ?? 0);
		for (let n = 0; n < perChain.length; n++) perChain[n]! += weight * (shape.perChain?.[n] ?? 0);
	}
	return { profits: { arc, perCycle, perChain }, isExact: used.every(({ level }) => level.kind === 'sum') };
}

/** A level as a number for each arc (none: 1) and one for each length. */
type Sum = { numbers: ArcNumbers | null; perCycle?: readonly number[]; perChain?: readonly number[] };

const sumOf = ({ weights, ...perLength }: SumLevel): Sum => ({ ...perLength, numbers: weights });

/** Sums of numbers rounded up to this fraction of a thousandth are exact. */
const GRID = 64;
const up = (value: number): number => Math.ceil(value * GRID) / GRID;

/** Links less likely than this count as being so: a logarithm is needed of each. */
const LEAST = 0.001;

/**
 * A sum that is never below the moves expected of an exchange, in thousandths. Expected moves are a convex function of the
 * logarithms of the probabilities of the links. So when each link counts its logarithm at some slope, what must be added for a
 * length is found where every link is either the least or the most likely of all.
 */
function expectedAtMost({ permille }: ExpectedLevel, { maxCycle, maxChain }: Graph): Sum {
	let [p, q] = [1, LEAST];
	for (const thousandths of permille) {
		p = Math.min(p, thousandths / 1000);
		q = Math.max(q, thousandths / 1000);
	}
	p = Math.max(p, LEAST);
	const [low, high] = [Math.log(p), Math.log(Math.max(p, q))];
	// The slope of cycles of three, from all links at their least to all at their most: those of other lengths are near it.
	const slope = high > low ? (q ** 3 - p ** 3) / (high - low) : 0;
	const byPermille = Float64Array.from({ length: 1001 }, (_, thousandths) =>
		up(1000 * slope * Math.log(Math.max(LEAST, thousandths / 1000)))
	);
	// Values are rounded to the nearest thousandth: half of one is given back.
	const rounding = 0.5;
	const above = (expected: number, logarithms: number) => 1000 * (expected - slope * logarithms);
	const cycle = (n: number) => Math.max(above(n * p ** n, n * low), above(n * q ** n, n * high));
	const chainOf = (n: number, soFar = 1, expected = 0, logarithms = 0): number =>
		n === 0
			? above(expected, logarithms)
			: Math.max(
					...[low, high].map((link) => {
						const still = soFar * Math.exp(link);
						return chainOf(n - 1, still, expected + still, logarithms + link);
					})
				);
	// There are twice as many cases with each move: further ones are added as if each were the most likely, and counted the least.
	const chain = (n: number): number => (n <= 8 ? chainOf(n) : chain(n - 1) + above(q ** n, low));
	const most = (length: number, least: number, of: (n: number) => number): number[] =>
		Array.from({ length: length + 1 }, (_, n) => (n < least ? 0 : up(of(n) * (1 + 1e-9) + rounding)));
	return {
		numbers: Float64Array.from(permille, (thousandths) => byPermille[thousandths]!),
		perCycle: most(maxCycle, 2, cycle),
		perChain: most(maxChain, 1, chain)
	};
}

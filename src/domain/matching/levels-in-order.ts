/** The levels of the objective settled one after the other, each with those before it kept at their values. */
import type { Proof, Start, Target } from './bound.ts';
import { timekeeperOf, type Budget } from './budget.ts';
import { chanceOf } from './chance.ts';
import { alone } from './crew.ts';
import type { Exchange } from './exact.ts';
import { narrowedTo } from './narrow.ts';
import type { Search } from './search.ts';
import { settleLevel, type Lead } from './settle-level.ts';
import { boundingTarget, scaleAt, type Tangent } from './tangent.ts';

export type InOrder = {
	exchanges: Exchange[];
	/** Per level: its value, and what it is at most while the levels before it keep their values. */
	values: number[];
	bounds: number[];
	/** Prices proven for the first level, by label; null when none were. */
	price: Float64Array | null;
	isCut: boolean;
	isTooWide: boolean;
	/** Attempts and steps of the search. */
	nodes: number;
};

/** What is known of a level: prices, and a bound that holds while the levels before it are worth `kept` or more. */
type Settled = { level: number; proof: Proof | null; bound: number; kept: readonly number[] };

const DEFAULT_COLUMNS = 150_000;
/**
 * With several levels, the share of the time that the first may take: the search made for it serves them all. The others, which
 * have their own bound to prove, share what is left alike.
 */
const SHARE_OF_FIRST = 0.6;
/** How much of the time of a level may go into its proof before any search for exchanges. */
const SHARE_OF_PROOF = 0.6;
const SHARE_OF_LATER_PROOF = 0.9;

/** Settles the levels of the pool in their order, the first with the largest share of the time. */
export function settleInOrder(whole: Search, seed: number, budget: Budget): InOrder {
	const { afterShare, shouldStop, hasCut } = timekeeperOf(budget);
	const levels = whole.pool.levels.length;
	const most = budget.maxColumns ?? DEFAULT_COLUMNS;
	// Narrowed as levels are settled to proof, and no further: a level that may still rise may take from the next, whose value is then
	// no longer kept.
	let search = whole;
	let isProven = true;
	// Promises are kept at once as a rule: they need no share of the time.
	const guaranteed = search.guarantee?.tangent.level.name;
	const chance = chanceOf(seed);
	let exchanges: Exchange[] = [];
	let values = new Array<number>(levels).fill(0);
	let lead: Lead | null = null;
	const settledLevels: Settled[] = [];
	let nodes = 0;
	let isTooWide = false;
	for (let level = 0; level < levels; level++) {
		const kept = values.slice(0, level);
		const target = { level, floors: kept.map((atLeast, before) => ({ level: before, atLeast })) };
		const left = search.pool.levels.filter(({ name }, k) => k >= level && name !== guaranteed).length;
		const share = level === 0 && levels > 1 ? SHARE_OF_FIRST : 1 / Math.max(1, left);
		const start = startOf(search, settledLevels, target, values);
		const settled = settleLevel(search, target, start, { exchanges, values, lead }, chance, {
			effort: budget.effort ?? 1,
			maxColumns: most,
			crew: budget.crew ?? alone,
			shouldStop: afterShare(share),
			shouldEndProof: afterShare(share * (level === 0 ? SHARE_OF_PROOF : SHARE_OF_LATER_PROOF)),
			progress: ({ bound, value }) => budget.progress?.({ level, bound, value })
		});
		({ exchanges, values, lead } = settled);
		isTooWide ||= settled.isTooWide;
		settledLevels.push({ level, proof: settled.proof, bound: settled.bound, kept });
		nodes += settled.attempts + settled.nodes;
		// Nothing is known of the first level: nothing will be of the others, which are harder to price.
		if (level === 0 && settled.bound === Infinity) break;
		isProven &&= values[level]! >= settled.bound;
		if (!isProven || !settled.proof || level + 1 === levels) continue;
		const narrower = narrowedTo(search, settled.proof, weighedSum(settled.proof, search, values), most, shouldStop);
		if (!narrower) continue;
		search = narrower;
		// What led the search spoke of places in the stock of before.
		lead = null;
	}
	return {
		exchanges,
		values,
		bounds: values.map((_, level) => {
			const settled = settledLevels[level];
			return settled ? boundKeeping(settled, values, search.guarantee?.tangent ?? null) : Infinity;
		}),
		price: settledLevels[0]!.proof?.price ?? null,
		isCut: hasCut(),
		isTooWide,
		nodes
	};
}

/** What a set is worth at least, in the weights of a proof, from its values. */
function weighedSum({ weights }: Proof, { guarantee }: Search, values: readonly number[]): number {
	const tangent = guarantee && guarantee.tangent;
	return weights.reduce(
		(sum, weight, k) => (weight === 0 ? sum : sum + weight * scaleAt(tangent, k).sumFor(values[k]!)),
		0
	);
}

/**
 * The bound of a level once the levels before it have their last values. Those may have changed since it was settled: what rose
 * lowers the bound, and a level that gave way to one before it raises the bounds after it.
 */
function boundKeeping(
	{ level, proof, bound, kept }: Settled,
	values: readonly number[],
	tangent: Tangent | null
): number {
	const isKept = kept.every((atLeast, k) => values[k]! >= atLeast);
	const known = isKept ? bound : Infinity;
	if (!proof) return known;
	const sumOf = (k: number) => scaleAt(tangent, k).sumFor(values[k]!);
	const guaranteed = kept.reduce((sum, _, k) => sum + proof.weights[k]! * sumOf(k), 0);
	return Math.min(known, scaleAt(tangent, level).mostFor(proof.total - guaranteed));
}

/**
 * Where the rates of a level begin: what is left between the level before and its bound is worth this share of the new level, unless
 * that makes it count less than alike or more than so many times that. With 64 times, a region had no time left to come down to the
 * rate that bounds its second level lowest.
 */
const TRADED = 0.03;
const MOST_STRESS = 12;
/**
 * A point of the first level is worth so many times more of the second level bounded after it than the mean of what it brought of the
 * one before: what is traded away goes to the exchanges that bring most. Measured on two territories: 1.8 and 2.1 times.
 */
const DRAWN_APART = 2;

/**
 * Where to begin a level: at the prices of the last level that has some, for rates that make both count alike in the present
 * values, and the first level the more the nearer it is to its bound, since little can then be traded for it. Levels between count
 * for nothing: what brings this one brings them as a rule, as a short exchange moves households. Other rates are tried from there
 * on (rates.ts).
 */
function startOf(
	{ prices: { vertices }, guarantee }: Search,
	settled: readonly Settled[],
	target: Target,
	values: readonly number[]
): Start {
	const tangent = guarantee && guarantee.tangent;
	const { floors } = boundingTarget(tangent, target);
	const last = settled.findLast(({ proof }) => proof !== null);
	if (!last?.proof) return { price: new Float64Array(vertices), rate: new Float64Array(floors.length) };
	const before = last.proof;
	const sumOf = (k: number) => scaleAt(tangent, k).sumFor(values[k]!);
	const worth = (k: number) => Math.max(1, Math.abs(sumOf(k)));
	const ratio = worth(target.level) / worth(last.level);
	const left = Math.max(0, before.bound - sumOf(last.level)) / worth(last.level);
	const stress = Math.min(MOST_STRESS, Math.max(1, TRADED / left));
	const rate = new Float64Array(floors.length);
	const [first] = floors;
	const drawn = floors.length === 2 ? DRAWN_APART : 1;
	if (first) rate[0] = ratio * before.weights[first.level]! * (first.level === last.level ? stress : drawn);
	const weighed = floors.reduce((sum, { level }, k) => sum + rate[k]! * worth(level), worth(target.level));
	return { price: before.price.map((p) => (p * weighed) / Math.max(1, before.total)), rate };
}

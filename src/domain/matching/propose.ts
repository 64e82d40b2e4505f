/**
 * Good sets of exchanges, quickly: reinforced max-sum message passing. Each vertex tells each of its exchanges what it could earn
 * elsewhere; each exchange tells its vertices what it is worth to them after the claims of the others; and, in the second half of
 * the rounds, an exchange that looks chosen is nudged to stay so, more and more, until everything is settled. Started from the
 * prices of the relaxation, it comes within a few thousandths of the bound where rounding the relaxation loses one per cent.
 */
import type { Packing } from './first-order.ts';

/** Rounds of messages; the nudges begin halfway. Measured: later settles badly, earlier settles on worse sets. */
const ROUNDS = 120;
const NUDGED_FROM = 60;
const STRONGEST_NUDGE = 0.5;

/**
 * Once nudged, most exchanges are soon out of the question: every so many rounds, those that lose more than the quadratic mean of
 * the prices to the claims on their vertices are struck off. Measured: sooner, or those that lose less, settles on worse sets; with
 * several levels a few vertices are very dear, and striking off what loses a plain mean does too.
 */
const SHED_EVERY = 10;

/**
 * Chooses disjoint exchanges. `profit` stands for the profits of the packing during the search: a perturbed copy explores elsewhere.
 * `inertia` is the share of the old message kept at each round, which calms oscillations. Places come in increasing order.
 */
export function settle(
	packing: Packing,
	profit: Float64Array,
	price: Float64Array,
	inertia: number,
	shouldStop: () => boolean
): Int32Array {
	const { vertices } = packing;
	const left = leftIn(packing, profit);
	const { start, member, worth, claim, nudge, belief } = left;
	for (let i = 0; i < claim.length; i++) claim[i] = price[member[i]!]!;
	// Of each vertex side by side, so that one look fetches all: its best offer, the second best, and where the best is.
	const offers = new Float64Array(4 * vertices);
	const least = -quadraticMean(price);
	for (let round = 1; round <= ROUNDS; round++) {
		if (round % 16 === 0 && shouldStop()) break;
		offers.fill(0);
		const progress = Math.max(0, round - NUDGED_FROM) / (ROUNDS - NUDGED_FROM);
		const strength = STRONGEST_NUDGE * progress * progress;
		const { count } = left;
		for (let c = 0, from = start[0]!; c < count; c++) {
			const to = start[c + 1]!;
			let rest = worth[c]! + nudge[c]!;
			for (let i = from; i < to; i++) rest -= claim[i]!;
			belief[c] = rest;
			nudge[c] = strength * (nudge[c]! + rest);
			for (let i = from; i < to; i++) {
				const value = rest + claim[i]!;
				const v = 4 * member[i]!;
				if (value <= offers[v + 1]!) continue;
				if (value > offers[v]!) {
					offers[v + 1] = offers[v]!;
					offers[v] = value;
					offers[v + 2] = i;
				} else offers[v + 1] = value;
			}
			from = to;
		}
		for (let i = 0, end = start[count]!; i < end; i++) {
			const v = 4 * member[i]!;
			const elsewhere = offers[v + 2] === i ? offers[v + 1]! : offers[v]!;
			claim[i] = inertia * claim[i]! + (1 - inertia) * elsewhere;
		}
		if (round >= NUDGED_FROM && round % SHED_EVERY === 0) left.shed(least);
	}
	return pickByRank(packing, left.rank());
}

/** The quadratic mean of the prices that are not zero; 1 when all are. */
function quadraticMean(prices: Float64Array): number {
	let squares = 0;
	let priced = 0;
	for (const price of prices) {
		squares += price * price;
		if (price > 0) priced++;
	}
	return priced > 0 ? Math.sqrt(squares / priced) : 1;
}

/** The exchanges that are still in question, side by side so that the rounds go through nothing else. */
function leftIn(packing: Packing, profit: Float64Array) {
	const { count } = packing;
	const place = Int32Array.from({ length: count }, (_, c) => c);
	const start = packing.start.slice(0, count + 1);
	const member = packing.member.slice(0, start[count]!);
	const worth = profit.slice(0, count);
	const claim = new Float64Array(member.length);
	const nudge = new Float64Array(count);
	/** What each is worth beyond the claims on its vertices, as of the last round. */
	const belief = new Float64Array(count);
	const rank = new Float64Array(count);
	const left = {
		count,
		start,
		member,
		worth,
		claim,
		nudge,
		belief,
		/** Strikes off what is worth less than so much. */
		shed(least: number) {
			let kept = 0;
			for (let c = 0, end = 0, from = start[0]!; c < left.count; c++) {
				const to = start[c + 1]!;
				rank[place[c]!] = belief[c]!;
				if (belief[c]! >= least) {
					place[kept] = place[c]!;
					worth[kept] = worth[c]!;
					nudge[kept] = nudge[c]!;
					belief[kept] = belief[c]!;
					for (let i = from; i < to; i++, end++) {
						claim[end] = claim[i]!;
						member[end] = member[i]!;
					}
					start[++kept] = end;
				}
				from = to;
			}
			left.count = kept;
		},
		/** The last that was known of every exchange, by its place in the list. */
		rank(): Float64Array {
			for (let c = 0; c < left.count; c++) rank[place[c]!] = belief[c]!;
			return rank;
		}
	};
	return left;
}

/** Takes exchanges of positive profit that share no vertex, in decreasing order of rank. */
export function pickByRank(packing: Packing, rank: Float64Array): Int32Array {
	const { vertices, count, start, member, profit } = packing;
	const order = byDecreasingRank(rank, count);
	const isTaken = new Uint8Array(vertices);
	const chosen: number[] = [];
	for (const c of order) {
		if (profit[c]! <= 0) continue;
		let isFree = true;
		const end = start[c + 1]!;
		for (let i = start[c]!; isFree && i < end && member[i]! < vertices; i++) isFree = isTaken[member[i]!] === 0;
		if (!isFree) continue;
		for (let i = start[c]!; i < end && member[i]! < vertices; i++) isTaken[member[i]!] = 1;
		chosen.push(c);
	}
	return Int32Array.from(chosen).sort();
}

/** Steps that ranks are told apart by, between the least and the greatest; places fit beside them in a whole number. */
const RANKS = 2 ** 32;
const PLACES = 2 ** 21;

/** The first places of a list in decreasing order of rank, equal ones in increasing order of place: sorted as plain numbers. */
function byDecreasingRank(rank: Float64Array, count: number): Float64Array {
	let least = Infinity;
	let most = -Infinity;
	for (let c = 0; c < count; c++) {
		least = Math.min(least, rank[c]!);
		most = Math.max(most, rank[c]!);
	}
	const spread = most - least || 1;
	const keys = new Float64Array(count);
	for (let c = 0; c < count; c++) keys[c] = Math.round(((most - rank[c]!) / spread) * (RANKS - 1)) * PLACES + c;
	keys.sort();
	for (let k = 0; k < count; k++) keys[k]! -= PLACES * Math.floor(keys[k]! / PLACES);
	return keys;
}

/** Sums, per level, of the values of some exchanges. */
export function valuesOf(values: readonly Float64Array[], chosen: Iterable<number>): number[] {
	const sums = values.map(() => 0);
	for (const c of chosen) for (let k = 0; k < sums.length; k++) sums[k]! += values[k]![c]!;
	return sums;
}

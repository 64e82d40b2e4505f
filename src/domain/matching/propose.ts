/**
 * Good sets of exchanges, quickly: reinforced max-sum message passing. Each vertex tells each of its exchanges what it could earn
 * elsewhere; each exchange tells its vertices what it is worth to them after the claims of the others; and, in the second half of
 * the rounds, an exchange that looks chosen is nudged to stay so, more and more, until everything is settled. Started from the
 * prices of the relaxation, it comes within a few thousandths of the bound where rounding the relaxation loses one per cent.
 */
import type { Packing } from './first-order.ts';

/** Rounds of messages; the nudges begin halfway. Measured: later settles badly, earlier settles on worse sets. */
const ROUNDS = 120;
const NUDGED_FROM = 0.5;
const STRONGEST_NUDGE = 0.5;

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
	const { vertices, count, start, member } = packing;
	const entries = start[count]!;
	const claim = new Float64Array(entries);
	for (let i = 0; i < entries; i++) claim[i] = price[member[i]!]!;
	const offer = new Float64Array(entries);
	const nudge = new Float64Array(count);
	const belief = new Float64Array(count);
	const best = new Float64Array(vertices);
	const second = new Float64Array(vertices);
	const bestAt = new Int32Array(vertices);
	for (let round = 1; round <= ROUNDS; round++) {
		if (round % 16 === 0 && shouldStop()) break;
		best.fill(0);
		second.fill(0);
		bestAt.fill(-1);
		const progress = Math.max(0, round / ROUNDS - NUDGED_FROM) / (1 - NUDGED_FROM);
		const strength = STRONGEST_NUDGE * progress * progress;
		for (let c = 0, from = start[0]!; c < count; c++) {
			const to = start[c + 1]!;
			let left = profit[c]! + nudge[c]!;
			for (let i = from; i < to; i++) left -= claim[i]!;
			belief[c] = left;
			nudge[c] = strength * (nudge[c]! + left);
			for (let i = from; i < to; i++) {
				const value = left + claim[i]!;
				offer[i] = value;
				const v = member[i]!;
				if (value > best[v]!) {
					second[v] = best[v]!;
					best[v] = value;
					bestAt[v] = i;
				} else if (value > second[v]!) second[v] = value;
			}
			from = to;
		}
		for (let i = 0; i < entries; i++) {
			const v = member[i]!;
			const elsewhere = bestAt[v] === i ? second[v]! : best[v]!;
			claim[i] = inertia * claim[i]! + (1 - inertia) * elsewhere;
		}
	}
	return pickByRank(packing, belief);
}

/** Takes exchanges of positive profit that share no vertex, in decreasing order of rank. */
export function pickByRank(packing: Packing, rank: Float64Array): Int32Array {
	const { vertices, count, start, member, profit } = packing;
	const order = new Int32Array(count);
	for (let c = 0; c < count; c++) order[c] = c;
	order.sort((a, b) => rank[b]! - rank[a]! || a - b);
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

/** Sums, per level, of the values of some exchanges. */
export function valuesOf(values: readonly Float64Array[], chosen: Iterable<number>): number[] {
	const sums = values.map(() => 0);
	for (const c of chosen) for (let k = 0; k < sums.length; k++) sums[k]! += values[k]![c]!;
	return sums;
}

/**
 * Exact choice among a list of exchanges, by branch and bound. Each node holds a shorter list: its prices are found by the
 * first-order method from those of its parent, what loses more than can be afforded is struck off, what falls apart is settled
 * part by part. A list short enough is then searched with the simplex method; otherwise two households are either kept together
 * (exchanges with only one of them are struck off) or kept apart (exchanges with both are). At the root, odd sets that the
 * relaxation breaks are added as rows, and kept below.
 */
import { nodeOf, SLACK, type Descend, type Found, type Node } from './branch-node.ts';
import { descend, iterateFrom, rowsOf, type Floor, type Iterate, type Packing } from './first-order.ts';
import { chooseShort } from './choose-short.ts';
import { brokenOddSets, withOddSets } from './odd-sets.ts';

/**
 * Work is counted in entries of the list gone through by the first-order method, so that limits mean the same whatever the size
 * of the list: a billion is a few seconds.
 */
export type ChoiceBudget = { work: number; shouldStop: () => boolean };

export type Choice = {
	/** Places of the exchanges chosen, of greatest total profit; null when none reaches what was asked. */
	chosen: Int32Array | null;
	/** False when the limits were met before the search was over: something better may exist. */
	isProven: boolean;
	/** No choice is worth more. Infinity when the search was stopped before it could tell. */
	bound: number;
	nodes: number;
	work: number;
};

/** Lists up to this long are searched with the simplex method, whose bounds are the best there are and cost least there. */
const SHORT_ROWS = 320;
const SHORT_COUNT = 10_000;

/**
 * Looks for disjoint exchanges of the list worth `aim` or more in all (profits are whole numbers), the floors being kept, and then
 * for the best. `price` is where prices start from.
 * @param atMost what no choice is known to exceed
 */
export function choose(
	given: Packing,
	floors: readonly Floor[],
	start: { price: Float64Array; rate: Float64Array },
	aim: number,
	budget: ChoiceBudget,
	atMost = Infinity
): Choice {
	let nodes = 0;
	let work = 0;
	let isStopped = false;
	let bound = Infinity;
	const isOver = () => (isStopped ||= work >= budget.work || budget.shouldStop());
	const descendCounted: typeof descend = (packing, sides, iterate, iterations, shouldStop) => {
		work += (packing.start[packing.count]! * (1 + sides.length) + iterate.price.length) * iterations;
		descend(packing, sides, iterate, iterations, shouldStop);
	};
	const { list, iterate } = tightened(given, floors, start, descendCounted, isOver);
	const local = new Int32Array(rowsOf(list)).fill(-1);
	// What a choice is worth is a multiple of this: exchanges of two, for instance, always come to an even number of moves.
	const step = commonDivisor(given);
	const nextAim = (least: number) => Math.ceil(least / step - SLACK) * step;

	/** The best choice within some places worth `least` or more; null when there is none, or when stopped. */
	const best = (places: Int32Array, from: Iterate, vertexOf: Int32Array | null, least: number): Found | null => {
		nodes++;
		if (isOver()) return null;
		const node = nodeOf(list, floors, places, local, from, vertexOf, descendCounted);
		const rounded = node.bound(least, budget.shouldStop);
		if (rounded === 'hopeless') return null;
		let found: Found | null = null;
		let aimed = least;
		const round = node.rounded();
		if (round && round.value >= aimed) {
			found = round;
			aimed = round.value + step;
			if (node.upper() < aimed - SLACK) return found;
		}
		const kept = node.affordable(aimed);
		const groups = floors.length > 0 ? [kept] : node.groups(kept);
		if (groups.length > 1) return bestOfGroups(node, groups, aimed) ?? found;
		if (floors.length === 0 && node.vertexOf.length <= SHORT_ROWS && kept.length <= SHORT_COUNT) {
			const isWhole = vertexOf === null;
			const left = { work: budget.work - work, shouldStop: budget.shouldStop };
			const short = chooseShort(node.listOf(kept), nextAim(aimed), step, left, isWhole ? atMost : Infinity);
			nodes += short.nodes;
			work += short.work;
			isStopped ||= !short.isProven;
			// What was struck off before reaches less than was aimed at.
			if (isWhole) bound = Math.max(short.bound, nextAim(aimed) - step);
			return short.chosen ? node.found(short.chosen.map((k) => kept[k]!)) : found;
		}
		const pair = node.pair(kept);
		if (!pair) {
			// Any two exchanges that meet have the same vertices: the best of each such bunch is the answer.
			const leaf = node.disjoint(kept);
			if (leaf === 'unsure') isStopped = true;
			return leaf && leaf !== 'unsure' && leaf.value >= aimed ? leaf : found;
		}
		for (const part of pair) {
			const better = best(node.placesOf(part), node.iterateFor(part), node.vertexOf, aimed);
			if (better) {
				found = better;
				aimed = better.value + step;
			}
			if (isStopped) break;
		}
		return found;
	};

	const bestOfGroups = (node: Node, groups: Int32Array[], least: number): Found | null => {
		const bounds = groups.map((group) => node.upperOf(group));
		let rest = bounds.reduce((sum, bound) => sum + bound, 0);
		let value = 0;
		const chosen: number[] = [];
		const order = groups.map((_, k) => k).sort((a, b) => groups[a]!.length - groups[b]!.length || a - b);
		for (const k of order) {
			rest -= bounds[k]!;
			const group = groups[k]!;
			const needed = Math.max(0, nextAim(least - value - rest));
			const found = best(node.placesOf(group), node.iterateFor(group), node.vertexOf, needed);
			if (!found) {
				// Nothing chosen in the group is worth 0: it is the answer when 0 is enough.
				if (needed > 0 || isStopped) return null;
				continue;
			}
			value += found.value;
			chosen.push(...found.chosen);
		}
		return value >= least ? { value, chosen } : null;
	};

	const all = new Int32Array(list.count);
	for (let c = 0; c < list.count; c++) all[c] = c;
	const found = best(all, iterate, null, nextAim(aim));
	if (!isStopped) bound = found ? found.value : aim - 1;
	return { chosen: found && Int32Array.from(found.chosen).sort(), isProven: !isStopped, bound, nodes, work };
}

/** The largest number that divides every profit. */
function commonDivisor({ count, profit }: Packing): number {
	let divisor = 0;
	for (let c = 0; c < count && divisor !== 1; c++) {
		for (let other = Math.abs(profit[c]!); other > 0;) [divisor, other] = [other, divisor % other];
	}
	return Math.max(1, divisor);
}

const ROOT_STEPS = 768;
const ROOT_ROUNDS = 12;

/** The list with the odd sets that its relaxation breaks, and where the relaxation then stands. */
function tightened(
	given: Packing,
	floors: readonly Floor[],
	start: { price: Float64Array; rate: Float64Array },
	descend: Descend,
	shouldStop: () => boolean
): { list: Packing; iterate: Iterate } {
	let list = given;
	const iterate = iterateFrom(start.price, start.rate);
	for (let round = 0; round < ROOT_ROUNDS && !shouldStop(); round++) {
		descend(list, floors, iterate, round === 0 ? ROOT_STEPS : ROOT_STEPS / 2, shouldStop);
		const sets = brokenOddSets(list, iterate.share);
		if (sets.length === 0) break;
		list = withOddSets(list, sets);
		const price = new Float64Array(rowsOf(list));
		price.set(iterate.price);
		iterate.price = price;
	}
	return { list, iterate };
}

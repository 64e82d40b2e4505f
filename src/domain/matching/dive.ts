/**
 * Rounding by small steps (diving with column generation, as Sadykov and others 2019): the exchanges the relaxation is surest of are
 * fixed, what they exclude is struck off, exchanges worth more than what their vertices now cost are added, the relaxation moves
 * on, and so on. Where exchanges are many and worth the same, this finds what message passing hesitates about for ever.
 */
import { onGrid, type Prices } from './bound.ts';
import { descend, iterateFrom, type Packing } from './first-order.ts';

const STEPS = 64;
const FIRST_STEPS = 256;
/** Share of the exchanges in use fixed at each step, besides those the relaxation has made up its mind about. */
const FIXED_AT_ONCE = 0.03;
const SURE = 0.98;
const IN_USE = 0.05;
/** Searches for new exchanges between two steps, and exchanges given by each root. */
const SEARCHES = 2;
const PER_ROOT = 2;

/**
 * Chooses disjoint exchanges of the stock, which may grow; `profitOf` says what an exchange is worth during the dive, by its place.
 * `price` is where prices start from: those of a proof. Places come in increasing order.
 */
export function dive(
	{ vertices, pricer, stock }: Prices,
	profitOf: (place: number) => number,
	price: Float64Array,
	shouldStop: () => boolean
): Int32Array {
	const { store } = stock;
	const isTaken = new Uint8Array(vertices);
	const chosen: number[] = [];
	const isFree = (c: number) => {
		for (let i = store.start[c]!; i < store.start[c + 1]!; i++) if (isTaken[store.member[i]!]) return false;
		return true;
	};
	let places = Array.from({ length: store.count }, (_, c) => c);
	let rest = slice(places);
	const iterate = iterateFrom(price);
	descend(rest, [], iterate, FIRST_STEPS, shouldStop);
	while (rest.count > 0 && !shouldStop()) {
		const { share } = iterate;
		const used: number[] = [];
		for (let k = 0; k < rest.count; k++) if (share[k]! > IN_USE && rest.profit[k]! > 0) used.push(k);
		const isStuck = used.length === 0;
		if (isStuck) for (let k = 0; k < rest.count; k++) if (rest.profit[k]! > 0) used.push(k);
		if (used.length === 0) break;
		used.sort((a, b) => share[b]! - share[a]! || rest.profit[b]! - rest.profit[a]! || a - b);
		let wanted = isStuck ? used.length : Math.ceil(FIXED_AT_ONCE * used.length);
		for (const k of used) {
			if (wanted <= 0 && share[k]! < SURE) break;
			if (!isFree(places[k]!)) continue;
			for (let i = rest.start[k]!; i < rest.start[k + 1]!; i++) isTaken[rest.member[i]!] = 1;
			chosen.push(places[k]!);
			wanted--;
		}
		const kept: number[] = [];
		for (let k = 0; k < rest.count; k++) if (isFree(places[k]!)) kept.push(k);
		iterate.share = Float64Array.from(kept, (k) => share[k]!);
		places = kept.map((k) => places[k]!);
		for (let v = 0; v < vertices; v++) if (isTaken[v]) iterate.price[v] = 0;
		rest = slice(places);
		descend(rest, [], iterate, STEPS, shouldStop);
		for (let search = 0; search < SEARCHES; search++) {
			const more = found();
			if (more.length === 0) break;
			places.push(...more);
			rest = slice(places);
			descend(rest, [], iterate, STEPS, shouldStop);
		}
	}
	return Int32Array.from(chosen).sort();

	function slice(from: readonly number[]): Packing {
		const start = new Int32Array(from.length + 1);
		from.forEach((c, k) => (start[k + 1] = start[k]! + store.start[c + 1]! - store.start[c]!));
		const member = new Int32Array(start[from.length]!);
		from.forEach((c, k) => member.set(store.member.subarray(store.start[c]!, store.start[c + 1]!), start[k]!));
		return { vertices, count: from.length, start, member, profit: Float64Array.from(from, profitOf) };
	}

	/** New exchanges among the vertices not taken. */
	function found(): number[] {
		const costs = onGrid(iterate.price);
		for (let v = 0; v < vertices; v++) if (isTaken[v]) costs[v] = Infinity;
		const before = store.count;
		const options = { perRoot: PER_ROOT, isThorough: false, shouldStop };
		pricer.search(costs, options, (labels, length) => void stock.add(labels, length));
		return Array.from({ length: store.count - before }, (_, k) => before + k);
	}
}

/**
 * Rounding by small steps (diving with column generation, as Sadykov and others 2019): the exchanges the relaxation is surest of are
 * fixed, what they exclude is struck off, exchanges worth more than what their vertices now cost are added, the relaxation moves
 * on, and so on. Where exchanges are many and worth the same, this finds what message passing hesitates about for ever.
 */
import { descend, iterateFrom, type Packing } from './first-order.ts';

const STEPS = 64;
const FIRST_STEPS = 256;
/** Share of the exchanges in use fixed at each step, besides those the relaxation has made up its mind about. */
const FIXED_AT_ONCE = 0.03;
const SURE = 0.98;
const IN_USE = 0.05;
/** Searches for new exchanges between two steps. */
const SEARCHES = 2;

/**
 * Chooses disjoint exchanges. Places come in increasing order.
 * @param known the exchanges, more of which may come during the dive
 * @param profitOf what an exchange is worth during the dive, by its place
 * @param price where prices start from: those of a proof
 * @param look brings in exchanges worth more than the prices of their vertices, where vertices taken have none; null to do without
 */
export function dive(
	vertices: number,
	known: Pick<Packing, 'count' | 'start' | 'member'>,
	profitOf: (place: number) => number,
	price: Float64Array,
	look: ((price: Float64Array) => void) | null,
	shouldStop: () => boolean
): Int32Array {
	const isTaken = new Uint8Array(vertices);
	const chosen: number[] = [];
	const isFree = (c: number) => {
		for (let i = known.start[c]!; i < known.start[c + 1]!; i++) if (isTaken[known.member[i]!]) return false;
		return true;
	};
	let places = Int32Array.from({ length: known.count }, (_, c) => c);
	let rest = slice();
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
		const isKept = places.map((c) => (isFree(c) ? 1 : 0));
		iterate.share = share.filter((_, k) => isKept[k] === 1);
		places = places.filter((_, k) => isKept[k] === 1);
		for (let v = 0; v < vertices; v++) if (isTaken[v]) iterate.price[v] = 0;
		rest = slice();
		descend(rest, [], iterate, STEPS, shouldStop);
		for (let search = 0; look && search < SEARCHES; search++) {
			const before = known.count;
			look(iterate.price.map((p, v) => (isTaken[v] ? Infinity : p)));
			if (known.count === before) break;
			places = Int32Array.from([...places, ...Array.from({ length: known.count - before }, (_, k) => before + k)]);
			rest = slice();
			descend(rest, [], iterate, STEPS, shouldStop);
		}
	}
	return Int32Array.from(chosen).sort();

	function slice(): Packing {
		const count = places.length;
		const start = new Int32Array(count + 1);
		for (let k = 0; k < count; k++) start[k + 1] = start[k]! + known.start[places[k]! + 1]! - known.start[places[k]!]!;
		const member = new Int32Array(start[count]!);
		const profit = new Float64Array(count);
		for (let k = 0, at = 0; k < count; k++) {
			const c = places[k]!;
			profit[k] = profitOf(c);
			for (let i = known.start[c]!; i < known.start[c + 1]!; i++) member[at++] = known.member[i]!;
		}
		return { vertices, count, start, member, profit };
	}
}

/** Prices over a list of exchanges that is complete for what it is used for. */
import type { Packing } from './first-order.ts';

/** Exchanges of each vertex: `place[first[v] … first[v+1]−1]`, in increasing order. */
export function byVertex({ vertices, count, start, member }: Packing): { first: Int32Array; place: Int32Array } {
	const first = new Int32Array(vertices + 1);
	const entries = start[count]!;
	for (let i = 0; i < entries; i++) first[member[i]! + 1]!++;
	for (let v = 0; v < vertices; v++) first[v + 1]! += first[v]!;
	const next = first.slice(0, vertices);
	const place = new Int32Array(entries);
	for (let c = 0; c < count; c++) for (let i = start[c]!; i < start[c + 1]!; i++) place[next[member[i]!]!++] = c;
	return { first, place };
}

/** What is lost by choosing each exchange: the prices of its vertices less its profit. */
export function lossesOf({ count, start, member }: Packing, profit: Float64Array, price: Float64Array): Float64Array {
	const loss = new Float64Array(count);
	for (let c = 0; c < count; c++) {
		let sum = -profit[c]!;
		for (let i = start[c]!; i < start[c + 1]!; i++) sum += price[member[i]!]!;
		loss[c] = sum;
	}
	return loss;
}

/** Prices that cover every exchange of the list: what the best exchange of each vertex leaves to pay after its other vertices. */
export function coveringPrices(packing: Packing, profit: Float64Array): Float64Array {
	const { vertices, count, start, member } = packing;
	const price = new Float64Array(vertices);
	for (let c = 0; c < count; c++) {
		const size = start[c + 1]! - start[c]!;
		for (let i = start[c]!; i < start[c + 1]!; i++) {
			price[member[i]!] = Math.max(price[member[i]!]!, profit[c]! / size);
		}
	}
	const loss = lossesOf(packing, profit, price);
	const { first, place } = byVertex(packing);
	for (let v = 0; v < vertices; v++) {
		let room = price[v]!;
		for (let i = first[v]!; i < first[v + 1]! && room > 0; i++) room = Math.min(room, loss[place[i]!]!);
		if (room <= 0) continue;
		price[v]! -= room;
		for (let i = first[v]!; i < first[v + 1]!; i++) loss[place[i]!]! -= room;
	}
	return price;
}

/** Pricing among a list of exchanges that is complete for what it is used for: each is gone through in turn. */
import type { Pricer } from './price.ts';
import type { Found, Search } from './pricing.ts';
import type { Store } from './store.ts';

/**
 * A pricer that knows the exchanges of a list only. It goes by the profits written in the list, which must be those of the moment.
 * @param households labels under this are households: what begins with another is a chain
 */
export function pricerOfList(store: Store, vertices: number, households: number): Pricer {
	const isAny = () => true;
	const isCycle = (c: number) => store.member[store.start[c]!]! < households;

	const given = (
		price: Float64Array,
		{ above, perRoot }: Pick<Search, 'above' | 'perRoot'>,
		isWanted: (c: number) => boolean,
		found: Found
	): Float64Array => {
		const most = new Float64Array(vertices);
		const excess = new Float64Array(store.count);
		const over: number[] = [];
		for (let c = 0; c < store.count; c++) {
			if (!isWanted(c)) continue;
			let by = store.profit[c]!;
			for (let i = store.start[c]!; i < store.start[c + 1]!; i++) by -= price[store.member[i]!]!;
			excess[c] = by;
			const root = store.member[store.start[c]!]!;
			if (by > most[root]!) most[root] = by;
			if (by > above) over.push(c);
		}
		over.sort((a, b) => excess[b]! - excess[a]! || a - b);
		const times = new Int32Array(vertices);
		for (const c of over) {
			const [from, to] = [store.start[c]!, store.start[c + 1]!];
			if (times[store.member[from]!]!++ < perRoot) found(store.member.subarray(from, to), to - from, excess[c]!);
		}
		return most;
	};

	return {
		// Profits are those of the list.
		setProfits: () => {},
		search: (price, { perRoot }, found) => given(price, { above: 0, perRoot }, isAny, found),
		enumerate: (price, options, found) => given(price, options, isAny, found),
		enumerateCycles(price, options, found) {
			given(price, options, isCycle, found);
			return true;
		}
	};
}

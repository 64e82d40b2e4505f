/**
 * The relaxation of a short list of exchanges, by the dual simplex method. The first-order method needs hundreds of steps for a few
 * digits; from the basis of a neighbouring problem this takes a few pivots and is exact, which is what a deep search asks for.
 *
 * Every variable has two ends (an exchange is used 0 to 1 times, what is left of a row goes from 0 to its capacity), so that any
 * basis can be started from. Bounds do not rest on the pivots being exact: they are computed anew from the prices alone.
 */
import { rowsOf, type Packing } from './first-order.ts';
import { inverseOf, type InverseState } from './inverse.ts';

const TINY = 1e-9;
/** Shares this far beyond their ends are still within. */
const FEASIBLE = 1e-7;
/** A pivot smaller than this would spoil the inverse. */
const SAFE_PIVOT = 1e-7;

export type Simplex = ReturnType<typeof simplexOf>;

/** A basis and the exchanges that may be used: what `restore` goes back to. */
export type SimplexState = {
	inverse: InverseState;
	basis: Int32Array;
	place: Int32Array;
	isAtUpper: Uint8Array;
	upper: Float64Array;
	value: Float64Array;
	price: Float64Array;
	reduced: Float64Array;
};

/** The relaxation of a list, at a basis of some exchanges as far as they are independent: none to begin with. */
export function simplexOf(list: Packing, used: Iterable<number> = []) {
	const { vertices, capacity, count, start, member, profit } = list;
	const rows = rowsOf(list);
	const room = new Float64Array(rows).fill(1);
	if (capacity) room.set(capacity, vertices);
	// Variables: exchanges, then what is left of each row.
	const all = count + rows;
	const upper = new Float64Array(all).fill(1);
	upper.set(room, count);
	/** Where each variable is in the basis; −1 outside, and then at which of its ends. */
	const place = new Int32Array(all);
	const isAtUpper = new Uint8Array(all);
	const basis = new Int32Array(rows);
	const value = new Float64Array(rows);
	const price = new Float64Array(rows);
	/** What each variable outside the basis is worth beyond the prices of its rows. */
	const reduced = new Float64Array(all);
	const inverse = inverseOf(rows);
	const { width, padded } = sameWidth(list, rows);

	/** Variables that may be used, in increasing order: `usable[0 … usables−1]`; those outside the basis among them likewise. */
	const usable = new Int32Array(all);
	let usables = 0;
	const outside = new Int32Array(all);
	let outsides = 0;
	/** How far each variable outside goes when the leaving one does, in the order of `outside`. */
	const along = new Float64Array(all);
	/** Places in `outside` of those that could enter, and what each unit costs. */
	const candidates = new Int32Array(all);
	const ratios = new Float64Array(all);
	const column = new Float64Array(rows);
	const moved = new Float64Array(rows);
	let hasMoved = false;
	let work = 0;

	let isListed = false;

	const listUsable = () => {
		usables = outsides = 0;
		for (let j = 0; j < all; j++) {
			if (upper[j] === 0) continue;
			usable[usables++] = j;
			if (place[j]! < 0) outside[outsides++] = j;
		}
		isListed = true;
	};

	/** Adds to `vector` so many times the rows of a variable. */
	const spread = (vector: Float64Array, variable: number, times: number) => {
		if (variable >= count) vector[variable - count]! += times;
		else for (let i = start[variable]!; i < start[variable + 1]!; i++) vector[member[i]!]! += times;
	};

	/** Writes in `column` how basic variables change with a variable. */
	const layColumn = (variable: number) => {
		column.fill(0);
		spread(column, variable, 1);
		inverse.solve(column);
	};

	/** Brings a variable, whose column is laid, into the basis at row r. */
	const bring = (variable: number, r: number) => {
		inverse.replace(r, column);
		place[basis[r]!] = -1;
		basis[r] = variable;
		place[variable] = r;
	};

	/** Starts from some exchanges, as far as they are independent, and what is left of rows. */
	const begin = (exchanges: Iterable<number>) => {
		inverse.begin();
		place.fill(-1);
		for (let r = 0; r < rows; r++) {
			basis[r] = count + r;
			place[count + r] = r;
		}
		for (const c of exchanges) {
			layColumn(c);
			let best = -1;
			for (let r = 0; r < rows; r++) {
				if (basis[r]! < count || Math.abs(column[r]!) < 0.01) continue;
				if (best < 0 || Math.abs(column[r]!) > Math.abs(column[best]!) + TINY) best = r;
			}
			if (best >= 0) bring(c, best);
		}
		inverse.fold();
		listUsable();
		layPrices();
		layValues();
	};

	const layPrices = () => {
		for (let r = 0; r < rows; r++) price[r] = basis[r]! < count ? profit[basis[r]!]! : 0;
		inverse.solveTransposed(price);
		for (let j = 0; j < all; j++) {
			if (place[j]! >= 0) reduced[j] = 0;
			else if (j >= count) reduced[j] = -price[j - count]!;
			else reduced[j] = profit[j]! - costOf(j);
		}
		work += rows * rows + start[count]!;
	};
	const costOf = (c: number): number => {
		let cost = 0;
		for (let i = start[c]!; i < start[c + 1]!; i++) cost += price[member[i]!]!;
		return cost;
	};

	/** Puts what is outside the basis at the end its worth calls for, and the basis at what follows. */
	const layValues = () => {
		value.set(room);
		for (let j = 0; j < all; j++) {
			const isUp = place[j]! < 0 && upper[j]! > 0 && reduced[j]! > 0;
			isAtUpper[j] = isUp ? 1 : 0;
			if (isUp) spread(value, j, -upper[j]!);
		}
		inverse.solve(value);
		moved.fill(0);
		hasMoved = false;
	};

	/** Follows what was moved from one end to the other. */
	const followMoved = () => {
		if (!hasMoved) return;
		inverse.solve(moved);
		for (let r = 0; r < rows; r++) value[r]! += moved[r]!;
		moved.fill(0);
		hasMoved = false;
	};
	const flip = (variable: number) => {
		spread(moved, variable, isAtUpper[variable] === 1 ? upper[variable]! : -upper[variable]!);
		isAtUpper[variable]! ^= 1;
		hasMoved = true;
	};

	/** The row whose basic variable is furthest beyond its ends; −1 when all are within. */
	const leaving = (): number => {
		let worst = -1;
		let most = 0;
		for (let r = 0; r < rows; r++) {
			const beyond = Math.max(-value[r]!, value[r]! - upper[basis[r]!]!);
			if (beyond <= FEASIBLE) continue;
			const weighed = (beyond * beyond) / inverse.norm[r]!;
			if (weighed > most) {
				most = weighed;
				worst = r;
			}
		}
		return worst;
	};

	/** The place in `outside` of the variable to bring in so that row r changes by `lacking` in the direction of `sign`; −1 when none does. */
	const entering = (row: Float64Array, sign: number, lacking: number): number => {
		let several = 0;
		for (let k = 0; k < outsides; k++) {
			const j = outside[k]!;
			let sum = 0;
			for (let i = j * width, end = i + width; i < end; i++) sum += row[padded[i]!]!;
			along[k] = sum;
			const towards = isAtUpper[j] === 1 ? -sign * sum : sign * sum;
			if (towards <= SAFE_PIVOT) continue;
			candidates[several] = k;
			ratios[several++] = Math.abs(reduced[j]!) / towards;
		}
		work += (width + 1) * outsides;
		for (let passed = 0; ; passed++) {
			let least = Infinity;
			let at = -1;
			let widest = 0;
			for (let c = passed; c < several; c++) {
				const ratio = ratios[c]!;
				if (ratio > least + TINY) continue;
				const size = Math.abs(along[candidates[c]!]!);
				if (ratio >= least - TINY && size <= widest) continue;
				least = Math.min(least, ratio);
				at = c;
				widest = size;
			}
			if (at < 0) return -1;
			const k = candidates[at]!;
			const j = outside[k]!;
			// One that cannot make up for the whole is put at its other end, and the next one is looked for.
			lacking -= widest * upper[j]!;
			if (lacking <= FEASIBLE) return k;
			flip(j);
			candidates[at] = candidates[passed]!;
			ratios[at] = ratios[passed]!;
		}
	};

	/** One pivot: 'optimal' when there is none to make, 'lost' when rounding leaves none that is safe. */
	const pivot = (): 'pivoted' | 'optimal' | 'lost' => {
		const r = leaving();
		if (r < 0) return 'optimal';
		const out = basis[r]!;
		const isHigh = value[r]! > upper[out]!;
		const sign = isHigh ? 1 : -1;
		const target = isHigh ? upper[out]! : 0;
		const row = inverse.row(r);
		const at = entering(row, sign, Math.abs(value[r]! - target));
		followMoved();
		if (at < 0) return 'lost';
		const variable = outside[at]!;
		layColumn(variable);
		if (Math.abs(column[r]!) < SAFE_PIVOT) return 'lost';
		const step = (-sign * Math.abs(reduced[variable]!)) / Math.abs(along[at]!);
		if (step !== 0) {
			for (let k = 0; k < rows; k++) price[k]! += step * row[k]!;
			for (let k = 0; k < outsides; k++) reduced[outside[k]!]! -= step * along[k]!;
		}
		const by = (value[r]! - target) / column[r]!;
		for (let i = 0; i < rows; i++) value[i]! -= column[i]! * by;
		value[r] = (isAtUpper[variable] === 1 ? upper[variable]! : 0) + by;
		bring(variable, r);
		reduced[variable] = 0;
		reduced[out] = -step;
		isAtUpper[out] = isHigh ? 1 : 0;
		isAtUpper[variable] = 0;
		outside[at] = upper[out] === 0 ? outside[--outsides]! : out;
		return 'pivoted';
	};

	const usedExchanges = () => basis.filter((j) => j < count);

	begin(used);
	return {
		/** Exchanges of the basis. */
		used: usedExchanges,
		/** An exchange that may not be used, until a state where it might is restored. */
		forbid(c: number) {
			if (isAtUpper[c] === 1) flip(c);
			upper[c] = 0;
			isListed = false;
		},
		isForbidden: (c: number) => upper[c] === 0,
		/** Pivots until prices are the best, or so many times. */
		run(most: number): 'optimal' | 'unfinished' | 'lost' {
			if (!isListed) listUsable();
			followMoved();
			for (let k = 0; k < most; k++) {
				const made = pivot();
				if (made !== 'pivoted') return made;
			}
			return 'unfinished';
		},
		/** The same basis with an inverse computed anew, when rounding has spoilt it. */
		refresh: () => begin(usedExchanges()),
		/** What no choice among the exchanges allowed exceeds; `loss` receives what using each would lower it by. */
		bound(loss: Float64Array): number {
			let total = 0;
			for (let r = 0; r < rows; r++) total += Math.max(0, price[r]!) * room[r]!;
			for (let k = 0; k < usables; k++) {
				const c = usable[k]!;
				if (c >= count) break;
				if (upper[c] === 0) continue;
				let rest = profit[c]!;
				for (let i = start[c]!; i < start[c + 1]!; i++) rest -= Math.max(0, price[member[i]!]!);
				if (rest > 0) total += rest;
				loss[c] = Math.max(0, -rest);
			}
			work += start[count]!;
			return total;
		},
		share(c: number): number {
			const r = place[c]!;
			return r >= 0 ? value[r]! : isAtUpper[c]! * upper[c]!;
		},
		/** Work done so far, in entries gone through. */
		work: () => work + inverse.work(),
		/** Keeps the present basis, in a state no longer needed or in a new one. */
		save(into?: SimplexState): SimplexState {
			inverse.fold();
			listUsable();
			const state = into ?? {
				inverse: inverse.emptyState(),
				basis: new Int32Array(rows),
				place: new Int32Array(all),
				isAtUpper: new Uint8Array(all),
				upper: new Float64Array(all),
				value: new Float64Array(rows),
				price: new Float64Array(rows),
				reduced: new Float64Array(all)
			};
			inverse.save(state.inverse);
			state.basis.set(basis);
			state.place.set(place);
			state.isAtUpper.set(isAtUpper);
			state.upper.set(upper);
			state.value.set(value);
			state.price.set(price);
			state.reduced.set(reduced);
			return state;
		},
		restore(state: SimplexState): void {
			inverse.restore(state.inverse);
			basis.set(state.basis);
			place.set(state.place);
			isAtUpper.set(state.isAtUpper);
			upper.set(state.upper);
			value.set(state.value);
			price.set(state.price);
			reduced.set(state.reduced);
			moved.fill(0);
			hasMoved = false;
			listUsable();
		}
	};
}

/** The rows of each variable, as many for each: an exchange with fewer also uses a row that is none, where vectors have a zero. */
function sameWidth({ count, start, member }: Packing, rows: number): { width: number; padded: Int32Array } {
	let width = 1;
	for (let c = 0; c < count; c++) width = Math.max(width, start[c + 1]! - start[c]!);
	const padded = new Int32Array((count + rows) * width).fill(rows);
	for (let c = 0; c < count; c++) padded.set(member.subarray(start[c]!, start[c + 1]!), c * width);
	for (let r = 0; r < rows; r++) padded[(count + r) * width] = r;
	return { width, padded };
}

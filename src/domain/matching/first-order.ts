/**
 * The linear relaxation, by a first-order method: primal-dual hybrid gradient with reflection and Halpern anchoring, restarted when
 * it has made enough progress (as in the solvers cuPDLPx and r²HPDHG). A simplex on tens of thousands of exchanges takes minutes;
 * this takes a fraction of a second for the three or four digits that are needed, and its prices need no basis to be repaired.
 *
 *     maximise  Σ profit · share   such that   Σ share of the exchanges of each vertex ≤ 1 (each row ≤ its capacity),
 *                                              Σ worth · share ≥ atLeast for each floor,   share ≥ 0
 */
export type Packing = {
	vertices: number;
	/**
	 * Further rows, numbered after the vertices, that exchanges share: row vertices + k is used at most `capacity[k]` times, by an
	 * exchange as many times as it is listed among its members (after its vertices).
	 */
	capacity?: Float64Array;
	count: number;
	start: Int32Array;
	member: Int32Array;
	profit: Float64Array;
};

/** Vertices and other rows. */
export const rowsOf = ({ vertices, capacity }: Packing): number => vertices + (capacity?.length ?? 0);

/** A list made of some exchanges of another, without further rows. */
export function partOf({ vertices, ...list }: Packing, places: ArrayLike<number>): Packing {
	const start = new Int32Array(places.length + 1);
	const profit = new Float64Array(places.length);
	const member: number[] = [];
	for (let k = 0; k < places.length; k++) {
		const c = places[k]!;
		profit[k] = list.profit[c]!;
		for (let i = list.start[c]!; i < list.start[c + 1]! && list.member[i]! < vertices; i++)
			member.push(list.member[i]!);
		start[k + 1] = member.length;
	}
	return { vertices, count: places.length, start, member: Int32Array.from(member), profit };
}

/** A level that must keep at least a value: the worth of each exchange at that level. */
export type Floor = { worth: Float64Array; atLeast: number };

/** Where the method stands: shares of exchanges, prices of vertices (then of other rows), and what a unit of each floor costs. */
export type Iterate = { share: Float64Array; price: Float64Array; rate: Float64Array; balance: number };

/** A start: nothing shared, given prices and rates. */
export const iterateFrom = (price: Float64Array, rate: Float64Array = new Float64Array(0)): Iterate => ({
	share: new Float64Array(0),
	price: Float64Array.from(price),
	rate: Float64Array.from(rate),
	balance: 0
});

/** Steps a little smaller than the largest safe ones. */
const CAUTION = 0.99;
const CHECK_EVERY = 16;
/**
 * With floors, the ratio of the steps stays under so many times the most that an exchange is worth. A floor nearly out of reach
 * draws its rate a long way, which would lengthen the steps on prices, then the rate's own, without end.
 */
const MOST_BALANCE = 1;

/** Runs some iterations from where `iterate` stands, and leaves it at the last point reached. */
export function descend(
	packing: Packing,
	floors: readonly Floor[],
	iterate: Iterate,
	iterations: number,
	shouldStop: () => boolean
): void {
	const { vertices, capacity, count, start, member, profit } = packing;
	if (iterate.share.length !== count) {
		const share = new Float64Array(count);
		share.set(iterate.share.subarray(0, Math.min(count, iterate.share.length)));
		iterate.share = share;
	}
	const { share, price, rate } = iterate;
	const rows = price.length;
	const sides = floors.map((floor, k) => sideOf(floor, profit, count, rate, k));
	const uses = new Float64Array(rows);
	let largest = 0;
	for (let c = 0; c < count; c++) largest = Math.max(largest, profit[c]!);
	for (let i = 0; i < start[count]!; i++) uses[member[i]!]!++;
	if (largest === 0 && sides.length === 0) return;
	/** Per exchange, the sum of its coefficients in absolute value: its step is the inverse. */
	const weight = new Float64Array(count);
	for (let c = 0; c < count; c++) {
		weight[c] = start[c + 1]! - start[c]!;
		for (const side of sides) weight[c]! += Math.abs(side.worth[c]!);
	}
	// Ratio of the steps on prices and on shares; adjusted at each restart to how far both travelled.
	let balance = iterate.balance || Math.max(1, largest) * 0.4;
	const anchorShare = share.slice();
	const anchorPrice = price.slice();
	const nextShare = share.slice();
	const nextPrice = price.slice();
	const load = new Float64Array(rows);
	let age = 0;
	let firstMove = 0;
	let lastMove = Infinity;

	for (let iteration = 1; iteration <= iterations; iteration++) {
		const forward = (age + 1) / (age + 2);
		const home = 1 / (age + 2);
		let move = 0;
		load.fill(0);
		for (const side of sides) side.load = 0;
		for (let c = 0, from = start[0]!; c < count; c++) {
			const to = start[c + 1]!;
			let gain = profit[c]!;
			for (let i = from; i < to; i++) gain -= price[member[i]!]!;
			for (let k = 0; k < sides.length; k++) gain += sides[k]!.worth[c]! * sides[k]!.rate;
			const old = share[c]!;
			let next = old + (CAUTION * gain) / (balance * weight[c]!);
			if (next < 0) next = 0;
			nextShare[c] = next;
			const reflected = 2 * next - old;
			if (reflected !== 0) {
				for (let i = from; i < to; i++) load[member[i]!]! += reflected;
				for (let k = 0; k < sides.length; k++) sides[k]!.load += sides[k]!.worth[c]! * reflected;
			}
			const by = next - old;
			if (by !== 0) move += by * by * weight[c]! * balance;
			share[c] = forward * reflected + home * anchorShare[c]!;
			from = to;
		}
		for (let v = 0; v < rows; v++) {
			if (uses[v] === 0) continue;
			const old = price[v]!;
			const room = v < vertices ? 1 : capacity![v - vertices]!;
			let next = old + (CAUTION * balance * (load[v]! - room)) / uses[v]!;
			if (next < 0) next = 0;
			nextPrice[v] = next;
			const by = next - old;
			if (by !== 0) move += (by * by * uses[v]!) / balance;
			price[v] = forward * (2 * next - old) + home * anchorPrice[v]!;
		}
		for (const side of sides) {
			const old = side.rate;
			side.next = Math.max(0, old + (CAUTION * balance * (side.atLeast - side.load)) / side.uses);
			move += ((side.next - old) ** 2 * side.uses) / balance;
			side.rate = forward * (2 * side.next - old) + home * side.anchor;
		}
		age++;
		if (age === 1) firstMove = move;
		if (iteration % CHECK_EVERY !== 0 || iteration === iterations) continue;
		if (shouldStop()) break;
		const isDue =
			move < 0.04 * firstMove ||
			(move < 0.64 * firstMove && move > lastMove) ||
			(age >= 0.36 * iteration && iteration > 32);
		lastMove = move;
		if (!isDue) continue;
		let travelledShare = 0;
		let travelledPrice = 0;
		for (let c = 0; c < count; c++) {
			const by = nextShare[c]! - anchorShare[c]!;
			if (by !== 0) travelledShare += by * by * weight[c]!;
		}
		for (let v = 0; v < rows; v++) {
			const by = nextPrice[v]! - anchorPrice[v]!;
			if (by !== 0) travelledPrice += by * by * uses[v]!;
		}
		for (const side of sides) travelledPrice += (side.next - side.anchor) ** 2 * side.uses;
		if (travelledShare > 1e-18 && travelledPrice > 1e-18) {
			balance = Math.sqrt(balance * Math.sqrt(travelledPrice / travelledShare));
			if (sides.length > 0) balance = Math.min(balance, MOST_BALANCE * mostWorth(packing, sides));
		}
		share.set(nextShare);
		price.set(nextPrice);
		anchorShare.set(nextShare);
		anchorPrice.set(nextPrice);
		for (const side of sides) side.rate = side.anchor = side.next;
		age = 0;
		lastMove = Infinity;
	}
	share.set(nextShare);
	price.set(nextPrice);
	sides.forEach((side, k) => (rate[k] = side.next / side.unit));
	iterate.balance = balance;
}

/** The most that an exchange is worth, what it brings to the floors included. */
function mostWorth({ count, profit }: Packing, sides: readonly { worth: Float64Array; rate: number }[]): number {
	let most = 0;
	for (let c = 0; c < count; c++) {
		let worth = profit[c]!;
		for (const side of sides) worth += side.rate * side.worth[c]!;
		most = Math.max(most, worth);
	}
	return most;
}

/** A floor in units that make its largest coefficient 1, so that its steps compare with those of prices. */
function sideOf(floor: Floor, profit: Float64Array, count: number, rate: Float64Array, k: number) {
	let unit = 0;
	for (let c = 0; c < count; c++) unit = Math.max(unit, Math.abs(floor.worth[c]!));
	if (unit === 0) unit = 1;
	const worth = new Float64Array(count);
	let uses = 1e-9;
	for (let c = 0; c < count; c++) {
		worth[c] = floor.worth[c]! / unit;
		uses += Math.abs(worth[c]!);
	}
	const start = (rate[k] ?? 0) * unit;
	return { worth, atLeast: floor.atLeast / unit, uses, unit, rate: start, next: start, anchor: start, load: 0 };
}

/** What the shares are worth once scaled down, exchange by exchange, so that no vertex is used more than once. */
export function feasibleValue(packing: Packing, share: Float64Array): number {
	const { vertices, count, start, member, profit } = packing;
	const load = new Float64Array(vertices);
	for (let c = 0; c < count; c++) for (let i = start[c]!; i < start[c + 1]!; i++) load[member[i]!]! += share[c]!;
	let value = 0;
	for (let c = 0; c < count; c++) {
		if (share[c]! <= 0) continue;
		let heaviest = 1;
		for (let i = start[c]!; i < start[c + 1]!; i++) heaviest = Math.max(heaviest, load[member[i]!]!);
		value += (profit[c]! * share[c]!) / heaviest;
	}
	return value;
}

/**
 * Prices: one non-negative number per vertex such that no exchange is worth more than the prices of its vertices together. Their
 * sum is then a proven upper bound on any set of exchanges, whoever computed them and however.
 *
 * They are found by a first-order method (primal-dual hybrid gradient) on the linear relaxation, then rounded up to a grid of
 * 1/4096 and repaired, so that the proof is exact arithmetic.
 */
export type PackingProblem = {
	vertices: number;
	columns: number;
	/** Vertices of column c: `member[start[c] … start[c+1]−1]`. */
	start: Int32Array;
	member: Int32Array;
	profit: Float64Array;
};

/** The step on which prices are rounded. */
export const PRICE_GRID = 4096;

const roundUp = (price: number) => Math.ceil(price * PRICE_GRID) / PRICE_GRID;

/** Columns of each vertex: `column[first[v] … first[v+1]−1]`, in increasing order. */
export function columnsByVertex(problem: PackingProblem): { first: Int32Array; column: Int32Array } {
	const first = new Int32Array(problem.vertices + 1);
	const entries = problem.start[problem.columns]!;
	for (let i = 0; i < entries; i++) first[problem.member[i]! + 1]!++;
	for (let v = 0; v < problem.vertices; v++) first[v + 1]! += first[v]!;
	const next = first.slice(0, problem.vertices);
	const column = new Int32Array(entries);
	for (let c = 0; c < problem.columns; c++) {
		for (let i = problem.start[c]!; i < problem.start[c + 1]!; i++) column[next[problem.member[i]!]!++] = c;
	}
	return { first, column };
}

/** Approximate optimum of the relaxation: `share` says how much of each column is used, `price` what each vertex is worth. */
export function relax(
	problem: PackingProblem,
	iterations: number,
	shouldStop: () => boolean
): { share: Float64Array; price: Float64Array } {
	const { vertices, columns, start, member, profit } = problem;
	const share = new Float64Array(columns);
	const price = new Float64Array(vertices);
	let scale = 0;
	for (let c = 0; c < columns; c++) scale = Math.max(scale, profit[c]!);
	if (scale === 0) return { share, price };
	const uses = new Float64Array(vertices);
	for (let i = 0; i < start[columns]!; i++) uses[member[i]!]!++;
	const meanShare = new Float64Array(columns);
	const meanPrice = new Float64Array(vertices);
	const load = new Float64Array(vertices);
	let averaged = 0;
	// Prices are a few times smaller than profits, shares are between 0 and 1: this ratio of steps balances the two.
	const balance = scale / 4;
	for (let iteration = 1; iteration <= iterations; iteration++) {
		if ((iteration & 31) === 0 && shouldStop()) break;
		load.fill(0);
		for (let c = 0; c < columns; c++) {
			const from = start[c]!;
			const to = start[c + 1]!;
			let gain = profit[c]!;
			for (let i = from; i < to; i++) gain -= price[member[i]!]!;
			const old = share[c]!;
			const moved = Math.min(1, Math.max(0, old + (0.95 * gain) / (balance * (to - from))));
			share[c] = moved;
			meanShare[c]! += moved;
			const ahead = 2 * moved - old;
			if (ahead !== 0) for (let i = from; i < to; i++) load[member[i]!]! += ahead;
		}
		for (let v = 0; v < vertices; v++) {
			if (uses[v] === 0) continue;
			price[v] = Math.max(0, price[v]! + (0.95 * balance * (load[v]! - 1)) / uses[v]!);
			meanPrice[v]! += price[v]!;
		}
		averaged++;
		// Restarting from the running average turns the slow spiral into a fast descent; the period grows so that it settles.
		if ((iteration & (iteration - 1)) === 0 && iteration >= 64) {
			for (let c = 0; c < columns; c++) share[c] = meanShare[c]! / averaged;
			for (let v = 0; v < vertices; v++) price[v] = meanPrice[v]! / averaged;
			meanShare.fill(0);
			meanPrice.fill(0);
			averaged = 0;
		}
	}
	return { share, price };
}

/**
 * Turns any prices into valid ones for the columns given: rounded up to the grid, raised until every column is covered, then
 * lowered vertex by vertex as far as the columns allow.
 */
export function provenPrices(problem: PackingProblem, price: Float64Array): Float64Array {
	const { vertices, columns, start, member, profit } = problem;
	const proven = new Float64Array(vertices);
	for (let v = 0; v < vertices; v++) proven[v] = roundUp(Math.max(0, price[v]!));
	const slack = new Float64Array(columns);
	const { first, column } = columnsByVertex(problem);
	const shift = (v: number, by: number) => {
		proven[v]! += by;
		for (let i = first[v]!; i < first[v + 1]!; i++) slack[column[i]!]! += by;
	};
	for (let c = 0; c < columns; c++) {
		let sum = 0;
		for (let i = start[c]!; i < start[c + 1]!; i++) sum += proven[member[i]!]!;
		slack[c] = sum - profit[c]!;
	}
	for (let c = 0; c < columns; c++) {
		if (slack[c]! >= 0) continue;
		let dearest = member[start[c]!]!;
		for (let i = start[c]!; i < start[c + 1]!; i++) if (proven[member[i]!]! > proven[dearest]!) dearest = member[i]!;
		shift(dearest, roundUp(-slack[c]!));
	}
	for (let v = 0; v < vertices; v++) {
		let room = proven[v]!;
		for (let i = first[v]!; i < first[v + 1]! && room > 0; i++) room = Math.min(room, slack[column[i]!]!);
		if (room > 0) shift(v, -room);
	}
	return proven;
}

/** The sum of prices. */
export function totalPrice(price: Float64Array): number {
	let sum = 0;
	for (const p of price) sum += p;
	return sum;
}

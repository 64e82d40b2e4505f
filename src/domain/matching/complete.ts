/**
 * Exact completion. With proven prices, an exchange that is worth less than the prices of its vertices loses the difference, and
 * a vertex left out loses its price: a set of exchanges is worth the total price minus its losses. So only few exchanges can be
 * part of something better than what is already known, and a depth-first search over losses settles which.
 */
import { columnsByVertex, totalPrice, type PackingProblem } from './prices.ts';

/** Profits with prices proven for them. */
export type PricedObjective = { profit: Float64Array; price: Float64Array };

export type Completion = {
	/** The best columns found, when better than what was known; null otherwise. */
	chosen: number[] | null;
	/** True when nothing better than `chosen` (or, without it, than what was known) exists. */
	isProven: boolean;
	nodes: number;
};

/**
 * Looks for the columns of greatest profit above `known`, keeping each side objective at `atLeast` or more.
 * All profits are whole numbers. Stops after `nodes` steps of the search, or when asked to.
 */
export function complete(
	problem: PackingProblem,
	main: PricedObjective & { known: number },
	sides: readonly (PricedObjective & { atLeast: number })[],
	budget: { nodes: number; shouldStop: () => boolean }
): Completion {
	const { vertices, start, member } = problem;
	const objectives: PricedObjective[] = [main, ...sides];
	const allowance = [
		totalPrice(main.price) - main.known - 1,
		...sides.map((side) => totalPrice(side.price) - side.atLeast)
	];
	if (allowance.some((room) => room < 0)) return { chosen: null, isProven: true, nodes: 0 };

	const loss = objectives.map(({ profit, price }) => {
		const losses = new Float64Array(problem.columns);
		for (let c = 0; c < problem.columns; c++) {
			let sum = -profit[c]!;
			for (let i = start[c]!; i < start[c + 1]!; i++) sum += price[member[i]!]!;
			losses[c] = sum;
		}
		return losses;
	});
	const { first, column } = columnsByVertex(problem);
	const dead = new Int32Array(problem.columns);
	const live = new Int32Array(vertices);
	const isDecided = new Uint8Array(vertices);
	for (let c = 0; c < problem.columns; c++) {
		if (loss.some((losses, k) => losses[c]! > allowance[k]!)) dead[c] = 1;
		else for (let i = start[c]!; i < start[c + 1]!; i++) live[member[i]!]!++;
	}
	for (let v = 0; v < vertices; v++)
		column.subarray(first[v]!, first[v + 1]!).sort((a, b) => loss[0]![a]! - loss[0]![b]! || a - b);
	const active: number[] = [];
	for (let v = 0; v < vertices; v++) if (objectives.some(({ price }) => price[v]! > 0)) active.push(v);

	const spent = objectives.map(() => 0);
	const chosen: number[] = [];
	let best: number[] | null = null;
	let nodes = 0;
	let isStopped = false;

	const changeColumnsOf = (v: number, by: 1 | -1) => {
		for (let i = first[v]!; i < first[v + 1]!; i++) {
			const c = column[i]!;
			dead[c]! += by;
			const flips = by === 1 ? dead[c] === 1 : dead[c] === 0;
			if (flips) for (let j = start[c]!; j < start[c + 1]!; j++) live[member[j]!]! -= by;
		}
	};
	const decide = (v: number) => {
		isDecided[v] = 1;
		changeColumnsOf(v, 1);
	};
	const undecide = (v: number) => {
		changeColumnsOf(v, -1);
		isDecided[v] = 0;
	};
	const spend = (losses: (k: number) => number, sign: 1 | -1) => {
		for (let k = 0; k < spent.length; k++) spent[k]! += sign * losses(k);
	};
	const isAffordable = () => spent.every((sum, k) => sum <= allowance[k]!);

	const search = () => {
		nodes++;
		if (nodes > budget.nodes || ((nodes & 255) === 0 && budget.shouldStop())) isStopped = true;
		if (isStopped) return;
		let branch = -1;
		for (const v of active) {
			if (!isDecided[v] && (branch < 0 || live[v]! < live[branch]!)) branch = v;
			if (branch >= 0 && live[branch] === 0) break;
		}
		if (branch < 0) {
			best = [...chosen];
			// From here on only something strictly better is of interest: at least 1 less lost.
			allowance[0] = spent[0]! - 1;
			return;
		}
		const leaveOut = () => {
			spend((k) => objectives[k]!.price[branch]!, 1);
			if (isAffordable()) {
				decide(branch);
				search();
				undecide(branch);
			}
			spend((k) => objectives[k]!.price[branch]!, -1);
		};
		let isLeftOutTried = false;
		for (let i = first[branch]!; i < first[branch + 1]!; i++) {
			const c = column[i]!;
			if (dead[c]) continue;
			if (!isLeftOutTried && main.price[branch]! < loss[0]![c]!) {
				isLeftOutTried = true;
				leaveOut();
			}
			spend((k) => loss[k]![c]!, 1);
			if (isAffordable()) {
				for (let j = start[c]!; j < start[c + 1]!; j++) decide(member[j]!);
				chosen.push(c);
				search();
				chosen.pop();
				for (let j = start[c + 1]! - 1; j >= start[c]!; j--) undecide(member[j]!);
			}
			spend((k) => loss[k]![c]!, -1);
		}
		if (!isLeftOutTried) leaveOut();
	};
	search();
	return { chosen: best, isProven: !isStopped, nodes };
}

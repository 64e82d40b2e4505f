/**
 * Exact completion. With proven prices, an exchange that is worth less than the prices of its vertices loses the difference, and
 * a vertex left out loses its price: a set of exchanges is worth the total price minus its losses. So only few exchanges can be
 * part of something better than what is already known, and a depth-first search over losses settles which.
 */
import { totalOf } from './bound.ts';
import type { Floor, Packing } from './first-order.ts';
import { byVertex, coveringPrices, lossesOf } from './prices.ts';

export type Completion = {
	/** The best exchanges found, when better than what was known; null otherwise. */
	chosen: number[] | null;
	/** True when nothing better than `chosen` (or, without it, than what was known) exists in the list. */
	isProven: boolean;
	nodes: number;
};

/** Rounding of sums that are not whole (weights of floors): losses this close to what is allowed are let through. */
const SLACK = 1e-6;

/**
 * Looks among the exchanges of a list for a set of total profit `aim` or more, the floors being kept, and then for the best one.
 * The prices must cover every exchange of the list. Stops after `nodes` steps of the search, or when asked to.
 */
export function complete(
	packing: Packing,
	price: Float64Array,
	aim: number,
	floors: readonly Floor[],
	budget: { nodes: number; shouldStop: () => boolean }
): Completion {
	const allowed = totalOf(price) - aim;
	if (allowed < -SLACK) return { chosen: null, isProven: true, nodes: 0 };
	const objectives: Objective[] = [
		{ price, loss: lossesOf(packing, packing.profit, price), allowed: allowed + SLACK },
		...floors.map(({ worth, atLeast }): Objective => {
			const covering = coveringPrices(packing, worth);
			return {
				price: covering,
				loss: lossesOf(packing, worth, covering),
				allowed: totalOf(covering) - atLeast + SLACK
			};
		})
	];
	const left = { nodes: budget.nodes };
	const parts = floors.length > 0 ? [everyVertex(packing)] : separateParts(packing, objectives[0]!);
	// Each part may lose what the others, at their best known, do not: small parts first, as they are settled at once.
	parts.sort((a, b) => a.length - b.length);
	const chosen: number[] = [];
	let lost = 0;
	for (const part of parts) {
		const first = objectives[0]!;
		const rest = { ...first, allowed: first.allowed - lost };
		const found = searchPart(packing, part, [rest, ...objectives.slice(1)], left, budget.shouldStop);
		if (!found.isProven) return { chosen: null, isProven: false, nodes: budget.nodes - left.nodes };
		if (!found.chosen) return { chosen: null, isProven: true, nodes: budget.nodes - left.nodes };
		lost += found.lost;
		chosen.push(...found.chosen);
	}
	return { chosen: chosen.sort((a, b) => a - b), isProven: true, nodes: budget.nodes - left.nodes };
}

type Objective = { price: Float64Array; loss: Float64Array; allowed: number };

const everyVertex = (packing: Packing) => Array.from({ length: packing.vertices }, (_, v) => v);

/** Groups of vertices that no affordable exchange ties together. Vertices without a price are left out: they lose nothing. */
function separateParts(packing: Packing, { price, loss, allowed }: Objective): number[][] {
	const { vertices, count, start, member } = packing;
	const parent = new Int32Array(vertices);
	for (let v = 0; v < vertices; v++) parent[v] = v;
	const groupOf = (v: number) => {
		while (parent[v] !== v) {
			parent[v] = parent[parent[v]!]!;
			v = parent[v]!;
		}
		return v;
	};
	const isUsed = new Uint8Array(vertices);
	for (let c = 0; c < count; c++) {
		if (loss[c]! > allowed) continue;
		const group = groupOf(member[start[c]!]!);
		for (let i = start[c]!; i < start[c + 1]!; i++) {
			isUsed[member[i]!] = 1;
			parent[groupOf(member[i]!)] = group;
		}
	}
	const groups = new Map<number, number[]>();
	for (let v = 0; v < vertices; v++) {
		if (!isUsed[v] && price[v]! <= 0) continue;
		const group = groupOf(v);
		const list = groups.get(group);
		if (list) list.push(v);
		else groups.set(group, [v]);
	}
	return [...groups.values()];
}

/** The least lossy choice within a group of vertices. */
function searchPart(
	packing: Packing,
	part: readonly number[],
	objectives: readonly Objective[],
	left: { nodes: number },
	shouldStop: () => boolean
): { chosen: number[] | null; lost: number; isProven: boolean } {
	const { vertices, start, member } = packing;
	const main = objectives[0]!;
	const allowance = objectives.map((objective) => objective.allowed);
	const isHere = new Uint8Array(vertices);
	for (const v of part) isHere[v] = 1;
	const { first, place } = affordableByVertex(packing, isHere, objectives);
	const dead = new Int32Array(packing.count);
	const live = new Int32Array(vertices);
	for (const v of part) live[v] = first[v + 1]! - first[v]!;
	const isDecided = new Uint8Array(vertices);
	const active = part.filter((v) => objectives.some(({ price }) => price[v]! > 0));
	let longest = 1;
	for (const v of part)
		for (let i = first[v]!; i < first[v + 1]!; i++)
			longest = Math.max(longest, start[place[i]! + 1]! - start[place[i]!]!);
	const spent = objectives.map(() => 0);
	const chosen: number[] = [];
	let best: number[] | null = null;
	let isStopped = false;

	const decide = (v: number, by: 1 | -1) => {
		if (by === 1) isDecided[v] = 1;
		for (let i = first[v]!; i < first[v + 1]!; i++) {
			const c = place[i]!;
			dead[c]! += by;
			const flips = by === 1 ? dead[c] === 1 : dead[c] === 0;
			if (flips) for (let j = start[c]!; j < start[c + 1]!; j++) live[member[j]!]! -= by;
		}
		if (by === -1) isDecided[v] = 0;
	};
	const spend = (lossAt: (objective: Objective) => number, sign: 1 | -1) => {
		for (let k = 0; k < spent.length; k++) spent[k]! += sign * lossAt(objectives[k]!);
	};
	const isAffordable = () => spent.every((sum, k) => sum <= allowance[k]!);

	const search = () => {
		if (left.nodes-- <= 0 || ((left.nodes & 255) === 0 && shouldStop())) isStopped = true;
		if (isStopped) return;
		// Every undecided vertex will lose its price, or its share of the loss of one of its exchanges (sorted by loss).
		let branch = -1;
		let atLeast = spent[0]!;
		for (const v of active) {
			if (isDecided[v]) continue;
			let least = main.price[v]!;
			for (let i = first[v]!; i < first[v + 1]!; i++) {
				const c = place[i]!;
				if (dead[c]) continue;
				least = Math.min(least, main.loss[c]! / longest);
				break;
			}
			atLeast += least;
			if (
				branch < 0 ||
				live[v]! < live[branch]! ||
				(live[v] === live[branch] && main.price[v]! > main.price[branch]!)
			) {
				branch = v;
			}
		}
		if (atLeast > allowance[0]!) return;
		if (branch < 0) {
			best = [...chosen];
			// From here on only less lost is of interest.
			allowance[0] = spent[0]! - 2 * SLACK;
			return;
		}
		const leaveOut = () => {
			spend(({ price }) => price[branch]!, 1);
			if (isAffordable()) {
				decide(branch, 1);
				search();
				decide(branch, -1);
			}
			spend(({ price }) => price[branch]!, -1);
		};
		let isLeftOutTried = false;
		for (let i = first[branch]!; i < first[branch + 1]! && !isStopped; i++) {
			const c = place[i]!;
			if (dead[c]) continue;
			if (!isLeftOutTried && main.price[branch]! < main.loss[c]!) {
				isLeftOutTried = true;
				leaveOut();
			}
			spend(({ loss }) => loss[c]!, 1);
			if (isAffordable()) {
				for (let j = start[c]!; j < start[c + 1]!; j++) decide(member[j]!, 1);
				chosen.push(c);
				search();
				chosen.pop();
				for (let j = start[c + 1]! - 1; j >= start[c]!; j--) decide(member[j]!, -1);
			}
			spend(({ loss }) => loss[c]!, -1);
		}
		if (!isLeftOutTried && !isStopped) leaveOut();
	};
	search();
	return { chosen: best, lost: allowance[0]! + 2 * SLACK, isProven: !isStopped };
}

/** The exchanges of each vertex of a group that every objective can afford, the least lossy first. */
function affordableByVertex(packing: Packing, isHere: Uint8Array, objectives: readonly Objective[]) {
	const { vertices, count, start, member } = packing;
	const main = objectives[0]!.loss;
	const kept: number[] = [];
	for (let c = 0; c < count; c++) {
		if (isHere[member[start[c]!]!] && objectives.every(({ loss, allowed }) => loss[c]! <= allowed)) kept.push(c);
	}
	kept.sort((a, b) => main[a]! - main[b]! || a - b);
	const keptStart = new Int32Array(kept.length + 1);
	const keptMember: number[] = [];
	kept.forEach((c, k) => {
		for (let i = start[c]!; i < start[c + 1]!; i++) keptMember.push(member[i]!);
		keptStart[k + 1] = keptMember.length;
	});
	const profit = new Float64Array(0);
	const index = byVertex({
		vertices,
		count: kept.length,
		start: keptStart,
		member: Int32Array.from(keptMember),
		profit
	});
	return { first: index.first, place: index.place.map((k) => kept[k]!) };
}

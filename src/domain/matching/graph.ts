/**
 * The pool as the search walks it: only what can be part of an exchange, relabelled so that the busiest households come first.
 *
 * A cycle is found once, from its smallest label: the busiest household of a cycle is its root, and from a root one only looks at
 * larger labels. Rows are sorted by decreasing label, so that a walk stops at the first label that is too small.
 */
import { vertexCount, type Pool } from './pool.ts';

/** Rows of arcs: those of label v are `to[start[v] … start[v+1]−1]`; `arc` says where each is in the pool. */
export type Rows = { start: Int32Array; to: Int32Array; arc: Int32Array };

export type Graph = {
	/** Households kept: labels 0 … households−1. */
	households: number;
	/** Vacant dwellings kept: labels households … households+vacancies−1. */
	vacancies: number;
	/** From label to vertex of the pool. */
	vertex: Int32Array;
	/** From vertex of the pool to label; −1 when it takes part in nothing. */
	label: Int32Array;
	/** Arcs that lie on a cycle short enough, forwards and backwards (`to` is then where the arc comes from). */
	out: Rows;
	into: Rows;
	/** Arcs that a chain can use, from vacant dwellings and between households. */
	chain: Rows;
	/** Largest number of moves each household accepts to depend on. */
	patience: Uint8Array;
	maxCycle: number;
	maxChain: number;
};

/** Keeps what can be part of a cycle of at most `maxCycle` households or of a chain of at most `maxChain` moves. */
export function graphOf(pool: Pool, limits: { maxCycle: number; maxChain: number }): Graph {
	const n = pool.households;
	const total = vertexCount(pool);
	const patience = pool.patience ?? new Uint8Array(n).fill(255);
	const maxCycle = Math.min(limits.maxCycle, n);
	const maxChain = pool.vacancies > 0 ? Math.min(limits.maxChain, n) : 0;
	const onCycle = maxCycle >= 2 ? arcsOnShortCycles(pool, maxCycle, patience) : new Uint8Array(pool.target.length);
	const depth = maxChain > 0 ? distanceFromVacancies(pool, maxChain, patience) : new Uint8Array(n).fill(255);
	const isChainArc = (u: number, v: number) => {
		if (maxChain === 0 || patience[v]! < 1) return false;
		return u >= n ? true : depth[u]! < maxChain && depth[u]! < patience[v]!;
	};

	const busy = new Float64Array(total);
	const inDegree = new Int32Array(total);
	const outDegree = new Int32Array(total);
	const isUsed = new Uint8Array(total);
	for (let u = 0; u < total; u++) {
		for (let arc = pool.rowStart[u]!; arc < pool.rowStart[u + 1]!; arc++) {
			const v = pool.target[arc]!;
			if (onCycle[arc]) {
				outDegree[u]!++;
				inDegree[v]!++;
			}
			if (onCycle[arc] || isChainArc(u, v)) isUsed[u] = isUsed[v] = 1;
		}
	}
	for (let v = 0; v < total; v++) busy[v] = (inDegree[v]! + 1) * (outDegree[v]! + 1);
	const order: number[] = [];
	for (let v = 0; v < n; v++) if (isUsed[v]) order.push(v);
	order.sort((a, b) => busy[b]! - busy[a]! || a - b);
	const households = order.length;
	for (let d = n; d < total; d++) if (isUsed[d]) order.push(d);
	const vertex = Int32Array.from(order);
	const label = new Int32Array(total).fill(-1);
	for (let l = 0; l < vertex.length; l++) label[vertex[l]!] = l;

	const keptPatience = new Uint8Array(households);
	for (let l = 0; l < households; l++) keptPatience[l] = patience[vertex[l]!]!;
	return {
		households,
		vacancies: vertex.length - households,
		vertex,
		label,
		...cycleRows(pool, onCycle, vertex, label, households),
		chain: chainRows(pool, isChainArc, vertex, label, maxChain > 0),
		patience: keptPatience,
		maxCycle,
		maxChain
	};
}

/**
 * Marks the arcs u → v from which a walk leads back to u within `maxCycle` arcs in all, among households patient enough. Beyond
 * five households, every arc inside a strongly connected component is kept.
 */
function arcsOnShortCycles(pool: Pool, maxCycle: number, patience: Uint8Array): Uint8Array {
	const n = pool.households;
	const { rowStart, target } = pool;
	const marks = new Uint8Array(target.length);
	const component = stronglyConnected(pool);
	const entering = transposed(pool, n);
	// back[x]: fewest arcs from x back to the present u, 1 or 2; seen[x] is u when it is known.
	const back = new Uint8Array(n);
	const seen = new Int32Array(n).fill(-1);
	const leadsBack = (v: number, u: number, arcs: number): boolean => {
		if (arcs < 1) return false;
		if (seen[v] === u && back[v]! <= arcs) return true;
		if (arcs === 1) return false;
		for (let i = rowStart[v]!; i < rowStart[v + 1]!; i++) {
			const w = target[i]!;
			if (seen[w] === u && back[w]! < arcs) return true;
		}
		if (arcs <= 3) return false;
		for (let i = rowStart[v]!; i < rowStart[v + 1]!; i++) if (leadsBack(target[i]!, u, arcs - 1)) return true;
		return false;
	};
	for (let u = 0; u < n; u++) {
		const longest = Math.min(maxCycle, patience[u]!);
		if (longest < 2 || rowStart[u] === rowStart[u + 1]) continue;
		if (maxCycle > 3 && maxCycle <= 5) {
			for (let i = entering.start[u]!; i < entering.start[u + 1]!; i++) {
				const y = entering.from[i]!;
				if (component[y] !== component[u]) continue;
				for (let j = entering.start[y]!; j < entering.start[y + 1]!; j++) {
					seen[entering.from[j]!] = u;
					back[entering.from[j]!] = 2;
				}
			}
		}
		for (let i = entering.start[u]!; i < entering.start[u + 1]!; i++) {
			seen[entering.from[i]!] = u;
			back[entering.from[i]!] = 1;
		}
		for (let arc = rowStart[u]!; arc < rowStart[u + 1]!; arc++) {
			const v = target[arc]!;
			if (component[v] !== component[u]) continue;
			const limit = Math.min(longest, patience[v]!);
			if (limit >= 2 && (maxCycle > 5 || leadsBack(v, u, limit - 1))) marks[arc] = 1;
		}
	}
	return marks;
}

/** Arcs by the household they serve. */
function transposed(pool: Pool, givers: number): { start: Int32Array; from: Int32Array } {
	const start = new Int32Array(pool.households + 1);
	const arcs = pool.rowStart[givers]!;
	for (let arc = 0; arc < arcs; arc++) start[pool.target[arc]! + 1]!++;
	for (let v = 0; v < pool.households; v++) start[v + 1]! += start[v]!;
	const next = start.slice(0, pool.households);
	const from = new Int32Array(arcs);
	for (let u = 0; u < givers; u++) {
		for (let arc = pool.rowStart[u]!; arc < pool.rowStart[u + 1]!; arc++) from[next[pool.target[arc]!]!++] = u;
	}
	return { start, from };
}

/** The strongly connected component of each household (Tarjan, without recursion). */
function stronglyConnected(pool: Pool): Int32Array {
	const n = pool.households;
	const component = new Int32Array(n).fill(-1);
	const rank = new Int32Array(n).fill(-1);
	const lowest = new Int32Array(n);
	const next = pool.rowStart.slice(0, n);
	const stack: number[] = [];
	const path: number[] = [];
	let ranked = 0;
	let components = 0;
	for (let root = 0; root < n; root++) {
		if (rank[root] !== -1) continue;
		path.push(root);
		while (path.length > 0) {
			const v = path[path.length - 1]!;
			if (rank[v] === -1) {
				rank[v] = lowest[v] = ranked++;
				stack.push(v);
			}
			if (next[v]! < pool.rowStart[v + 1]!) {
				const w = pool.target[next[v]!++]!;
				if (rank[w] === -1) path.push(w);
				else if (component[w] === -1) lowest[v] = Math.min(lowest[v]!, rank[w]!);
				continue;
			}
			path.pop();
			if (path.length > 0) {
				const parent = path[path.length - 1]!;
				lowest[parent] = Math.min(lowest[parent]!, lowest[v]!);
			}
			if (lowest[v] === rank[v]) {
				let w: number;
				do {
					w = stack.pop()!;
					component[w] = components;
				} while (w !== v);
				components++;
			}
		}
	}
	return component;
}

/** Fewest moves after which a chain can reach each household (1: straight from a vacant dwelling); 255 when it cannot. */
function distanceFromVacancies(pool: Pool, maxChain: number, patience: Uint8Array): Uint8Array {
	const n = pool.households;
	const depth = new Uint8Array(n).fill(255);
	let frontier: number[] = [];
	for (let d = n; d < vertexCount(pool); d++) frontier.push(d);
	for (let step = 1; step <= maxChain && step < 255 && frontier.length > 0; step++) {
		const reached: number[] = [];
		for (const u of frontier) {
			for (let arc = pool.rowStart[u]!; arc < pool.rowStart[u + 1]!; arc++) {
				const v = pool.target[arc]!;
				if (depth[v] !== 255 || patience[v]! < step) continue;
				depth[v] = step;
				reached.push(v);
			}
		}
		frontier = reached;
	}
	return depth;
}

function cycleRows(
	pool: Pool,
	onCycle: Uint8Array,
	vertex: Int32Array,
	label: Int32Array,
	households: number
): { out: Rows; into: Rows } {
	const start = new Int32Array(households + 1);
	const backStart = new Int32Array(households + 1);
	let arcs = 0;
	for (let l = 0; l < households; l++) {
		const u = vertex[l]!;
		for (let arc = pool.rowStart[u]!; arc < pool.rowStart[u + 1]!; arc++) {
			if (!onCycle[arc]) continue;
			arcs++;
			backStart[label[pool.target[arc]!]! + 1]!++;
		}
		start[l + 1] = arcs;
	}
	for (let l = 0; l < households; l++) backStart[l + 1]! += backStart[l]!;
	const into = { start: backStart, to: new Int32Array(arcs), arc: new Int32Array(arcs) };
	const out = { start, to: new Int32Array(arcs), arc: new Int32Array(arcs) };
	// Filling one side by decreasing label of the other leaves every row sorted by decreasing label.
	const nextInto = backStart.slice(0, households);
	for (let l = households - 1; l >= 0; l--) {
		const u = vertex[l]!;
		for (let arc = pool.rowStart[u]!; arc < pool.rowStart[u + 1]!; arc++) {
			if (!onCycle[arc]) continue;
			const at = nextInto[label[pool.target[arc]!]!]!++;
			into.to[at] = l;
			into.arc[at] = arc;
		}
	}
	const nextOut = start.slice(0, households);
	for (let l = households - 1; l >= 0; l--) {
		for (let i = backStart[l]!; i < backStart[l + 1]!; i++) {
			const at = nextOut[into.to[i]!]!++;
			out.to[at] = l;
			out.arc[at] = into.arc[i]!;
		}
	}
	return { out, into };
}

function chainRows(
	pool: Pool,
	isChainArc: (u: number, v: number) => boolean,
	vertex: Int32Array,
	label: Int32Array,
	isNeeded: boolean
): Rows {
	const start = new Int32Array(vertex.length + 1);
	let arcs = 0;
	if (!isNeeded) return { start, to: new Int32Array(0), arc: new Int32Array(0) };
	for (let l = 0; l < vertex.length; l++) {
		const u = vertex[l]!;
		for (let arc = pool.rowStart[u]!; arc < pool.rowStart[u + 1]!; arc++) if (isChainArc(u, pool.target[arc]!)) arcs++;
		start[l + 1] = arcs;
	}
	const rows = { start, to: new Int32Array(arcs), arc: new Int32Array(arcs) };
	let at = 0;
	for (let l = 0; l < vertex.length; l++) {
		const u = vertex[l]!;
		for (let arc = pool.rowStart[u]!; arc < pool.rowStart[u + 1]!; arc++) {
			if (!isChainArc(u, pool.target[arc]!)) continue;
			rows.to[at] = label[pool.target[arc]!]!;
			rows.arc[at++] = arc;
		}
	}
	return rows;
}

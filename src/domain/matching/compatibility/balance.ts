/**
 * Balance between organisms: none should move fewer of its households in a run than with its own homes alone. What each would
 * reach alone is searched first, then promised to it as a level of the run.
 */
import type { GuaranteeLevel } from '../guarantee.ts';
import type { OrderedLevel } from '../objective-settings.ts';
import { vertexCount, type AdditivePool, type Pool } from '../pool.ts';
import { poolFromArcs } from '../pool-builder.ts';
import { solve } from '../solve.ts';
import type { CompatibilityGraph } from './lay-out.ts';

type Limits = { maxCycle: number; maxChain: number };

/** The most households that an organism moves among its own homes. */
export type Alone = {
	organismId: string;
	moves: number;
	/** False when the search was cut short: it might do better. */
	isProven: boolean;
};

/** What each organism would reach alone, in the order of their identifiers. */
export function eachAlone({ pool, vertices }: CompatibilityGraph, limits: Limits, shouldStop: () => boolean): Alone[] {
	const ids = organismsOf(vertices);
	const place = new Map(ids.map((id, group) => [id, group]));
	const groupOf = Int32Array.from(vertices, ({ organismId }) => place.get(organismId)!);
	return ownPools(pool, groupOf, ids.length).map((own, group) => {
		const { value, optimal } = solve(own, { ...limits, seed: 1 }, { shouldStop });
		return { organismId: ids[group]!, moves: value, isProven: optimal };
	});
}

/**
 * The pool of a run with the balance between organisms in its place in the order of the charter; the pool as it is when the
 * charter does not speak of it.
 */
export function withBalance(
	graph: CompatibilityGraph,
	order: readonly OrderedLevel[],
	limits: Limits,
	shouldStop: () => boolean
): Pool {
	const { pool, vertices } = graph;
	const at = order.indexOf('balance');
	if (at < 0) return pool;
	const alone = eachAlone(graph, limits, shouldStop);
	const place = new Map(alone.map(({ organismId }, group) => [organismId, group]));
	const balance: GuaranteeLevel = {
		name: 'balance',
		kind: 'guarantee',
		group: Int32Array.from(vertices.slice(0, pool.households), ({ organismId }) => place.get(organismId)!),
		promised: Int32Array.from(alone, ({ moves }) => moves)
	};
	return { ...pool, levels: pool.levels.toSpliced(at, 0, balance) };
}

const organismsOf = (vertices: CompatibilityGraph['vertices']): string[] =>
	[...new Set(vertices.map(({ organismId }) => organismId))].sort();

/** For each group, the pool of its own homes, where moves are counted: all in one walk over the arcs. */
function ownPools(pool: Pool, groupOf: Int32Array, groups: number): AdditivePool[] {
	const own = Array.from({ length: groups }, () => ({
		households: 0,
		vacancies: 0,
		from: [] as number[],
		to: [] as number[]
	}));
	const numberOf = new Int32Array(groupOf.length);
	for (let v = 0; v < pool.households; v++) numberOf[v] = own[groupOf[v]!]!.households++;
	for (let v = pool.households; v < vertexCount(pool); v++) {
		const mine = own[groupOf[v]!]!;
		numberOf[v] = mine.households + mine.vacancies++;
	}
	for (let u = 0; u < vertexCount(pool); u++) {
		const mine = own[groupOf[u]!]!;
		for (let arc = pool.rowStart[u]!; arc < pool.rowStart[u + 1]!; arc++) {
			const v = pool.target[arc]!;
			if (groupOf[v] !== groupOf[u]) continue;
			mine.from.push(numberOf[u]!);
			mine.to.push(numberOf[v]!);
		}
	}
	const levels = [{ name: 'households', kind: 'count' }] as const;
	return own.map(({ from, to, ...size }, group) => {
		const arcs = { count: from.length, from: Int32Array.from(from), to: Int32Array.from(to), numbers: [] };
		const patience = pool.patience?.filter((_, v) => groupOf[v] === group) ?? null;
		return poolFromArcs({ ...size, levels }, arcs, patience);
	});
}

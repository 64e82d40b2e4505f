/**
 * The checker: says whether a set of exchanges may be carried out on a pool, and what it is worth. It trusts no engine and shares
 * no code with one: it reads the rows of the pool itself.
 */
import type { Pool } from './pool.ts';

/** A set of exchanges. A chain begins with its vacant dwelling. */
export type Selection = { cycles: readonly (readonly number[])[]; chains: readonly (readonly number[])[] };

/** Something that forbids a selection. `at` is the list at fault, `vertices` what is involved. */
export type Fault = {
	code:
		| 'NOT_A_VERTEX'
		| 'USED_TWICE'
		| 'CYCLE_TOO_SHORT'
		| 'CYCLE_TOO_LONG'
		| 'CHAIN_TOO_SHORT'
		| 'CHAIN_TOO_LONG'
		| 'VACANCY_IN_CYCLE'
		| 'CHAIN_WITHOUT_VACANCY'
		| 'VACANCY_INSIDE_CHAIN'
		| 'NO_SUCH_ARC'
		| 'PATIENCE_EXCEEDED';
	at: { list: 'cycles' | 'chains'; index: number };
	vertices: number[];
};

/** What the checker found. `value` is per level of the pool and means nothing when there are faults. */
export type CheckReport = { faults: Fault[]; value: number[]; moves: number };

/** Checks a selection against the pool and the longest exchanges allowed, and recomputes its value from the arcs. */
export function checkSelection(
	pool: Pool,
	selection: Selection,
	limits: { maxCycle: number; maxChain: number }
): CheckReport {
	const faults: Fault[] = [];
	const users = new Map<number, string>();
	const value = pool.levels.map(() => 0);
	const receivers: number[] = [];

	const inspect = (list: 'cycles' | 'chains', index: number, vertices: readonly number[]) => {
		const isCycle = list === 'cycles';
		const length = isCycle ? vertices.length : vertices.length - 1;
		const found: Fault[] = [];
		const fault = (code: Fault['code'], ...involved: number[]) =>
			found.push({ code, at: { list, index }, vertices: involved });

		const strangers = vertices.filter((v) => !Number.isInteger(v) || v < 0 || v >= pool.households + pool.vacancies);
		if (strangers.length > 0) {
			fault('NOT_A_VERTEX', ...strangers);
			faults.push(...found);
			return;
		}
		for (const vertex of vertices) {
			if (users.has(vertex)) fault('USED_TWICE', vertex);
			users.set(vertex, `${list} ${index}`);
		}
		const vacant = vertices.filter((v) => v >= pool.households);
		if (isCycle) {
			if (length < 2) fault('CYCLE_TOO_SHORT', ...vertices);
			if (length > limits.maxCycle) fault('CYCLE_TOO_LONG', ...vertices);
			if (vacant.length > 0) fault('VACANCY_IN_CYCLE', ...vacant);
		} else {
			if (length < 1) fault('CHAIN_TOO_SHORT', ...vertices);
			if (length > limits.maxChain) fault('CHAIN_TOO_LONG', ...vertices);
			const first = vertices[0];
			if (first === undefined || first < pool.households) fault('CHAIN_WITHOUT_VACANCY', ...vertices.slice(0, 1));
			const inside = vertices.slice(1).filter((v) => v >= pool.households);
			if (inside.length > 0) fault('VACANCY_INSIDE_CHAIN', ...inside);
		}
		for (const vertex of vertices) {
			const accepted = vertex < pool.households && pool.patience ? pool.patience[vertex]! : Infinity;
			if (length > accepted) fault('PATIENCE_EXCEEDED', vertex);
		}
		const arcs: number[] = [];
		for (let i = 0; i < length; i++) {
			const giver = vertices[i]!;
			const receiver = vertices[(i + 1) % vertices.length]!;
			const row = pool.target.subarray(pool.rowStart[giver]!, pool.rowStart[giver + 1]!);
			const position = row.indexOf(receiver);
			if (position < 0) fault('NO_SUCH_ARC', giver, receiver);
			else arcs.push(pool.rowStart[giver]! + position);
		}
		faults.push(...found);
		if (found.length > 0) return;
		for (let i = 1; i <= length; i++) receivers.push(vertices[i % vertices.length]!);
		pool.levels.forEach((level, k) => {
			if (level.kind === 'guarantee') return;
			if (level.kind === 'sum') {
				const weights = level.weights;
				for (const arc of arcs) value[k]! += weights ? weights[arc]! : 1;
				value[k]! += (isCycle ? level.perCycle : level.perChain)?.[length] ?? 0;
			} else {
				const holds = arcs.map((arc) => level.permille[arc]! / 1000);
				const upTo = (count: number) => holds.slice(0, count).reduce((product, p) => product * p, 1);
				const expected = isCycle ? length * upTo(length) : holds.reduce((sum, _, i) => sum + upTo(i + 1), 0);
				value[k]! += Math.round(expected * 1000);
			}
		});
	};
	selection.cycles.forEach((cycle, index) => inspect('cycles', index, cycle));
	selection.chains.forEach((chain, index) => inspect('chains', index, chain));
	pool.levels.forEach((level, k) => {
		if (level.kind === 'guarantee')
			level.promised.forEach((most, group) => {
				value[k]! += Math.min(most, receivers.filter((v) => level.group[v] === group).length);
			});
	});
	return { faults, value, moves: receivers.length };
}

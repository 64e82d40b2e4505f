/** The definition of the problem, tried out in full: every set of disjoint exchanges. For pools of a dozen households. */
import { isAdditive, type Pool } from './pool.ts';
import type { Selection } from './check.ts';
import { checkSelection } from './check.ts';

type Limits = { maxCycle: number; maxChain: number };

/** Every cycle and chain the limits and the patience of households allow. */
export function everyExchange(pool: Pool, limits: Limits): Selection {
	const cycles: number[][] = [];
	const chains: number[][] = [];
	const isAllowed = (selection: Selection) => checkSelection(pool, selection, limits).faults.length === 0;
	const extend = (path: number[]) => {
		const last = path.at(-1)!;
		const isChain = path[0]! >= pool.households;
		if (isChain && path.length > 1 && isAllowed({ cycles: [], chains: [path] })) chains.push([...path]);
		if (!isChain && path[0] === Math.min(...path) && isAllowed({ cycles: [path], chains: [] })) cycles.push([...path]);
		if (path.length >= (isChain ? limits.maxChain + 1 : limits.maxCycle)) return;
		for (let arc = pool.rowStart[last]!; arc < pool.rowStart[last + 1]!; arc++) {
			const next = pool.target[arc]!;
			if (!path.includes(next)) extend([...path, next]);
		}
	};
	for (let v = 0; v < pool.households + pool.vacancies; v++) extend([v]);
	return { cycles, chains };
}

/** The best value that can be had, level by level, found by trying everything. */
export function bestByBruteForce(
	pool: Pool,
	limits: Limits,
	isOpen: (exchange: readonly number[], isChain: boolean) => boolean = () => true
): number[] {
	const all = everyExchange(pool, limits);
	const exchanges = [
		...all.cycles.map((cycle) => ({ vertices: cycle, alone: { cycles: [cycle], chains: [] } })),
		...all.chains.map((chain) => ({ vertices: chain, alone: { cycles: [], chains: [chain] } }))
	]
		.filter(({ vertices, alone }) => isOpen(vertices, alone.chains.length > 0))
		.map(({ vertices, alone }) => ({ vertices, alone, value: checkSelection(pool, alone, limits).value }));
	let best = pool.levels.map(() => 0);
	const isSum = isAdditive(pool);
	const tryFrom = (index: number, used: Set<number>, sum: number[], chosen: Selection) => {
		// What a guarantee is worth is known of whole sets only.
		const value = isSum ? sum : checkSelection(pool, chosen, limits).value;
		if (isBetter(value, best)) best = value;
		for (let i = index; i < exchanges.length; i++) {
			const exchange = exchanges[i]!;
			if (exchange.vertices.some((v) => used.has(v))) continue;
			tryFrom(
				i + 1,
				new Set([...used, ...exchange.vertices]),
				value.map((sum, k) => sum + exchange.value[k]!),
				{
					cycles: [...chosen.cycles, ...exchange.alone.cycles],
					chains: [...chosen.chains, ...exchange.alone.chains]
				}
			);
		}
	};
	tryFrom(0, new Set(), best, { cycles: [], chains: [] });
	return best;
}

/** Whether one value is better than another: at the first level where they differ. */
export function isBetter(value: readonly number[], than: readonly number[]): boolean {
	const k = value.findIndex((number, level) => number !== than[level]);
	return k >= 0 && value[k]! > than[k]!;
}

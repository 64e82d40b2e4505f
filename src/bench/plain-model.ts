/**
 * The plain way, to compare with: exchanges listed, and the choice among them given whole to an integer solver (HiGHS). Where there
 * are too many, each household keeps only its best few dwellings, so that the list fits: the model is then a restricted one.
 */
import loadHighs from 'highs';
import { withoutParts, type AdditivePool } from '../domain/matching/pool.ts';
import { everyColumn, type Columns } from './every-exchange.ts';

/** Exchanges the solver is given at most: with more, its relaxation alone takes minutes. */
const MOST_EXCHANGES = 20_000;
/** Dwellings each household keeps, tried in turn. */
const KEPT = [Infinity, 24, 16, 12, 8, 6, 5, 4, 3];

export type PlainAnswer = {
	value: number;
	/** Over the exchanges listed: it says nothing of the others when the model is restricted. */
	bound: number;
	optimal: boolean;
	isRestricted: boolean;
};

/** Solves the first level of a pool by the plain model, in about `seconds`; null when no list fits. */
export async function solvePlainly(
	pool: AdditivePool,
	limits: { maxCycle: number; maxChain: number },
	seconds: number
): Promise<PlainAnswer | null> {
	const started = performance.now();
	const spent = () => (performance.now() - started) / 1000;
	for (const kept of KEPT) {
		const columns = everyColumn(bestDwellings(pool, kept), limits, MOST_EXCHANGES, () => spent() > seconds);
		if (!columns) continue;
		const answer = await chosenByHighs(pool, columns, Math.max(1, seconds - spent()));
		return { ...answer, isRestricted: kept < Infinity };
	}
	return null;
}

/** The pool where each household keeps the dwellings of greatest weight only. */
function bestDwellings(pool: AdditivePool, kept: number): AdditivePool {
	if (kept === Infinity) return pool;
	const [level] = pool.levels;
	const weightOf = (arc: number) => (level?.kind === 'sum' ? (level.weights?.[arc] ?? 1) : (level?.permille[arc] ?? 1));
	const wanted: { u: number; weight: number }[][] = Array.from({ length: pool.households }, () => []);
	for (let u = 0; u < pool.households + pool.vacancies; u++) {
		for (let arc = pool.rowStart[u]!; arc < pool.rowStart[u + 1]!; arc++)
			wanted[pool.target[arc]!]!.push({ u, weight: weightOf(arc) });
	}
	const removedArcs = wanted.flatMap((dwellings, v) =>
		dwellings
			.sort((a, b) => b.weight - a.weight)
			.slice(kept)
			.map(({ u }) => [u, v] as const)
	);
	return withoutParts(pool, { removedArcs });
}

async function chosenByHighs(pool: AdditivePool, { count, start, member, values }: Columns, seconds: number) {
	if (count === 0) return { value: 0, bound: 0, optimal: true };
	const highs = await loadHighs();
	const vertices = pool.households + pool.vacancies;
	const profit = values[0]!;
	const entries = start[count]!;
	return highs.withModel(
		{
			numCols: count,
			numRows: vertices,
			sense: highs.constants.objectiveSense.maximize,
			colCost: profit.slice(0, count),
			colLower: new Float64Array(count),
			colUpper: new Float64Array(count).fill(1),
			rowLower: new Float64Array(vertices).fill(-highs.infinity),
			rowUpper: new Float64Array(vertices).fill(1),
			matrix: {
				format: 'csc',
				numRows: vertices,
				numCols: count,
				starts: start.slice(0, count + 1),
				indices: member.slice(0, entries),
				values: new Float64Array(entries).fill(1)
			},
			integrality: new Int32Array(count).fill(highs.constants.variableType.integer)
		},
		(model) => {
			// Profits are whole: less than one apart is equal.
			model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.999, time_limit: seconds });
			const { modelStatus } = model.run({});
			// Given up before it chose anything: there is no choice to read.
			if (modelStatus === highs.constants.modelStatus.notSet) return { value: 0, bound: Infinity, optimal: false };
			const share = model.getSolution().colValue;
			let value = 0;
			for (let c = 0; c < count; c++) if (share[c]! > 0.5) value += profit[c]!;
			const optimal = modelStatus === highs.constants.modelStatus.optimal;
			const bound = optimal ? value : Math.floor((model.info.get('mip_dual_bound') as number) + 1e-6);
			return { value, bound, optimal };
		}
	);
}

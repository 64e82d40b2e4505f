/** The restricted integer programme, given to HiGHS when the search over losses is too long. The caller loads the solver. */
import type { Highs } from 'highs';
import type { Floor, Packing } from './first-order.ts';

export type IntegerOutcome = {
	/** The best exchanges found; null when none was. */
	chosen: number[] | null;
	/** True when the solver proved that nothing in the list is better. */
	isProven: boolean;
	/** What it proved: no choice in the list is worth more. */
	bound: number;
};

/** Chooses disjoint exchanges of greatest total profit (whole numbers), the floors being kept, starting from a known choice. */
export function chooseByHighs(
	highs: Highs,
	packing: Packing,
	floors: readonly Floor[],
	known: readonly number[],
	budget: { nodes: number; seed: number; shouldStop: () => boolean }
): IntegerOutcome {
	const { vertices, count, start, member, profit } = packing;
	const rows = vertices + floors.length;
	const starts = new Int32Array(count + 1);
	const indices: number[] = [];
	const values: number[] = [];
	for (let c = 0; c < count; c++) {
		for (let i = start[c]!; i < start[c + 1]!; i++) {
			indices.push(member[i]!);
			values.push(1);
		}
		floors.forEach(({ worth }, k) => {
			if (worth[c] === 0) return;
			indices.push(vertices + k);
			values.push(worth[c]!);
		});
		starts[c + 1] = indices.length;
	}
	const rowLower = new Float64Array(rows).fill(-highs.infinity);
	const rowUpper = new Float64Array(rows).fill(1);
	floors.forEach(({ atLeast }, k) => {
		rowLower[vertices + k] = atLeast;
		rowUpper[vertices + k] = highs.infinity;
	});
	return highs.withModel(
		{
			numCols: count,
			numRows: rows,
			sense: highs.constants.objectiveSense.maximize,
			colCost: profit.slice(0, count),
			colLower: new Float64Array(count),
			colUpper: new Float64Array(count).fill(1),
			rowLower,
			rowUpper,
			matrix: {
				format: 'csc',
				numRows: rows,
				numCols: count,
				starts,
				indices: Int32Array.from(indices),
				values: Float64Array.from(values)
			},
			integrality: new Int32Array(count).fill(highs.constants.variableType.integer)
		},
		(model): IntegerOutcome => {
			model.options.set({
				output_flag: false,
				random_seed: budget.seed & 0x7fffffff,
				mip_rel_gap: 0,
				// Profits are whole: less than one apart is equal.
				mip_abs_gap: 0.999,
				mip_max_nodes: budget.nodes
			});
			if (known.length > 0) {
				const share = new Float64Array(count);
				for (const c of known) share[c] = 1;
				model.setSolution({ colValue: share });
			}
			const { modelStatus } = model.run({
				[highs.constants.callbackType.mipInterrupt]: (event) => {
					if (budget.shouldStop()) event.interrupt();
				}
			});
			const isProven = modelStatus === highs.constants.modelStatus.optimal;
			const bound = Math.floor((model.info.get('mip_dual_bound') as number) + 1e-6);
			const share = model.getSolution().colValue;
			const chosen: number[] = [];
			for (let c = 0; c < count; c++) if (share[c]! > 0.5) chosen.push(c);
			return { chosen: isFeasible(packing, floors, chosen) ? chosen : null, isProven, bound };
		}
	);
}

/** Rounding of the solver's values is not taken on trust. */
function isFeasible(
	{ vertices, start, member }: Packing,
	floors: readonly Floor[],
	chosen: readonly number[]
): boolean {
	const isTaken = new Uint8Array(vertices);
	for (const c of chosen) {
		for (let i = start[c]!; i < start[c + 1]!; i++) {
			if (isTaken[member[i]!]) return false;
			isTaken[member[i]!] = 1;
		}
	}
	return floors.every(({ worth, atLeast }) => chosen.reduce((sum, c) => sum + worth[c]!, 0) >= atLeast);
}

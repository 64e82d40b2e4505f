import { expect, test } from 'vitest';
import { checkSelection } from './check.ts';
import { poolBuilder } from './pool-builder.ts';

/** Four households in a ring of three and a pair, one vacant dwelling (4) leading into it. */
function aRing() {
	const builder = poolBuilder({
		households: 4,
		vacancies: 2,
		levels: [
			{ name: 'moves', kind: 'count', perCycle: [0, 0, 10] },
			{ name: 'worth', kind: 'sum' },
			{ name: 'expected', kind: 'expectedMoves' }
		]
	});
	builder.arc(0, 1, 5, 500);
	builder.arc(1, 2, 7, 800);
	builder.arc(2, 0, 11, 1000);
	builder.arc(1, 0, 2, 1000);
	builder.arc(4, 2, 3, 900);
	builder.arc(2, 3, 1, 500);
	builder.patience(3, 2);
	return builder.build();
}
const limits = { maxCycle: 3, maxChain: 3 };
const codes = (selection: { cycles?: number[][]; chains?: number[][] }, allowed = limits) =>
	checkSelection(aRing(), { cycles: [], chains: [], ...selection }, allowed).faults.map((fault) => fault.code);

test('a sound selection has no fault, and its value is recomputed at each level', () => {
	const report = checkSelection(aRing(), { cycles: [[0, 1]], chains: [[4, 2, 3]] }, limits);
	// Cycle: 2 moves and 10 for being short; 5 + 2; 2 × 0.5 × 1. Chain: 2 moves; 3 + 1; 0.9 + 0.9 × 0.5.
	expect(report).toEqual({ faults: [], moves: 4, value: [14, 11, 1000 + 1350] });
});

test.each([
	['a household moves twice', { cycles: [[0, 1]], chains: [[4, 2, 0]] }, ['USED_TWICE']],
	[
		'a vacant dwelling is promised twice',
		{
			chains: [
				[4, 2],
				[4, 3]
			]
		},
		['USED_TWICE', 'NO_SUCH_ARC']
	],
	['a household appears twice in its own cycle', { cycles: [[0, 1, 0]] }, ['USED_TWICE', 'NO_SUCH_ARC']],
	['a dwelling does not suit the household', { cycles: [[0, 2]] }, ['NO_SUCH_ARC']],
	['the cycle is given backwards', { cycles: [[0, 2, 1]] }, ['NO_SUCH_ARC', 'NO_SUCH_ARC']],
	['a household exchanges with itself', { cycles: [[1]] }, ['CYCLE_TOO_SHORT', 'NO_SUCH_ARC']],
	['a vacant dwelling moves nowhere', { chains: [[4]] }, ['CHAIN_TOO_SHORT']],
	['a vacant dwelling takes part in a cycle', { cycles: [[4, 2]] }, ['VACANCY_IN_CYCLE', 'NO_SUCH_ARC']],
	['a chain starts at an occupied dwelling', { chains: [[1, 2]] }, ['CHAIN_WITHOUT_VACANCY']],
	['a chain passes through another vacant dwelling', { chains: [[4, 5]] }, ['VACANCY_INSIDE_CHAIN', 'NO_SUCH_ARC']],
	['a household unknown to the pool takes part', { cycles: [[0, 9]] }, ['NOT_A_VERTEX']],
	['a vertex is not a whole number', { cycles: [[0.5, 1]] }, ['NOT_A_VERTEX']]
])('refused: %s', (_, selection, expected) => {
	const found = codes(selection);
	for (const code of expected) expect(found).toContain(code);
});

test('refused: exchanges longer than the run allows', () => {
	expect(codes({ cycles: [[0, 1, 2]] }, { maxCycle: 2, maxChain: 0 })).toEqual(['CYCLE_TOO_LONG']);
	expect(codes({ chains: [[4, 2, 0]] }, { maxCycle: 3, maxChain: 1 })).toEqual(['CHAIN_TOO_LONG']);
});

test('refused: an exchange longer than one of its households accepts', () => {
	expect(codes({ chains: [[4, 2, 3]] })).toEqual([]);
	expect(codes({ chains: [[4, 1, 2, 3]] })).toContain('PATIENCE_EXCEEDED');
});

test('what was promised to a group of households counts up to the promise, cycles and chains together', () => {
	const pool = aRing();
	const group = Int32Array.of(0, 0, 1, 1);
	const valueOf = (...promised: number[]) => {
		const level = { name: 'balance', kind: 'guarantee', group, promised: Int32Array.from(promised) } as const;
		const chosen = { cycles: [[0, 1]], chains: [[4, 2]] };
		return checkSelection({ ...pool, levels: [level] }, chosen, { maxCycle: 3, maxChain: 3 }).value;
	};
	expect(valueOf(2, 1)).toEqual([3]);
	expect(valueOf(1, 5)).toEqual([2]);
	expect(valueOf(0, 0)).toEqual([0]);
});

import { describe, expect, test } from 'vitest';
import { poolBuilder } from '../pool-builder.ts';
import { checkSelection } from '../check.ts';
import type { CompatibilityGraph } from './lay-out.ts';
import { arrangedCycles, exchangesOf, selectionOf } from './exchanges.ts';

/** Households 0, 1, 2 in homes d0, d1, d2, and the vacant d3; an arc u → v gives the home of u to household v. */
function aGraph(arcs: [number, number][]): CompatibilityGraph {
	const builder = poolBuilder({ households: 3, vacancies: 1, levels: [{ name: 'households', kind: 'count' }] });
	for (const [u, v] of arcs) builder.arc(u, v);
	return {
		pool: builder.build(),
		vertices: [0, 1, 2, 3].map((v) => ({
			dwellingId: `d${v}`,
			organismId: `o${v}`,
			listing: v < 3 ? { listingId: `l${v}`, householdId: `h${v}` } : null
		})),
		suited: new Int32Array(3),
		keptOut: []
	};
}

const ring: [number, number][] = [
	[0, 1],
	[1, 2],
	[2, 0]
];

test('exchanges told as moves are found again in the graph, but those that it does not hold', () => {
	const graph = aGraph([...ring, [3, 0]]);
	const selection = { cycles: [[0, 1, 2]], chains: [[3, 0, 1]] };
	const told = exchangesOf(graph, selection);
	expect(selectionOf(graph, told)).toEqual(selection);
	// The law alone gives a move that the graph has no arc for; somebody has left.
	expect(selectionOf(aGraph(ring), told)).toEqual({ cycles: [[0, 1, 2]], chains: [] });
	const gone = told.map((one) => ({ ...one, moves: one.moves.map((move) => ({ ...move, currentDwellingId: 'd9' })) }));
	expect(selectionOf(graph, gone)).toEqual({ cycles: [], chains: [] });
});

describe('an exchange is told so that each household takes the home of the next', () => {
	test('and the last that of the first, in a cycle', () => {
		const [exchange] = exchangesOf(aGraph(ring), { cycles: [[0, 1, 2]], chains: [] });
		expect(exchange!.kind).toBe('cycle');
		expect(exchange!.moves.map((move) => [move.householdId, move.targetDwellingId, move.targetOrganismId])).toEqual([
			['h2', 'd1', 'o1'],
			['h1', 'd0', 'o0'],
			['h0', 'd2', 'o2']
		]);
	});

	test('and the last the vacant dwelling, in a chain that leaves the home of the first vacant', () => {
		const graph = aGraph([
			[3, 0],
			[0, 1]
		]);
		const [exchange] = exchangesOf(graph, { cycles: [], chains: [[3, 0, 1]] });
		expect(exchange!.moves.map((move) => [move.householdId, move.currentDwellingId, move.targetDwellingId])).toEqual([
			['h1', 'd1', 'd0'],
			['h0', 'd0', 'd3']
		]);
	});
});

describe('an exchange that households arranged themselves', () => {
	const graph = aGraph([...ring, [1, 0]]);
	const isAllowed = (cycle: number[]) =>
		checkSelection(graph.pool, { cycles: [cycle], chains: [] }, { maxCycle: 3, maxChain: 0 }).faults.length === 0;

	test('is kept when every one of its moves is allowed', () => {
		expect(arrangedCycles(graph, [{ listingIds: ['l0', 'l1'] }], isAllowed)).toEqual({ cycles: [[0, 1]], faults: [] });
	});

	test.each([
		[[['l0', 'l9']], 'unknownListing'],
		[[['l1', 'l2']], 'notCompatible'],
		[
			[
				['l0', 'l1'],
				['l1', 'l0']
			],
			'usedTwice'
		]
	])('%j is given back: %s', (pairs, fault) => {
		const { faults } = arrangedCycles(
			graph,
			pairs.map((listingIds) => ({ listingIds })),
			isAllowed
		);
		expect(faults).toEqual([{ listingIds: pairs.at(-1), fault }]);
	});
});

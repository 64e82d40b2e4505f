import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everyExchange } from '../brute-force.test-support.ts';
import type { Pool } from '../pool.ts';
import { poolBuilder } from '../pool-builder.ts';
import { somePool } from '../pools.test-support.ts';
import type { CompatibilityGraph } from './lay-out.ts';
import { leftOut } from './left-out.ts';

const graphOf = (pool: Pool): CompatibilityGraph => {
	const allowed = new Int32Array(pool.households);
	for (const v of pool.target) allowed[v]!++;
	return {
		pool,
		vertices: Array.from({ length: pool.households + pool.vacancies }, (_, v) => ({
			dwellingId: `d${v}`,
			organismId: 'o',
			listing: v < pool.households ? { listingId: `l${v}`, householdId: `h${v}` } : null
		})),
		suited: allowed,
		keptOut: []
	};
};

function causes(arcs: [number, number][], options: { vacancies?: number; patience?: number[] } = {}): string[] {
	const builder = poolBuilder({
		households: 5,
		vacancies: options.vacancies ?? 0,
		levels: [{ name: 'households', kind: 'count' }]
	});
	for (const [u, v] of arcs) builder.arc(u, v);
	options.patience?.forEach((moves, household) => builder.patience(household, moves));
	const nothing = { cycles: [], chains: [] };
	return leftOut(graphOf(builder.build()), nothing, { maxCycle: 3, maxChain: 2 }).map((one) => one.cause);
}

const ring = (length: number): [number, number][] => Array.from({ length }, (_, v) => [v, (v + 1) % length]);

describe('a household in no exchange is told', () => {
	test('that no home suits it, or that the rules allow none', () => {
		const builder = poolBuilder({ households: 2, vacancies: 0, levels: [] });
		const graph = { ...graphOf(builder.build()), suited: Int32Array.of(0, 4) };
		const out = leftOut(graph, { cycles: [], chains: [] }, { maxCycle: 3, maxChain: 2 });
		expect(out.map((one) => one.cause)).toEqual(['noHomeWanted', 'noHomeAllowed']);
	});

	test('that no exchange passes by it, when nobody could take its home', () => {
		expect(causes([[1, 0]])).toEqual(['noExchange', ...Array(4).fill('noHomeWanted')]);
	});

	test('that its exchange is longer than the run allows', () => {
		expect(causes(ring(4)).slice(0, 4)).toEqual(Array(4).fill('tooLongForRun'));
	});

	test('that it, or another household of its exchange, accepts fewer households', () => {
		expect(causes(ring(3), { patience: [3, 2, 3, 4, 4] }).slice(0, 3)).toEqual(Array(3).fill('tooLongForHousehold'));
	});

	test('that an exchange was possible and the run found better', () => {
		expect(causes(ring(3)).slice(0, 3)).toEqual(Array(3).fill('othersChosen'));
	});

	test('the same of a chain started by a vacant dwelling', () => {
		const chain: [number, number][] = [
			[5, 0],
			[0, 1],
			[1, 2]
		];
		expect(causes(chain, { vacancies: 1 }).slice(0, 3)).toEqual(['othersChosen', 'othersChosen', 'tooLongForRun']);
		expect(causes(chain, { vacancies: 1, patience: [1, 2, 2, 2, 2] }).slice(0, 2)).toEqual([
			'othersChosen',
			'tooLongForHousehold'
		]);
	});
});

test('« the run found better » is said exactly of those that some exchange of the limits could serve', () => {
	fc.assert(
		fc.property(somePool({ withPatience: true, largest: 6 }), (pool) => {
			const limits = { maxCycle: 3, maxChain: 3 };
			const { cycles, chains } = everyExchange(pool, limits);
			const couldBe = new Set([...cycles, ...chains].flat());
			for (const one of leftOut(graphOf(pool), { cycles: [], chains: [] }, limits)) {
				const v = Number(one.listingId.slice(1));
				if (one.suited > 0) expect([v, one.cause === 'othersChosen']).toEqual([v, couldBe.has(v)]);
			}
		}),
		{ numRuns: 300 }
	);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { everyExchange } from './brute-force.test-support.ts';
import { checkSelection } from './check.ts';
import { graphOf } from './graph.ts';
import { somePool } from './pools.test-support.ts';
import { pricerOf } from './price.ts';

const limits = fc.record({ maxCycle: fc.integer({ min: 2, max: 6 }), maxChain: fc.integer({ min: 0, max: 5 }) });

test('pricing finds every exchange worth more than its vertices, once, and the largest excess of each root', () => {
	fc.assert(
		fc.property(
			somePool({ largest: 9, withPatience: true }),
			limits,
			fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 12, maxLength: 12 }),
			fc.integer({ min: -5, max: 0 }),
			(pool, allowed, prices, above) => {
				const graph = graphOf(pool, allowed);
				const pricer = pricerOf(graph);
				const level = pool.levels[0]!;
				if (level.kind !== 'sum') throw new Error('a level of sums was asked for');
				const bonus = { perCycle: new Float64Array(7).fill(1), perChain: new Float64Array(6).fill(2) };
				pricer.setProfits({ arc: level.weights, ...bonus });
				const price = Float64Array.from(graph.vertex, (_, label) => prices[label]!);
				const found = new Map<string, number>();
				const most = pricer.enumerate(
					price,
					{ above, perRoot: Infinity, mustBeComplete: true, shouldStop: () => false },
					(labels, length, excess) => {
						const vertices = Array.from(labels.subarray(0, length), (label) => graph.vertex[label]!);
						const key = keyOf(vertices, pool.households);
						expect(found.has(key)).toBe(false);
						found.set(key, excess);
					}
				)!;
				const expected = new Map<string, number>();
				const highest = new Float64Array(graph.vertex.length);
				const all = everyExchange(pool, allowed);
				const consider = (vertices: readonly number[], isChain: boolean) => {
					const alone = isChain ? { cycles: [], chains: [vertices] } : { cycles: [vertices], chains: [] };
					const labels = vertices.map((v) => graph.label[v]!);
					const worth = checkSelection(pool, alone, allowed).value[0]! + (isChain ? 2 : 1);
					const excess = worth - labels.reduce((sum, label) => sum + price[label]!, 0);
					const root = isChain ? labels[0]! : Math.min(...labels);
					highest[root] = Math.max(highest[root]!, excess);
					if (excess > above) expected.set(keyOf(vertices, pool.households), excess);
				};
				for (const cycle of all.cycles) consider(cycle, false);
				for (const chain of all.chains) consider(chain, true);
				expect(found).toEqual(expected);
				expect([...most]).toEqual([...highest]);
			}
		),
		{ numRuns: 300 }
	);
});

function keyOf(vertices: readonly number[], households: number): string {
	if (vertices[0]! >= households) return `chain ${vertices.join(' ')}`;
	const at = vertices.indexOf(Math.min(...vertices));
	return `cycle ${[...vertices.slice(at), ...vertices.slice(0, at)].join(' ')}`;
}

test('a search finds the largest excess of each root, and gives only exchanges that are there', () => {
	fc.assert(
		fc.property(
			somePool({ largest: 9, withPatience: true }),
			limits,
			fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 12, maxLength: 12 }),
			fc.boolean(),
			(pool, allowed, prices, hasBonus) => {
				const graph = graphOf(pool, allowed);
				const pricer = pricerOf(graph);
				const perChain = new Float64Array(6).map((_, moves) => (hasBonus ? moves % 3 : 0));
				pricer.setProfits({ arc: null, perCycle: new Float64Array(7), perChain });
				const price = Float64Array.from(graph.vertex, (_, label) => prices[label]! / 4);
				const options = { perRoot: Infinity, isThorough: true, shouldStop: () => false };
				const all = new Map<string, number>();
				const vertices = (labels: Int32Array, length: number) =>
					Array.from(labels.subarray(0, length), (label) => graph.vertex[label]!);
				const expected = pricer
					.enumerate(price, { ...options, above: 0, mustBeComplete: true }, (labels, length, excess) => {
						all.set(keyOf(vertices(labels, length), pool.households), excess);
					})!
					.slice();
				const most = pricer.search(price, options, (labels, length, excess) => {
					expect(all.get(keyOf(vertices(labels, length), pool.households))).toBe(excess);
				})!;
				expect([...most]).toEqual([...expected]);
			}
		),
		{ numRuns: 300 }
	);
});

test('asked for the best few of a root, pricing gives the best few', () => {
	fc.assert(
		fc.property(somePool({ largest: 9 }), (pool) => {
			const graph = graphOf(pool, { maxCycle: 4, maxChain: 3 });
			const pricer = pricerOf(graph);
			pricer.setProfits({ arc: null, perCycle: new Float64Array(5), perChain: new Float64Array(4) });
			const price = new Float64Array(graph.vertex.length).fill(0.5);
			const best = (perRoot: number) => {
				const byRoot = new Map<number, number[]>();
				pricer.enumerate(
					price,
					{ above: 0, perRoot, mustBeComplete: true, shouldStop: () => false },
					(labels, _, excess) => {
						byRoot.set(labels[0]!, [...(byRoot.get(labels[0]!) ?? []), excess]);
					}
				);
				return byRoot;
			};
			const all = best(Infinity);
			for (const [root, values] of best(2)) {
				const sorted = [...all.get(root)!].sort((a, b) => b - a);
				expect([...values].sort((a, b) => b - a)).toEqual(sorted.slice(0, 2));
			}
			expect([...best(2).keys()]).toEqual([...all.keys()]);
		}),
		{ numRuns: 100 }
	);
});

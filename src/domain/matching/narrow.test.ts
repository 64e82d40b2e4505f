import fc from 'fast-check';
import { expect, test } from 'vitest';
import { relaxation, type Proof } from './bound.ts';
import { bestByBruteForce, everyExchange } from './brute-force.test-support.ts';
import { checkSelection } from './check.ts';
import { pricerOfList } from './listed.ts';
import { narrowedTo } from './narrow.ts';
import { withoutParts, type AdditivePool } from './pool.ts';
import { somePool } from './pools.test-support.ts';
import { searchOf } from './search.ts';

const limits = { maxCycle: 3, maxChain: 2 };
const levels = [
	{ name: 'priorities', kind: 'sum' },
	{ name: 'households', kind: 'count' }
] as const;
const never = () => false;
const budget = { rounds: 20, tolerance: 1e-4, slow: 0, enough: 0, perRoot: 4, shouldStop: never };

/** The proof of the first level of a pool; null when no exchange is possible. */
function provenFirst(pool: AdditivePool) {
	const search = searchOf(pool, limits);
	const { vertices } = search.prices;
	if (vertices === 0) return null;
	const nothing = { price: new Float64Array(vertices), rate: new Float64Array(0) };
	const relaxed = relaxation(search.prices, { level: 0, floors: [] }, nothing, budget);
	return relaxed && { search, proof: relaxed.proof };
}

/** Exchanges of a list, as vertices of the pool in increasing order. */
const listed = (search: ReturnType<typeof searchOf>) => {
	const { store } = search.prices.stock;
	return Array.from({ length: store.count }, (_, c) =>
		Array.from(store.member.subarray(store.start[c]!, store.start[c + 1]!), (label) => search.graph.vertex[label]!)
			.sort((a, b) => a - b)
			.join(' ')
	);
};

test('what a settled level strikes off is in no set that keeps it', () => {
	let struckOff = 0;
	fc.assert(
		fc.property(somePool({ levels: [...levels], largest: 6 }), (pool) => {
			const proven = provenFirst(pool);
			if (!proven) return;
			const [best] = bestByBruteForce(pool, limits);
			const left = new Set(listed(narrowedTo(proven.search, proven.proof, best!, 1_000, never)!));
			const all = everyExchange(pool, limits);
			for (const exchange of [...all.cycles, ...all.chains]) {
				if (left.has([...exchange].sort((a, b) => a - b).join(' '))) continue;
				struckOff++;
				const isChain = exchange[0]! >= pool.households;
				const alone = { cycles: isChain ? [] : [exchange], chains: isChain ? [exchange] : [] };
				const [brings] = checkSelection(pool, alone, limits).value;
				const [others] = bestByBruteForce(withoutParts(pool, { removedVertices: exchange }), limits);
				expect(brings! + others!).toBeLessThan(best!);
			}
		}),
		{ numRuns: 60 }
	);
	expect(struckOff).toBeGreaterThan(20);
});

test('a list that would be too long is not made', () => {
	fc.assert(
		fc.property(somePool({ levels: [...levels] }), (pool) => {
			const proven = provenFirst(pool);
			if (!proven) return;
			const count = listed(narrowedTo(proven.search, proven.proof, 0, 1_000, never)!).length;
			if (count > 0) expect(narrowedTo(proven.search, proven.proof, 0, count - 1, never)).toBeNull();
		}),
		{ numRuns: 30 }
	);
});

test('prices are put to the test of a list as of all exchanges', () => {
	fc.assert(
		fc.property(somePool({ levels: [...levels] }), fc.array(fc.integer({ min: 0, max: 40 })), (pool, eighths) => {
			const proven = provenFirst(pool);
			if (!proven) return;
			const { prices, graph } = proven.search;
			const weights = [1, 2];
			const nothing: Proof = { price: new Float64Array(prices.vertices), total: 0, weights, bound: 0 };
			// Every exchange is listed: none brings less than a thousand.
			const { store } = narrowedTo(proven.search, nothing, -1_000, 1_000, never)!.prices.stock;
			const pricer = pricerOfList(store, prices.vertices, graph.households);
			const price = Float64Array.from({ length: prices.vertices }, (_, v) => (eighths[v] ?? 8) / 8);
			prices.weigh(weights);
			const options = { perRoot: 1_000, above: 0, mustBeComplete: true, shouldStop: never };
			const given = (one: typeof pricer) => {
				const found: string[] = [];
				const most = one.enumerate(price, options, (labels, length, excess) => {
					found.push(`${Array.from(labels.subarray(0, length)).join(' ')}: ${excess}`);
				});
				return { most: [...most!], found: found.sort() };
			};
			expect(given(pricer)).toEqual(given(prices.pricer));
		}),
		{ numRuns: 60 }
	);
});

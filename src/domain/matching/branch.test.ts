import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choose } from './branch.ts';
import { complete } from './complete.ts';
import { descend, iterateFrom, type Floor } from './first-order.ts';
import { brokenOddSets, withOddSets } from './odd-sets.ts';
import { aPacking, everyChoice, somePacking, total } from './packings.test-support.ts';
import { coveringPrices } from './prices.ts';

const never = () => false;

test('of any list, the choice is the best there is, the floors being kept', () => {
	fc.assert(
		fc.property(
			somePacking,
			fc.integer({ min: 0, max: 4 }),
			fc.boolean(),
			({ vertices, exchanges }, least, hasFloor) => {
				const packing = aPacking(vertices, exchanges);
				const worth = Float64Array.from(exchanges, (exchange) => exchange.worth);
				const floors: Floor[] = hasFloor ? [{ worth, atLeast: least }] : [];
				const allowed = everyChoice(packing).filter((chosen) => !hasFloor || total(worth, chosen) >= least);
				const best = Math.max(-1, ...allowed.map((chosen) => total(packing.profit, chosen)));
				const price = coveringPrices(packing, packing.profit);
				const start = { price, rate: new Float64Array(floors.length) };
				const { chosen, isProven, bound } = choose(packing, floors, start, 1, { work: 1e8, shouldStop: never });
				expect(isProven).toBe(true);
				expect(bound).toBe(best < 1 ? 0 : best);
				if (best < 1) expect(chosen).toBeNull();
				else {
					expect(total(packing.profit, chosen!)).toBe(best);
					expect(allowed).toContainEqual([...chosen!]);
				}
			}
		),
		{ numRuns: 300 }
	);
});

test('the search over losses finds the same, or proves that nothing reaches what is asked', () => {
	fc.assert(
		fc.property(somePacking, fc.integer({ min: 1, max: 20 }), ({ vertices, exchanges }, aim) => {
			const packing = aPacking(vertices, exchanges);
			const best = Math.max(...everyChoice(packing).map((chosen) => total(packing.profit, chosen)));
			const price = coveringPrices(packing, packing.profit);
			const { chosen, isProven } = complete(packing, price, aim, [], { nodes: 100_000, shouldStop: never });
			expect(isProven).toBe(true);
			if (best < aim) expect(chosen).toBeNull();
			else expect(total(packing.profit, chosen!)).toBe(best);
		}),
		{ numRuns: 300 }
	);
});

test('out of work, the choice says that something better may exist', () => {
	const ring = Array.from({ length: 40 }, (_, v) => ({ members: [v, (v + 1) % 40, (v + 7) % 40], profit: 3 }));
	const packing = aPacking(40, ring);
	const start = { price: new Float64Array(40).fill(1), rate: new Float64Array(0) };
	expect(choose(packing, [], start, 1, { work: 1, shouldStop: never }).isProven).toBe(false);
	expect(choose(packing, [], start, 1, { work: Infinity, shouldStop: () => true }).isProven).toBe(false);
});

test('three pairs around a triangle are an odd set: the relaxation takes half of each, no choice takes two', () => {
	const triangle = aPacking(
		3,
		[
			[0, 1],
			[1, 2],
			[2, 0]
		].map((members) => ({ members, profit: 2 }))
	);
	const iterate = iterateFrom(new Float64Array(3));
	descend(triangle, [], iterate, 400, never);
	for (const share of iterate.share) expect(share).toBeCloseTo(0.5, 2);
	const sets = brokenOddSets(triangle, iterate.share);
	expect(sets.map((set) => [...set])).toEqual([[0, 1, 2]]);
	const tightened = withOddSets(triangle, sets);
	const again = iterateFrom(new Float64Array(4));
	descend(tightened, [], again, 2_000, never);
	const reached = again.share.reduce((sum, share, c) => sum + share * tightened.profit[c]!, 0);
	expect(reached).toBeCloseTo(2, 1);
});

test('an odd set excludes no choice', () => {
	fc.assert(
		fc.property(somePacking, ({ vertices, exchanges }) => {
			const packing = aPacking(vertices, exchanges);
			const iterate = iterateFrom(new Float64Array(vertices));
			descend(packing, [], iterate, 200, never);
			const { capacity, start, member } = withOddSets(packing, brokenOddSets(packing, iterate.share));
			for (const chosen of everyChoice(packing)) {
				const uses = new Float64Array(vertices + (capacity?.length ?? 0));
				for (const c of chosen) for (let i = start[c]!; i < start[c + 1]!; i++) uses[member[i]!]!++;
				capacity?.forEach((most, k) => expect(uses[vertices + k]).toBeLessThanOrEqual(most));
			}
		}),
		{ numRuns: 200 }
	);
});

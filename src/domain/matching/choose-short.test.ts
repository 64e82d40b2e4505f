import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aPacking, everyChoice, somePacking, total } from './packings.test-support.ts';
import { chooseShort } from './choose-short.ts';
import { simplexOf } from './simplex.ts';

const never = () => false;
/** Far more than these lists take, and an end for a search that would go round. */
const plenty = { work: 1e7, shouldStop: never };

test('of any list, the choice is the best there is', () => {
	fc.assert(
		fc.property(somePacking, fc.integer({ min: 0, max: 30 }), ({ vertices, exchanges }, aim) => {
			const packing = aPacking(vertices, exchanges);
			const best = Math.max(...everyChoice(packing).map((chosen) => total(packing.profit, chosen)));
			const { chosen, isProven, bound } = chooseShort(packing, aim, 1, plenty);
			expect(isProven).toBe(true);
			expect(chosen && total(packing.profit, chosen)).toBe(best >= aim ? best : null);
			if (chosen) expect(bound).toBe(best);
			else expect(bound).toBeLessThan(aim);
		}),
		{ numRuns: 1000 }
	);
});

test('stopped at any moment, it says what no choice exceeds, and begins there when it is asked again', () => {
	fc.assert(
		fc.property(somePacking, fc.integer({ min: 0, max: 3_000 }), ({ vertices, exchanges }, work) => {
			const packing = aPacking(vertices, exchanges);
			const best = Math.max(...everyChoice(packing).map((chosen) => total(packing.profit, chosen)));
			const stopped = chooseShort(packing, 0, 1, { work, shouldStop: never });
			expect(stopped.bound).toBeGreaterThanOrEqual(best);
			const { chosen, bound } = chooseShort(packing, 0, 1, plenty, stopped.bound);
			expect([total(packing.profit, chosen!), bound]).toEqual([best, best]);
		}),
		{ numRuns: 200 }
	);
});

test('two households that only exchange together are no reason to branch', () => {
	const packing = aPacking(7, [
		{ members: [3, 2, 4, 0], profit: 6 },
		{ members: [6, 5], profit: 3 },
		{ members: [0, 3, 4, 1], profit: 4 },
		{ members: [1, 4, 5], profit: 6 },
		{ members: [1, 3], profit: 5 }
	]);
	const { chosen, isProven } = chooseShort(packing, 2, 1, plenty);
	expect(isProven).toBe(true);
	expect(chosen && total(packing.profit, chosen)).toBe(9);
});

test('a search that may do no work proves nothing', () => {
	const ring = [0, 1, 2].map((v) => ({ members: [v, (v + 1) % 3], profit: 2 }));
	expect(chooseShort(aPacking(3, ring), 1, 1, { work: 0, shouldStop: never }).isProven).toBe(false);
});

test('the relaxation of an odd ring uses half of each exchange', () => {
	const ring = [0, 1, 2].map((v) => ({ members: [v, (v + 1) % 3], profit: 2 }));
	const simplex = simplexOf(aPacking(3, ring));
	expect(simplex.run(100)).toBe('optimal');
	expect(simplex.bound(new Float64Array(3))).toBeCloseTo(3);
	expect([0, 1, 2].map((c) => simplex.share(c))).toEqual([0.5, 0.5, 0.5].map((half) => expect.closeTo(half)));
});

test('no choice is worth more than the bound, however few the pivots and whatever is struck off', () => {
	fc.assert(
		fc.property(
			somePacking,
			fc.integer({ min: 0, max: 6 }),
			fc.array(fc.nat({ max: 11 }), { maxLength: 3 }),
			({ vertices, exchanges }, pivots, places) => {
				const packing = aPacking(vertices, exchanges);
				const simplex = simplexOf(packing);
				simplex.run(2);
				const struck = places.filter((c) => c < packing.count);
				const state = simplex.save();
				for (const c of struck) simplex.forbid(c);
				simplex.run(pivots);
				const loss = new Float64Array(packing.count);
				const best = (choices: number[][]) => Math.max(...choices.map((chosen) => total(packing.profit, chosen)));
				const choices = everyChoice(packing);
				expect(simplex.bound(loss)).toBeGreaterThan(
					best(choices.filter((chosen) => !chosen.some((c) => struck.includes(c)))) - 1e-6
				);
				simplex.restore(state);
				expect(simplex.run(1000)).toBe('optimal');
				expect(simplex.bound(loss)).toBeGreaterThan(best(choices) - 1e-6);
			}
		),
		{ numRuns: 500 }
	);
});

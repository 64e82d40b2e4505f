import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Packing } from './first-order.ts';
import { merged } from './merge.ts';
import { pickByRank, valuesOf } from './propose.ts';

/** Exchanges of two or three among twelve vertices, with their values at two levels. */
const someSets = fc
	.array(
		fc.record({
			members: fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { minLength: 2, maxLength: 3 }),
			first: fc.integer({ min: 1, max: 4 }),
			second: fc.integer({ min: 1, max: 9 }),
			mine: fc.double({ min: 0, max: 1, noNaN: true }),
			other: fc.double({ min: 0, max: 1, noNaN: true })
		}),
		{ minLength: 2, maxLength: 14 }
	)
	.map((exchanges) => {
		const start = new Int32Array(exchanges.length + 1);
		exchanges.forEach(({ members }, c) => (start[c + 1] = start[c]! + members.length));
		const values = [
			Float64Array.from(exchanges, ({ first }) => first),
			Float64Array.from(exchanges, ({ second }) => second)
		];
		const member = Int32Array.from(exchanges.flatMap(({ members }) => members));
		const packing: Packing = { vertices: 12, count: exchanges.length, start, member, profit: values[0]! };
		const ranked = (by: 'mine' | 'other') =>
			pickByRank(
				packing,
				Float64Array.from(exchanges, (exchange) => exchange[by])
			);
		return { packing, values, mine: ranked('mine'), other: ranked('other') };
	});

const isDisjoint = ({ start, member }: Packing, chosen: Int32Array) => {
	const all = [...chosen].flatMap((c) => [...member.subarray(start[c]!, start[c + 1]!)]);
	return new Set(all).size === all.length;
};

test('two sets merged are a set, as good as each of them at the first level where they differ', () => {
	fc.assert(
		fc.property(someSets, ({ packing, values, mine, other }) => {
			const both = merged(packing, values, mine, other, { level: 0, floors: [], weights: [1, 0], reader: null });
			expect(isDisjoint(packing, both)).toBe(true);
			const [a, b] = valuesOf(values, both);
			for (const set of [mine, other]) {
				const [c, d] = valuesOf(values, set);
				expect(a! > c! || (a === c && b! >= d!)).toBe(true);
			}
		})
	);
});

test('merged for a second level, two sets keep what the first level reached and never get worse', () => {
	fc.assert(
		fc.property(someSets, fc.double({ min: 0, max: 3, noNaN: true }), ({ packing, values, mine, other }, rate) => {
			const [reached, before] = valuesOf(values, mine);
			const floors = [{ level: 0, atLeast: reached! }];
			const both = merged(packing, values, mine, other, { level: 1, floors, weights: [rate, 1], reader: null });
			expect(isDisjoint(packing, both)).toBe(true);
			const [first, second] = valuesOf(values, both);
			expect(first).toBeGreaterThanOrEqual(reached!);
			if (first === reached) expect(second).toBeGreaterThanOrEqual(before!);
		})
	);
});

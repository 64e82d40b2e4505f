import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findArc, vertexCount, withoutParts } from './pool.ts';
import { poolBuilder } from './pool-builder.ts';
import { poolFingerprint } from './pool-fingerprint.ts';
import { somePool } from './pools.test-support.ts';

const shape = { households: 3, vacancies: 1, levels: [{ name: 'worth', kind: 'sum' as const }] };

test('rows come out in order, whatever the order the arcs came in', () => {
	const builder = poolBuilder(shape);
	builder.arc(3, 1, 4);
	builder.arc(0, 2, 5);
	builder.arc(0, 1, 6);
	const pool = builder.build();
	expect([...pool.rowStart]).toEqual([0, 2, 2, 2, 3]);
	expect([...pool.target]).toEqual([1, 2, 1]);
	expect(pool.levels[0]).toMatchObject({ kind: 'sum', weights: Int32Array.of(6, 5, 4) });
	expect([findArc(pool, 0, 2), findArc(pool, 2, 0)]).toEqual([1, -1]);
});

test('an arc given twice keeps its last weight', () => {
	const builder = poolBuilder(shape);
	builder.arc(0, 1, 1);
	builder.arc(0, 2, 2);
	builder.arc(0, 1, 3);
	expect(builder.build()).toMatchObject({ target: Int32Array.of(1, 2), levels: [{ weights: Int32Array.of(3, 2) }] });
});

test('weights beyond 32 bits are kept exactly', () => {
	const builder = poolBuilder(shape);
	builder.arc(0, 1, 2 ** 40 + 1);
	expect(builder.build().levels[0]).toMatchObject({ weights: Float64Array.of(2 ** 40 + 1) });
});

test.each([
	['a vertex the pool does not have', [4, 0, 1], 'no vertex 4'],
	['a vacant dwelling receiving someone', [0, 3, 1], 'no household 3'],
	['a household moving home', [1, 1, 1], 'already lives'],
	['a weight that is not whole', [0, 1, 0.5], 'whole numbers'],
	['a missing weight', [0, 1], 'carries 1 numbers']
] as const)('the builder refuses %s', (_, arc, message) => {
	expect(() => poolBuilder(shape).arc(...(arc as unknown as [number, number]))).toThrow(message);
});

test('taking parts away removes exactly their arcs and leaves the original untouched', () => {
	fc.assert(
		fc.property(somePool(), fc.nat(), fc.nat(), (pool, a, b) => {
			const before = poolFingerprint(pool);
			const vertex = a % vertexCount(pool);
			const arc = pool.target.length > 0 ? b % pool.target.length : -1;
			const giver = arc < 0 ? 0 : pool.rowStart.findIndex((_, u) => pool.rowStart[u + 1]! > arc);
			const cut: [number, number][] = arc < 0 ? [] : [[giver, pool.target[arc]!]];
			const smaller = withoutParts(pool, { removedVertices: [vertex], removedArcs: cut });
			for (let u = 0; u < vertexCount(pool); u++) {
				for (let v = 0; v < pool.households; v++) {
					const isGone = u === vertex || v === vertex || cut.some(([from, to]) => from === u && to === v);
					expect(findArc(smaller, u, v) >= 0).toBe(!isGone && findArc(pool, u, v) >= 0);
				}
			}
			expect(poolFingerprint(pool)).toBe(before);
		}),
		{ numRuns: 60 }
	);
});

test('the fingerprint changes with a weight, an arc, a level or the patience of a household', () => {
	const made = (build: (builder: ReturnType<typeof poolBuilder>) => void, levels = shape.levels) => {
		const builder = poolBuilder({ ...shape, levels });
		build(builder);
		return poolFingerprint(builder.build());
	};
	const all = [
		made((b) => b.arc(0, 1, 1)),
		made((b) => b.arc(0, 1, 2)),
		made((b) => b.arc(0, 1, 2 ** 32 + 1)),
		made((b) => b.arc(1, 0, 1)),
		made((b) => (b.arc(0, 1, 1), b.patience(1, 2))),
		made((b) => b.arc(0, 1, 1), [{ name: 'quality', kind: 'sum' }])
	];
	expect(new Set(all).size).toBe(all.length);
	expect(made((b) => b.arc(0, 1, 1))).toBe(all[0]);
	expect(all[0]).toMatch(/^[0-9a-f]{32}$/);
});

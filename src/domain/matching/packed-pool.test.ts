import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packPool, unpackPool } from './packed-pool.ts';
import { poolFingerprint } from './pool-fingerprint.ts';
import { somePool, somePoolWithPromises } from './pools.test-support.ts';

test('a pool kept as bytes is the same pool again', () => {
	const levels = [
		{ name: 'worth', kind: 'sum' as const, perCycle: [0, 0, 2] },
		{ name: 'moves', kind: 'count' as const, perChain: [1, 2] },
		{ name: 'likely', kind: 'expectedMoves' as const }
	];
	fc.assert(
		fc.property(fc.oneof(somePool({ levels, withPatience: true }), somePoolWithPromises(1)), (pool) => {
			const again = unpackPool(packPool(pool));
			expect(again).toEqual(pool);
			expect(poolFingerprint(again)).toBe(poolFingerprint(pool));
		})
	);
});

test('the bytes may lie anywhere in their buffer, as a database gives them', () => {
	fc.assert(
		fc.property(somePool(), fc.integer({ min: 1, max: 7 }), (pool, shift) => {
			const bytes = packPool(pool);
			const moved = Buffer.alloc(bytes.length + shift);
			moved.set(bytes, shift);
			expect(unpackPool(moved.subarray(shift))).toEqual(pool);
		})
	);
});

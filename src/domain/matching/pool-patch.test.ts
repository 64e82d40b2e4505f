import fc from 'fast-check';
import { expect, test } from 'vitest';
import { oneNumberFor, oneNumberOfPatched } from './one-number.ts';
import { surroundingsOf } from './passing-by.ts';
import { patched, type PoolPatch } from './pool-patch.ts';
import type { Pool } from './pool.ts';
import { poolBuilder } from './pool-builder.ts';
import { poolFingerprint } from './pool-fingerprint.ts';
import { newRoom } from './room.ts';

const [households, vertices] = [8, 10];
const limits = { maxCycle: 3, maxChain: 3 };
type Arc = { u: number; v: number; worth: number };

const arcs = fc.uniqueArray(
	fc.record({ u: fc.nat(vertices - 1), v: fc.nat(households - 1), worth: fc.integer({ min: 0, max: 9 }) }),
	{ selector: ({ u, v }) => `${u} ${v}`, maxLength: 60 }
);

function poolOf(all: readonly Arc[], patience: readonly number[]): Pool {
	const levels = [
		{ name: 'moves', kind: 'count' },
		{ name: 'worth', kind: 'sum' }
	] as const;
	const builder = poolBuilder({ households, vacancies: vertices - households, levels });
	for (const { u, v, worth } of all) if (u !== v) builder.arc(u, v, worth);
	for (const [v, moves] of patience.entries()) builder.patience(v, moves);
	return builder.build();
}

test('a pool of which some vertices are written anew is, to the byte, the one laid out with their arcs', () => {
	const room = newRoom();
	const some = fc.uniqueArray(fc.nat(vertices - 1), { maxLength: 4 });
	fc.assert(
		fc.property(arcs, arcs, some, (before, after, anew) => {
			const touches = ({ u, v }: Arc) => anew.includes(u) || anew.includes(v);
			const now = [...before.filter((arc) => !touches(arc)), ...after.filter(touches)];
			const patienceNow = Array.from({ length: households }, (_, v) => (anew.includes(v) ? 2 : 5));
			const pool = poolOf(before, new Array<number>(households).fill(5));
			const laidOut = poolOf(now, patienceNow);
			const inOrder = after.filter((arc) => touches(arc) && arc.u !== arc.v).sort((a, b) => a.u - b.u || a.v - b.v);
			const patch: PoolPatch = {
				vertices: anew,
				patience: anew.map(() => 2),
				arcs: inOrder.flatMap(({ u, v, worth }) => [u, v, worth])
			};
			const fingerprint = poolFingerprint(pool);
			const patchedPool = patched(pool, patch, room);
			expect(poolFingerprint(patchedPool.pool)).toBe(poolFingerprint(laidOut));
			expect(poolFingerprint(pool)).toBe(fingerprint);

			const scale = oneNumberFor(pool, limits, 8)!;
			const scaleNow = oneNumberOfPatched(scale, patchedPool, patch);
			const isBeyond = inOrder.some(({ worth }) => worth > scale.ranges[1]![1]);
			expect(scaleNow === null).toBe(isBeyond);
			if (!scaleNow) return;
			for (const [arc, weight] of scaleNow.weight.entries()) {
				expect(scaleNow.of([arc], false).total).toBe(weight);
				expect(scaleNow.mostOfArc).toBeGreaterThanOrEqual(weight);
			}
			const around = surroundingsOf(patchedPool.pool, limits, scaleNow, room);
			for (const [i, arc] of around.arcTo.entries()) {
				const u = around.giverTo[i]!;
				expect(arc).toBeGreaterThanOrEqual(laidOut.rowStart[u]!);
				expect(arc).toBeLessThan(laidOut.rowStart[u + 1]!);
			}
		}),
		{ numRuns: 300 }
	);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { surroundingsOf } from './passing-by.ts';
import { standingBounds } from './path-bounds.ts';
import { oneNumberFor } from './one-number.ts';
import { vertexCount, type Pool } from './pool.ts';
import { poolBuilder } from './pool-builder.ts';

const limits = { maxCycle: 4, maxChain: 4 };
const households = 7;
const vertices = 9;

const arcs = fc.uniqueArray(
	fc.record({ u: fc.nat(vertices - 1), v: fc.nat(households - 1), worth: fc.integer({ min: 0, max: 9 }) }),
	{ selector: ({ u, v }) => `${u} ${v}`, maxLength: 40 }
);
const some = fc.uniqueArray(fc.nat(vertices - 1), { maxLength: 5 });

function poolOf(all: { u: number; v: number; worth: number }[]): Pool {
	const builder = poolBuilder({
		households,
		vacancies: vertices - households,
		levels: [{ name: 'worth', kind: 'sum' }]
	});
	for (const { u, v, worth } of all) if (u !== v) builder.arc(u, v, worth);
	return builder.build();
}

/** The most that paths of so many moves bring, by trying them all. */
function triedAll(pool: Pool, weight: Float64Array, taken: Uint8Array) {
	const arcsFrom = (u: number) => [...pool.target.keys()].slice(pool.rowStart[u], pool.rowStart[u + 1]);
	const after = (moves: number, v: number): number =>
		moves === 0
			? 0
			: Math.max(
					-Infinity,
					...arcsFrom(v)
						.filter((arc) => !taken[pool.target[arc]!])
						.map((arc) => weight[arc]! + after(moves - 1, pool.target[arc]!))
				);
	const before = (moves: number, v: number): number => {
		if (moves === 0) return v >= pool.households ? 0 : -Infinity;
		if (v >= pool.households) return -Infinity;
		const worths: number[] = [];
		for (let u = 0; u < vertexCount(pool); u++)
			for (const arc of arcsFrom(u))
				if (pool.target[arc] === v && !taken[u]) worths.push(weight[arc]! + before(moves - 1, u));
		return Math.max(-Infinity, ...worths);
	};
	return { after, before };
}

test('bounds counted before some homes opened, others closed and some moves came to weigh more are never too low', () => {
	fc.assert(
		fc.property(arcs, some, some, some, (all, closedThen, closedNow, freed) => {
			const pool = poolOf(all);
			const around = surroundingsOf(pool, limits, oneNumberFor(pool, limits, 8)!);
			const { weight } = around.scale;
			const flags = (list: readonly number[]) =>
				Uint8Array.from({ length: vertices }, (_, v) => (list.includes(v) ? 1 : 0));
			const standing = standingBounds(around, flags(closedThen));
			const opened = closedThen.filter((v) => !closedNow.includes(v));
			standing.open(opened);
			const raised = freed.filter((v) => v < households);
			for (const [arc, v] of pool.target.entries()) if (raised.includes(v)) weight[arc]! += 100;
			const bounds = standing.around(around, raised, flags(closedNow));
			const truth = triedAll(pool, weight, flags(closedNow));
			const isOnlyOpened = closedNow.every((v) => closedThen.includes(v));
			for (let moves = 0; moves <= limits.maxChain; moves++)
				for (let v = 0; v < vertices; v++)
					for (const side of ['after', 'before'] as const) {
						expect(bounds[side](moves, v)).toBeGreaterThanOrEqual(truth[side](moves, v));
						// Where nothing closed since, they are as low as they can be.
						if (isOnlyOpened) expect(bounds[side](moves, v)).toBe(truth[side](moves, v));
					}
			bounds.undo();
			for (const [arc, v] of pool.target.entries()) if (raised.includes(v)) weight[arc]! -= 100;
			// What was opened is as if it had never been closed.
			const stillClosed = flags(closedThen.filter((v) => closedNow.includes(v)));
			const again = standing.around(around, [], stillClosed);
			const counted = triedAll(pool, weight, stillClosed);
			for (let v = 0; v < vertices; v++) {
				expect(again.after(2, v)).toBe(counted.after(2, v));
				expect(again.before(2, v)).toBe(counted.before(2, v));
			}
		}),
		{ numRuns: 300 }
	);
});

import { expect, test } from 'vitest';
import { poolBuilder } from '../pool-builder.ts';
import { solve } from '../solve.ts';
import { defaultObjective } from '../objective-settings.ts';
import { eachAlone, withBalance } from './balance.ts';
import type { CompatibilityGraph } from './lay-out.ts';
import { levelsOf } from './objective.ts';

const limits = { maxCycle: 3, maxChain: 2 };
const never = () => false;

/** Homes of organisms, the vacant ones last, and moves [home, household, quality]. */
function aGraph(
	organisms: readonly string[],
	vacancies: number,
	moves: readonly (readonly [number, number, number])[]
): CompatibilityGraph {
	const households = organisms.length - vacancies;
	const builder = poolBuilder({ households, vacancies, levels: levelsOf(limits, defaultObjective, false) });
	for (const [home, household, quality] of moves) builder.arc(home, household, 0, 0, quality);
	return {
		pool: builder.build(),
		vertices: organisms.map((organismId, v) => ({
			dwellingId: `d${v}`,
			organismId,
			listing: v < households ? { listingId: `l${v}`, householdId: `h${v}` } : null
		})),
		suited: new Int32Array(households),
		keptOut: []
	};
}

/** Two households of Hautil could exchange; one of them and one of Viosne too, for homes they like better. */
const drawn = aGraph(['hautil', 'hautil', 'viosne'], 0, [
	[0, 1, 10],
	[1, 0, 10],
	[1, 2, 90],
	[2, 1, 90]
]);

test('each organism alone has its own homes only, vacant ones too', () => {
	const graph = aGraph(['viosne', 'hautil', 'hautil', 'viosne'], 1, [
		[0, 1, 10],
		[1, 0, 10],
		[1, 2, 10],
		[2, 1, 10],
		[3, 0, 10]
	]);
	expect(eachAlone(graph, limits, never)).toEqual([
		{ organismId: 'hautil', moves: 2, isProven: true },
		{ organismId: 'viosne', moves: 1, isProven: true }
	]);
});

test('an organism does not lose, for comfort, what it would do alone', () => {
	const pool = withBalance(drawn, defaultObjective.order, limits, never);
	expect(pool.levels.map(({ name }) => name)).toEqual(defaultObjective.order);
	const { cycles, levels, optimal } = solve(pool, limits);
	expect(cycles).toEqual([[0, 1]]);
	expect(levels.find(({ name }) => name === 'balance')).toMatchObject({ value: 2, bound: 2 });
	expect(optimal).toBe(true);
});

test('the charter decides what comes before balance, and one that does not speak of it does without', () => {
	const { order } = defaultObjective;
	const last = [...order.filter((name) => name !== 'balance'), 'balance'] as const;
	const { cycles, levels } = solve(withBalance(drawn, last, limits, never), limits);
	expect(cycles).toEqual([[1, 2]]);
	expect(levels.at(-1)).toMatchObject({ name: 'balance', value: 1, bound: 1, optimal: true });
	expect(withBalance(drawn, last.slice(0, 4), limits, never)).toBe(drawn.pool);
});

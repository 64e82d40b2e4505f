import fc from 'fast-check';
import { expect, test } from 'vitest';
import { graphOf } from './graph.ts';
import { weighed } from './objective.ts';
import { poolBuilder } from './pool-builder.ts';
import { exchangeValue } from './value.ts';

/** The links of one exchange: a ring of households, or a vacant dwelling and those who follow. */
function aPoolOf(links: readonly number[], isChain: boolean) {
	const households = links.length;
	const builder = poolBuilder({
		households,
		vacancies: isChain ? 1 : 0,
		levels: [{ name: 'likely', kind: 'expectedMoves' }]
	});
	for (const [i, permille] of links.entries()) {
		const from = i > 0 ? i - 1 : isChain ? households : households - 1;
		builder.arc(from, i, permille);
	}
	return builder.build();
}

const anExchange = fc.tuple(fc.boolean(), fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 12 }));

test('no exchange is worth more than the sum that stands for the moves expected of it', () => {
	fc.assert(
		fc.property(anExchange, ([isChain, links]) => {
			const pool = aPoolOf(links, isChain);
			const limits = { maxCycle: isChain ? 0 : links.length, maxChain: isChain ? links.length : 0 };
			const { profits, isExact } = weighed(pool, graphOf(pool, limits), [1]);
			expect(isExact).toBe(false);
			const arcs = [...pool.target.keys()];
			const inOrder = isChain ? [...arcs.slice(-1), ...arcs.slice(0, -1)] : arcs;
			const sum = arcs.reduce((total, arc) => total + profits.arc![arc]!, 0);
			const atMost = sum + (isChain ? profits.perChain : profits.perCycle)![links.length]!;
			expect(exchangeValue(pool.levels[0]!, inOrder, isChain)).toBeLessThanOrEqual(atMost);
		}),
		{ numRuns: 300 }
	);
});

test('links that are all as likely leave nothing between them', () => {
	const pool = aPoolOf([800, 800, 800], false);
	const { profits } = weighed(pool, graphOf(pool, { maxCycle: 3, maxChain: 0 }), [1]);
	const sum = [...profits.arc!].reduce((total, profit) => total + profit, 0) + profits.perCycle![3]!;
	// Three moves made at 0.8³, and the half thousandth that rounding may have given.
	expect(sum - 1_536).toBeLessThan(1);
});

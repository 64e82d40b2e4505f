import type { AdditiveLevel } from './pool.ts';

/** What one exchange, given by the arcs of its moves in order, is worth at a level. */
export function exchangeValue(level: AdditiveLevel, arcs: readonly number[], isChain: boolean): number {
	if (level.kind === 'sum') {
		let sum = (isChain ? level.perChain : level.perCycle)?.[arcs.length] ?? 0;
		for (const arc of arcs) sum += level.weights ? level.weights[arc]! : 1;
		return sum;
	}
	let allSoFar = 1;
	let expected = 0;
	for (const arc of arcs) {
		allSoFar *= level.permille[arc]! / 1000;
		expected += allSoFar;
	}
	return Math.round((isChain ? expected : arcs.length * allSoFar) * 1000);
}

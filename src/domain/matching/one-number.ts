/**
 * Levels weighed into one number that orders exchanges as the levels do, one after the other: exact as long as whole
 * numbers are.
 */
import type { Level, Pool } from './pool.ts';
import { exchangeValue } from './value.ts';

export type OneNumber = {
	/** What each arc brings, in the order of `Pool.target`; at most, for a level of expected moves. */
	weight: Float64Array;
	/** What one point of each level weighs. */
	factors: readonly number[];
	/** The most that an arc brings; zero when none brings anything. */
	mostOfArc: number;
	/** The most that one move brings at each level, what its exchange adds included. */
	mostOfMove: readonly number[];
	/** What the length of an exchange adds. */
	ofCycle: readonly number[];
	ofChain: readonly number[];
	/** The value of an exchange at each level, and as one number. */
	of: (arcs: readonly number[], isChain: boolean) => { values: number[]; total: number };
};

const numbersOf = (level: Level) => (level.kind === 'sum' ? level.weights : level.permille);

/** How far apart the values of two arcs may be, and two bonuses; zero is always a value, `atMost` may become one. */
function spreadOf(level: Level, atMost = 0): number {
	const numbers = numbersOf(level);
	let [least, most] = numbers ? [0, atMost] : [0, 1];
	for (let i = 0; numbers && i < numbers.length; i++) {
		least = Math.min(least, numbers[i]!);
		most = Math.max(most, numbers[i]!);
	}
	const bonuses = level.kind === 'sum' ? [0, ...(level.perCycle ?? []), ...(level.perChain ?? [])] : [0];
	return most - least + Math.max(...bonuses) - Math.min(...bonuses);
}

/**
 * One number for the levels of a pool; null when they are too large to be told apart in one exact number.
 * @param moves the most moves that are ever added up
 * @param atMost how much an arc may come to bring, by name of the level, where numbers are written later
 */
export function oneNumberFor(
	pool: Pool,
	limits: { maxCycle: number; maxChain: number },
	moves: number,
	atMost: Readonly<Record<string, number>> = {}
): OneNumber | null {
	const spreads = pool.levels.map((level) => spreadOf(level, atMost[level.name]));
	const factors = new Array<number>(pool.levels.length);
	let factor = 1;
	for (let k = pool.levels.length - 1; k >= 0; k--) {
		factors[k] = factor;
		factor *= moves * spreads[k]! + 1;
	}
	if (factor > Number.MAX_SAFE_INTEGER) return null;
	const weight = new Float64Array(pool.target.length);
	for (const [k, level] of pool.levels.entries()) {
		const numbers = numbersOf(level);
		for (let arc = 0; arc < weight.length; arc++) weight[arc]! += factors[k]! * (numbers ? numbers[arc]! : 1);
	}
	// Expected moves are rounded to the nearest thousandth: one more than the sum of the arcs, at most.
	const bonusOf = (level: Level, list: 'perCycle' | 'perChain', n: number) =>
		level.kind === 'sum' ? (level[list]?.[n] ?? 0) : 1;
	const bonuses = (longest: number, list: 'perCycle' | 'perChain') =>
		Array.from({ length: longest + 1 }, (_, n) =>
			pool.levels.reduce((sum, level, k) => sum + factors[k]! * bonusOf(level, list, n), 0)
		);
	let mostOfArc = 0;
	for (const one of weight) mostOfArc = Math.max(mostOfArc, one);
	for (const [k, { name }] of pool.levels.entries()) mostOfArc += factors[k]! * (atMost[name] ?? 0);
	return {
		weight,
		factors,
		mostOfArc,
		mostOfMove: spreads,
		ofCycle: bonuses(limits.maxCycle, 'perCycle'),
		ofChain: bonuses(limits.maxChain, 'perChain'),
		of(arcs, isChain) {
			const values = pool.levels.map((level) => exchangeValue(level, arcs, isChain));
			return { values, total: values.reduce((sum, value, k) => sum + value * factors[k]!, 0) };
		}
	};
}

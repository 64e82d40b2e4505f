/**
 * Levels weighed into one number that orders exchanges as the levels do, one after the other. The search goes by a number that is
 * exact as long as whole numbers are; what is said of a whole set goes by one of any size (whole.ts).
 */
import { isAdditive, numbersOf, type AdditivePool, type Level, type Pool } from './pool.ts';
import { numberedLevels, type Patched, type PoolPatch } from './pool-patch.ts';
import { exchangeValue } from './value.ts';

export type OneNumber = {
	/** What each arc brings, in the order of `Pool.target`; at most, for a level of expected moves. */
	weight: Float64Array;
	/** What one point of each level weighs: true as long as arcs bring, at each level, what is within these. */
	factors: readonly number[];
	ranges: readonly Range[];
	/** The most that an arc brings, what may be written in it later included; zero when none brings anything. */
	mostOfArc: number;
	/** The most that may be written later. */
	mostWritten: number;
	/** The most that one move brings at each level, what its exchange adds included. */
	mostOfMove: readonly number[];
	/** What the length of an exchange adds. */
	ofCycle: readonly number[];
	ofChain: readonly number[];
	/** The value of an exchange at each level, and as one number. */
	of: (arcs: readonly number[], isChain: boolean) => { values: number[]; total: number };
};

/** The least and the most that an arc brings. */
type Range = readonly [least: number, most: number];

/** Zero is always a value, `atMost` may become one. */
function rangeOf(level: Level, atMost = 0): Range {
	const numbers = numbersOf(level);
	let [least, most] = numbers ? [0, atMost] : [0, 1];
	for (let i = 0; numbers && i < numbers.length; i++) {
		const number = numbers[i]!;
		if (number < least) least = number;
		else if (number > most) most = number;
	}
	return [least, most];
}

/** How far apart the values of two arcs may be, and two bonuses. */
function spreadOf(level: Level, [least, most]: Range): number {
	const bonuses = level.kind === 'sum' ? [0, ...(level.perCycle ?? []), ...(level.perChain ?? [])] : [0];
	return most - least + Math.max(...bonuses) - Math.min(...bonuses);
}

/**
 * One number for the levels of a pool; null when they are too large to be told apart in one exact number, or one of them is no
 * sum over exchanges.
 * @param moves the most moves that are ever added up
 * @param atMost how much an arc may come to bring, by name of the level, where numbers are written later
 */
export function oneNumberFor(
	pool: Pool,
	limits: { maxCycle: number; maxChain: number },
	moves: number,
	atMost: Readonly<Record<string, number>> = {}
): OneNumber | null {
	if (!isAdditive(pool)) return null;
	const present = pool.levels.map((level) => rangeOf(level, atMost[level.name]));
	// With room to spare where it fits, so that arcs which bring more may come.
	const wider = present.map(([least, most]): Range => [2 * least, 2 * most]);
	const ranges = [wider, present].find((some) => factorsFor(pool, some, moves));
	if (!ranges) return null;
	const factors = factorsFor(pool, ranges, moves)!;
	const weight = new Float64Array(pool.target.length);
	for (const [k, level] of pool.levels.entries()) {
		const [numbers, factor] = [numbersOf(level), factors[k]!];
		if (numbers) for (let arc = 0; arc < weight.length; arc++) weight[arc]! += factor * numbers[arc]!;
		else for (let arc = 0; arc < weight.length; arc++) weight[arc]! += factor;
	}
	// Expected moves are rounded to the nearest thousandth: one more than the sum of the arcs, at most.
	const bonusOf = (level: Level, list: 'perCycle' | 'perChain', n: number) =>
		level.kind === 'sum' ? (level[list]?.[n] ?? 0) : 1;
	const bonuses = (longest: number, list: 'perCycle' | 'perChain') =>
		Array.from({ length: longest + 1 }, (_, n) =>
			pool.levels.reduce((sum, level, k) => sum + factors[k]! * bonusOf(level, list, n), 0)
		);
	let mostOfArc = 0;
	for (let arc = 0; arc < weight.length; arc++) if (weight[arc]! > mostOfArc) mostOfArc = weight[arc]!;
	const mostWritten = pool.levels.reduce((sum, { name }, k) => sum + factors[k]! * (atMost[name] ?? 0), 0);
	return {
		weight,
		factors,
		ranges,
		mostOfArc: mostOfArc + mostWritten,
		mostWritten,
		mostOfMove: pool.levels.map((level, k) => spreadOf(level, present[k]!)),
		ofCycle: bonuses(limits.maxCycle, 'perCycle'),
		ofChain: bonuses(limits.maxChain, 'perChain'),
		of: valuerOf(pool, factors)
	};
}

/** What one point of each level must weigh; null when that is more than an exact number holds. */
function factorsFor(pool: Pool, ranges: readonly Range[], moves: number): number[] | null {
	const [above, ...factors] = exactFactors(pool.levels, ranges, moves);
	return above! > BigInt(Number.MAX_SAFE_INTEGER) ? null : factors.map(Number);
}

/**
 * What one point of each level must weigh to outweigh all that those after it may add up to; first of all, what one of a level
 * before them would.
 */
function exactFactors(levels: readonly Level[], ranges: readonly Range[], moves: number): bigint[] {
	const factors = [1n];
	for (let k = levels.length - 1; k >= 0; k--)
		factors.unshift(factors[0]! * (BigInt(moves) * BigInt(spreadOf(levels[k]!, ranges[k]!)) + 1n));
	return factors;
}

/** What one point of each level of a pool weighs, however large: for all sets of exchanges, a guarantee among the levels or not. */
export const wholeFactors = ({ levels, households }: Pool): bigint[] =>
	exactFactors(
		levels,
		levels.map((level) => rangeOf(level)),
		households
	).slice(1);

const valuerOf =
	(pool: AdditivePool, factors: readonly number[]): OneNumber['of'] =>
	(arcs, isChain) => {
		const values = pool.levels.map((level) => exchangeValue(level, arcs, isChain));
		return { values, total: values.reduce((sum, value, k) => sum + value * factors[k]!, 0) };
	};

/** The same number for a pool brought up to date; null when an arc of the patch brings what the factors did not count on. */
export function oneNumberOfPatched(before: OneNumber, { pool, inOrder }: Patched, patch: PoolPatch): OneNumber | null {
	if (!isAdditive(pool)) return null;
	const { factors, ranges, mostWritten } = before;
	const numbered = pool.levels.map((level) => numbersOf(level) !== null);
	const width = 2 + numberedLevels(pool).length;
	const mostOfMove = [...before.mostOfMove];
	let mostOfArc = before.mostOfArc;
	for (let at = 0; at < patch.arcs.length; at += width) {
		let column = at + 2;
		for (const [k, level] of pool.levels.entries()) {
			if (!numbered[k]) continue;
			const number = patch.arcs[column++]!;
			if (number < ranges[k]![0] || number > ranges[k]![1]) return null;
			mostOfMove[k] = Math.max(mostOfMove[k]!, spreadOf(level, [Math.min(0, number), Math.max(0, number)]));
		}
		mostOfArc = Math.max(mostOfArc, weightAt(at / width) + mostWritten);
	}
	const weight = inOrder('weight', before.weight, weightAt);
	return { ...before, weight, mostOfArc, mostOfMove, of: valuerOf(pool, factors) };

	function weightAt(place: number): number {
		let [weight, column] = [0, place * width + 2];
		for (let k = 0; k < factors.length; k++) weight += factors[k]! * (numbered[k] ? patch.arcs[column++]! : 1);
		return weight;
	}
}

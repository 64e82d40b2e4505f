/** Draws from published shares: a table of weights, asked with a number in [0, 1). */

/** Weights laid end to end. */
export type Chances<T> = { items: readonly T[]; cumulated: Float64Array };

/** Lays the weights of the items end to end; weights of any sum, none negative. */
export function chancesOf<T>(items: readonly T[], weights: ArrayLike<number>): Chances<T> {
	const cumulated = new Float64Array(items.length);
	let sum = 0;
	for (let i = 0; i < items.length; i++) cumulated[i] = sum += weights[i]!;
	if (!(sum > 0)) throw new RangeError('chances need a positive weight');
	return { items, cumulated };
}

/** The same, from a record of shares. */
export const chancesFrom = <K extends string>(shares: Readonly<Record<K, number>>): Chances<K> =>
	chancesOf(Object.keys(shares) as K[], Object.values<number>(shares));

/** The position of the item in whose slice the number falls. */
export function placeAt(chances: Chances<unknown>, unit: number): number {
	const { cumulated } = chances;
	const last = cumulated.length - 1;
	const aim = unit * cumulated[last]!;
	let low = 0;
	let high = last;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (cumulated[middle]! > aim) high = middle;
		else low = middle + 1;
	}
	return low;
}

/** The item in whose slice the number falls. */
export const pick = <T>(chances: Chances<T>, unit: number): T => chances.items[placeAt(chances, unit)]!;

/**
 * A number inside the class drawn, for shares by class whose keys are the first value of each class; the last class ends
 * at `end`. Inside a class all values are alike.
 */
export function classesFrom(shares: Readonly<Record<string, number>>, end: number): (unit: number) => number {
	const starts = Object.keys(shares).map(Number);
	const chances = chancesOf(starts, Object.values(shares));
	const total = chances.cumulated[starts.length - 1]!;
	return (unit) => {
		const place = placeAt(chances, unit);
		const before = place === 0 ? 0 : chances.cumulated[place - 1]!;
		const within = (unit * total - before) / (chances.cumulated[place]! - before);
		return starts[place]! + within * ((starts[place + 1] ?? end) - starts[place]!);
	};
}

/**
 * Weights of cells that respect several shares at once: iterative proportional fitting. Starting from what is plausible
 * (`seed`, 0 for the impossible), each pass scales the cells so that one share after the other comes right.
 *
 * @param shares for each share, the class of every cell and the weight wanted for every class (any sum).
 * @returns the weights, of sum 1.
 * @throws RangeError when a class that is wanted has no possible cell.
 */
export function fitShares(
	seed: ArrayLike<number>,
	shares: readonly { classOf: ArrayLike<number>; wanted: readonly number[] }[],
	passes = 60
): Float64Array {
	const weights = Float64Array.from(seed);
	const targets = shares.map(({ wanted }) => {
		const sum = wanted.reduce((a, b) => a + b, 0);
		return wanted.map((share) => share / sum);
	});
	for (let pass = 0; pass < passes; pass++) {
		for (let s = 0; s < shares.length; s++) {
			const { classOf } = shares[s]!;
			const target = targets[s]!;
			const sums = new Float64Array(target.length);
			for (let i = 0; i < weights.length; i++) sums[classOf[i]!]! += weights[i]!;
			const scale = target.map((share, k) => {
				if (share > 0 && !(sums[k]! > 0)) throw new RangeError(`share ${s}: class ${k} has no possible cell`);
				return sums[k]! > 0 ? share / sums[k]! : 0;
			});
			for (let i = 0; i < weights.length; i++) weights[i]! *= scale[classOf[i]!]!;
		}
	}
	return weights;
}

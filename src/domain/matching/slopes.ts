/** Which slopes bound a guarantee lowest: the sum that stands for it is worth no more than needed where promises are hard to keep. */
import { relaxation, type Start, type Target } from './bound.ts';
import type { Guarantee, Search } from './search.ts';
import { boundingTarget, scaleAt, slopesFor } from './tangent.ts';
import { countMoves } from './worth.ts';

/** Slopes move by this much at first, then by half as much each time. */
const FIRST_STEP = 0.5;
const LAST_STEP = 1 / 16;
const ROUNDS = 40;
const TOLERANCE = 1e-4;

/**
 * Leans the sum that stands for a guarantee. Slopes begin steep where promises are not kept; then those of the groups that the
 * relaxation gives more than was promised come down, and the others rise: bounds are convex in the slopes.
 * @param moved households that move now, by group
 */
export function leanToBound(
	{ prices }: Search,
	{ tangent, reader, lean }: Guarantee,
	target: Target,
	start: Start,
	moved: ArrayLike<number>,
	shouldStop: () => boolean
): void {
	const { promised } = tangent.level;
	const { store } = prices.stock;
	let slopes = slopesFor(promised, moved);
	let best = { bound: Infinity, slopes };
	for (let step = FIRST_STEP; step >= LAST_STEP && !shouldStop(); step /= 2) {
		lean(slopes);
		const relaxed = relaxation(prices, boundingTarget(tangent, target), start, {
			rounds: ROUNDS,
			tolerance: TOLERANCE,
			slow: TOLERANCE,
			enough: 0,
			perRoot: 4,
			shouldStop
		});
		if (!relaxed) break;
		const bound = scaleAt(tangent, tangent.at).mostFor(relaxed.proof.bound);
		if (bound < best.bound) best = { bound, slopes };
		const given = new Float64Array(promised.length);
		relaxed.share.forEach((share, c) => countMoves(reader, store, c, share, given));
		slopes = slopes.map((slope, group) =>
			Math.min(1, Math.max(0, slope + (given[group]! < promised[group]! ? step : -step)))
		);
	}
	lean(best.slopes);
}

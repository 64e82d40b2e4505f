/** What a search may spend, and how its time is shared out. */
import type { Crew } from './crew.ts';

export type Budget = {
	/** Asked between steps; true ends the run with what is known. Default: never. */
	shouldStop?: () => boolean;
	/**
	 * Seconds left to the run, asked between steps: each level, and within it the proof of its prices, gets a share. Default: no
	 * end.
	 */
	secondsLeft?: () => number;
	/** Multiplies the inner limits of the search: 1 by default, Infinity to go on until asked to stop. */
	effort?: number;
	/** Exchanges listed at most to close a gap exactly; bounds memory. */
	maxColumns?: number;
	/** Who does the attempts of a large pool. Default: the thread itself. The answer does not depend on it. */
	crew?: Crew;
	/** Told now and then how far the run is: level being settled, its bound and its value so far. */
	progress?: (state: { level: number; bound: number; value: number }) => void;
};

export type Timekeeper = {
	/** True once the whole run must stop. */
	shouldStop: () => boolean;
	/** True once a share of the seconds left now is gone, or when the whole run must stop. */
	afterShare: (share: number) => () => boolean;
	/** Whether anything was cut short. */
	hasCut: () => boolean;
};

/** Follows the time of a run; the clock is the caller's. */
export function timekeeperOf(budget: Budget): Timekeeper {
	const secondsLeft = budget.secondsLeft ?? (() => Infinity);
	let isStopped = false;
	let isCut = false;
	const shouldStop = () => (isStopped ||= (budget.shouldStop?.() ?? false) || secondsLeft() <= 0);
	return {
		shouldStop,
		afterShare(share) {
			const end = (1 - share) * Math.min(secondsLeft(), Number.MAX_VALUE);
			return () => {
				const isOver = shouldStop() || secondsLeft() <= end;
				isCut ||= isOver;
				return isOver;
			};
		},
		hasCut: () => isStopped || isCut
	};
}

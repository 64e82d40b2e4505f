/**
 * Which pair to branch on: the one that lowers the bound most on both sides. Pairs are tried both ways for a few pivots; one that
 * was tried several times is judged by what it brought then, since the same pairs come back all over the search.
 */
import { SLACK } from './branch-node.ts';
import type { Pair, Pairs } from './short-pairs.ts';
import type { Simplex, SimplexState } from './simplex.ts';

/** Pivots of a trial; pairs looked at; and trials after which a pair is judged by them. */
const TRIAL_PIVOTS = 24;
const PAIRS_LOOKED_AT = 20;
const TRIALS = 3;

/** What keeping a pair together, or apart, took off the bound in its trials, for each whole share that had to move. */
type Record = { together: number; apart: number; trials: number };

/** The pair to branch on, and which side to look at first; or the side that is forced, the other leading nowhere. */
export type Branching = { pair: Pair; isForced: 'together' | 'apart' | null; togetherFirst: boolean };

/** Remembers trials all along a search. `loss` receives what `Simplex.bound` writes. */
export function pairTrials(vertices: number, simplex: Simplex, { keepTogether, keepApart }: Pairs, loss: Float64Array) {
	const records = new Map<number, Record>();

	/** The bound with a pair kept one way, from a state that is gone back to. */
	const boundAfter = (keep: (pair: Pair) => void, pair: Pair, state: SimplexState): number => {
		keep(pair);
		simplex.run(TRIAL_PIVOTS);
		const bound = simplex.bound(loss);
		simplex.restore(state);
		return bound;
	};

	/**
	 * Judges the first pairs from a state; null when one of them leads nowhere both ways.
	 * @param pairs at least one
	 */
	return (pairs: readonly Pair[], state: SimplexState, isHopeless: (bound: number) => boolean): Branching | null => {
		const from = simplex.bound(loss);
		let best: Branching | null = null;
		let most = -Infinity;
		for (const pair of pairs.slice(0, PAIRS_LOOKED_AT)) {
			const key = pair.a * vertices + pair.b;
			const record = records.get(key) ?? { together: 0, apart: 0, trials: 0 };
			const toMove = { together: 1 - pair.share, apart: pair.share };
			let together: number;
			let apart: number;
			if (record.trials >= TRIALS) {
				together = (record.together / record.trials) * toMove.together;
				apart = (record.apart / record.trials) * toMove.apart;
			} else {
				const bounds = {
					together: boundAfter(keepTogether, pair, state),
					apart: boundAfter(keepApart, pair, state)
				};
				if (isHopeless(bounds.together) && isHopeless(bounds.apart)) return null;
				if (isHopeless(bounds.together)) return { pair, isForced: 'apart', togetherFirst: false };
				if (isHopeless(bounds.apart)) return { pair, isForced: 'together', togetherFirst: true };
				together = from - bounds.together;
				apart = from - bounds.apart;
				record.together += together / toMove.together;
				record.apart += apart / toMove.apart;
				record.trials++;
				records.set(key, record);
			}
			const score = Math.max(together, SLACK) * Math.max(apart, SLACK);
			if (score <= most) continue;
			most = score;
			best = { pair, isForced: null, togetherFirst: together <= apart };
		}
		return best;
	};
}

/** One level of the objective, from its bound to its best set of exchanges. */
import type { Prices, Proof, Start, Target } from './bound.ts';
import { exchangesAt, firstSet, gatherCandidates, placesOf } from './candidates.ts';
import type { Chance } from './chance.ts';
import type { Crew } from './crew.ts';
import { closeGap, type Exchange, type Worth } from './exact.ts';
import { guideFrom } from './guide.ts';
import { improve, noExperience, type Experience } from './improve.ts';
import type { Trade } from './merge.ts';
import { everyPromise } from './guarantee.ts';
import { valuesOf } from './propose.ts';
import { relaxationAtBestRates } from './rates.ts';
import type { Search } from './search.ts';
import { leanToBound } from './slopes.ts';
import type { LevelWeights } from './store.ts';
import { boundingTarget, isFlat, scaleAt, slopesFor } from './tangent.ts';
import { movedWith, worthOf } from './worth.ts';

export type LevelBudget = {
	/** Multiplies the inner limits of the search; Infinity to go on until asked to stop. */
	effort: number;
	/** Exchanges listed at most when closing the gap. */
	maxColumns: number;
	crew: Crew;
	shouldStop: () => boolean;
	/** Asked while prices are being proven: so that there is time left to find exchanges. */
	shouldEndProof: () => boolean;
	progress: (state: { bound: number; value: number }) => void;
};

export type SettledLevel = {
	exchanges: Exchange[];
	/** Value of the exchanges at every level. */
	values: number[];
	/** Null when stopped before anything was proven. */
	proof: Proof | null;
	/** What led the search, kept for the levels that follow; null while no search was needed. */
	lead: Lead | null;
	bound: number;
	/** True when the exchanges that would settle the question are too many to be listed. */
	isTooWide: boolean;
	attempts: number;
	nodes: number;
};

/** Prices that lead the search, for the weights they are of, and what the search has learnt. */
export type Lead = { proof: Proof; experience: Experience };

const ROUNDS = 200;
const TOLERANCE = 1e-4;
/** In pools with more vertices, the last hundred-thousandths of the bound cost more than the search for exchanges can spare. */
const LARGEST_TO_THE_END = 5_000;
const SLOW = 1e-5;
/** With several levels, whose bounds are much wider, less is enough. */
const SLOW_AMONG_LEVELS = 1e-4;
/** Attempts between two tries at closing the gap. */
const ATTEMPTS_AT_ONCE = 8;
/** Attempts without any gain after which more are not worth it, at effort 1. */
const FRUITLESS_ATTEMPTS = 16;
/** A gap too wide to be listed is tried again when it has shrunk to this share of what it was. */
const LISTABLE_AGAIN = 0.7;
/** Steps of the search over losses at each try. */
const SEARCH_NODES = 20_000;
/** Work of the first try at closing the gap, and of the last at effort 1; each try works harder than the one before. */
const FIRST_WORK = 5e7;
const MOST_WORK = 2e8;
const HARDER = 4;

/** Work of the next try: a search that brings the bound down is on its way, and the next one starts anew from less far. */
const harder = (work: number, isOnItsWay: boolean, most: number): number => {
	const next = work * (isOnItsWay ? HARDER ** 2 : HARDER);
	return work < most ? Math.min(next, most) : next;
};

/** Settles a level: proven prices, good sets of exchanges by message passing, and the gap closed exactly when it is narrow. */
export function settleLevel(
	search: Search,
	target: Target,
	start: Start,
	from: { exchanges: Exchange[]; values: number[]; lead: Lead | null },
	chance: Chance,
	budget: LevelBudget
): SettledLevel {
	const { prices, emptyStock, guarantee } = search;
	const { maxCycle } = search.graph;
	const { store } = prices.stock;
	const { shouldStop, crew } = budget;
	const { level, floors } = target;
	const tangent = guarantee && guarantee.tangent;
	const reader = guarantee && guarantee.reader;
	let { exchanges, values, lead } = from;
	let most = Infinity;
	if (tangent?.at === level) {
		most = everyPromise(tangent.level);
		if (values[level] === most)
			return { exchanges, values, proof: null, lead, bound: most, isTooWide: false, attempts: 0, nodes: 0 };
		const moved = movedWith(guarantee!.reader, store, placesOf(prices, exchanges));
		leanToBound(search, guarantee!, target, start, moved, budget.shouldEndProof);
		lead = null;
	}
	const scale = scaleAt(tangent, level);
	const bounding = boundingTarget(tangent, target);
	const relaxed = relaxationAtBestRates(prices, bounding, start, {
		rounds: ROUNDS,
		tolerance: TOLERANCE,
		slow: prices.vertices <= LARGEST_TO_THE_END ? 0 : values.length === 1 ? SLOW : SLOW_AMONG_LEVELS,
		enough: scale.sumFor(values[level]! + 1) - 1e-6,
		perRoot: 4,
		shouldStop: budget.shouldEndProof,
		progress: (bound) => budget.progress({ bound: scale.mostFor(bound), value: values[level]! })
	});
	let chosen: Int32Array;
	const take = (places: Int32Array) => {
		chosen = places;
		values = worthOf(store.value, store, places, reader);
		exchanges = exchangesAt(prices, places);
	};
	const tradeAt = (weights: LevelWeights): Trade => ({ level, floors, weights, reader });
	if (!relaxed) {
		const weights = values.map((_, k) => (k === level ? 1 : 0));
		take(firstSet(prices, new Float64Array(prices.vertices), placesOf(prices, exchanges), tradeAt(weights)));
		return { exchanges, values, proof: null, lead, bound: most, isTooWide: false, attempts: 0, nodes: 0 };
	}
	const { proof } = relaxed;
	let bound = Math.min(most, scale.mostFor(proof.bound));
	let attempts = 0;
	let nodes = 0;
	let fruitless = 0;
	let work = FIRST_WORK;
	// What no set exceeds, as far as the tries at closing the gap have shown.
	let atMost = Infinity;
	let tooWide = Infinity;
	const isEnough = () => values[level]! >= bound;
	const gap = () => proof.bound - scale.sumFor(values[level]!);
	const isTooWide = () => gap() > LISTABLE_AGAIN * tooWide;
	if (!isEnough()) lead ??= { proof: guided(), experience: noExperience() };
	const guide = lead?.proof ?? proof;
	const trade = tradeAt(guide.weights);
	if (!isEnough()) take(firstSet(weighedFor(guide), guide.price, placesOf(prices, exchanges), trade));
	const isExhausted = () =>
		fruitless >= FRUITLESS_ATTEMPTS * budget.effort && (isTooWide() || work > MOST_WORK * budget.effort);
	while (!isEnough() && !isExhausted() && !shouldStop()) {
		const before = values;
		const improvement = improve(weighedFor(guide), guide.price, chosen!, chance, lead!.experience, trade, {
			attempts: ATTEMPTS_AT_ONCE,
			isDone: (places) => worthOf(store.value, store, places, reader)[level]! >= bound,
			shouldStop,
			crew,
			maxCycle
		});
		take(improvement.chosen);
		attempts += improvement.attempts;
		const isGain = values.some((sum, k) => sum !== before[k]);
		fruitless = isGain ? 0 : fruitless + improvement.attempts;
		budget.progress({ bound, value: values[level]! });
		if (isEnough() || isTooWide() || shouldStop()) continue;

		const closed = closeGap(prices, emptyStock, bounding, proof, known(), {
			columns: budget.maxColumns,
			nodes: SEARCH_NODES,
			work,
			shouldStop
		});
		if (!closed) {
			work *= HARDER;
			if (!shouldStop()) tooWide = gap();
			continue;
		}
		nodes += closed.nodes;
		atMost = Math.min(atMost, closed.bound);
		const lower = scale.mostFor(closed.bound);
		work = harder(work, lower < bound, MOST_WORK * budget.effort);
		bound = Math.min(bound, lower);
		if (closed.better) {
			take(placesOf(prices, closed.better));
			fruitless = 0;
		}
	}
	return { exchanges, values, proof, lead, bound, isTooWide: !isEnough() && isTooWide(), attempts, nodes };

	function weighedFor({ weights }: Proof): Prices {
		prices.weigh(weights);
		return prices;
	}

	/** The sum just under that of anything better, and what sets are really worth in such sums. */
	function known(): { value: number; atMost: number; worth: Worth } {
		const justUnder = (value: number) => scale.sumFor(value + 1) - 1;
		return {
			value: justUnder(values[level]!),
			atMost,
			worth: (list, places) => {
				const worth = worthOf(list.value, list, places, reader);
				return floors.every((floor) => worth[floor.level]! >= floor.atLeast) ? justUnder(worth[level]!) : NaN;
			}
		};
	}

	/** Brings likely exchanges into the stock, and says what leads the search among them: with one level, its own prices. */
	function guided(): Proof {
		const gather = (by: Proof) => gatherCandidates(prices, by, maxCycle, chance, shouldStop);
		if (values.length === 1) {
			gather(proof);
			return proof;
		}
		const trade = tradeAt(proof.weights);
		take(firstSet(prices, proof.price, placesOf(prices, exchanges), trade));
		const once = { attempts: 1, isDone: () => false, shouldStop, crew, maxCycle };
		take(improve(prices, proof.price, chosen, chance, noExperience(), trade, once).chosen);
		// From here on slopes stay as they are: proofs go by them.
		if (guarantee && level < guarantee.tangent.at)
			guarantee.lean(slopesFor(guarantee.reader.promised, movedWith(guarantee.reader, store, chosen)));
		const together = guideFrom(prices, guidingValues(), proof, budget.shouldEndProof) ?? proof;
		gather(together);
		return together;
	}

	/** What each level brings, as the search counts it: nothing for a guarantee that is kept anyway. */
	function guidingValues(): (number | null)[] {
		const sums = valuesOf(store.value, chosen);
		return sums.map((sum, k) => (tangent?.at === k && isFlat(tangent) ? null : sum));
	}
}

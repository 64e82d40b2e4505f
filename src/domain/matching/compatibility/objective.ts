/**
 * What a run seeks, level by level: a level is settled before the next is looked at, so that no comfort is ever bought
 * with an urgent need.
 *
 * 0. repair only: the households of the broken chain are housed again, if possible in the home they had said yes to;
 * 1. priorities: moves that end a situation the charter puts first;
 * 2. households: as many as possible;
 * 3. independence: in exchanges as short as possible, because one no ends an exchange for all;
 * 4. quality: wishes met, what is left to pay, time waited, nothing left to be checked.
 *
 * No level reads who people are: only rooms, area, rent, access needs, dates and wishes.
 */
import { daysBetween, type Day } from '../../calendar.ts';
import { YES, underOccupies, type DwellingFacts, type HouseholdFacts } from '../../eligibility/facts.ts';
import { CHECK } from '../../eligibility/rule.ts';
import { isMet } from '../../needs/wishes.ts';
import type { Need } from '../../needs/need.ts';
import type { LevelShape } from '../pool.ts';

/** Situations that a move may end, in the order they are told. */
export const priorityKinds = ['access', 'notDecent', 'overOccupied', 'underOccupied', 'tooDear'] as const;
export type PriorityKind = (typeof priorityKinds)[number];

/** What each ended situation counts. The charter of the territory decides; these are defaults, not law. */
export type PriorityPoints = Readonly<Record<PriorityKind, number>>;

export const defaultPriorityPoints: PriorityPoints = {
	access: 3,
	notDecent: 3,
	overOccupied: 2,
	underOccupied: 2,
	tooDear: 1
};

/** One bit for each kind of situation. */
const bitOf = (kind: PriorityKind): number => 1 << priorityKinds.indexOf(kind);
const [ACCESS, NOT_DECENT, OVER_OCCUPIED, UNDER_OCCUPIED, TOO_DEAR] = priorityKinds.map(bitOf) as [
	number,
	number,
	number,
	number,
	number
];

/** The situations that this move would end, as bits: asked of millions of pairs, it builds nothing. */
function endedBy(h: HouseholdFacts, d: DwellingFacts, homeToday: DwellingFacts, residual: number): number {
	let ended = 0;
	if ((h.accessMask & ~homeToday.accessMask) !== 0 && (h.accessMask & ~d.accessMask) === 0) ended |= ACCESS;
	if (homeToday.isNotDecent && !d.isNotDecent) ended |= NOT_DECENT;
	if (homeToday.area < h.leastArea && d.area >= h.leastArea) ended |= OVER_OCCUPIED;
	if (h.underOccupies === YES && !underOccupies(d.rooms, h.roomsForWork, h.persons)) ended |= UNDER_OCCUPIED;
	// Unknown resources or bills are NaN: no comparison with them holds.
	const effortToday = h.residualToday / h.monthlyResources;
	const effortAfter = residual / h.monthlyResources;
	if (effortToday > homeToday.settings.effortRateMax && effortAfter <= d.settings.effortRateMax) ended |= TOO_DEAR;
	return ended;
}

/**
 * The situations that this move would end. Access: needs unmet today, all met after. Over-occupied: under the least
 * area of CCH R.822-25. Under-occupied: CCH L.621-2. Too dear: above the organism's reference of effort today, at or
 * under it after.
 */
export function prioritiesEnded(
	h: HouseholdFacts,
	d: DwellingFacts,
	homeToday: DwellingFacts,
	residual: number
): PriorityKind[] {
	const ended = endedBy(h, d, homeToday, residual);
	return priorityKinds.filter((kind) => (ended & bitOf(kind)) !== 0);
}

/** Counts the points of a move by the situations it ends. */
export function priorityScorer(points: PriorityPoints): typeof endedBy {
	const byBits = Array.from({ length: 1 << priorityKinds.length }, (_, bits) =>
		priorityKinds.reduce((sum, kind) => sum + (bits & bitOf(kind) ? points[kind] : 0), 0)
	);
	return (h, d, homeToday, residual) => byBits[endedBy(h, d, homeToday, residual)]!;
}

// Points of the last level. It only separates solutions that serve the same needs and as many households, so its
// scale is of no other consequence; the base keeps every move above zero.
const quality = {
	base: 30,
	perWish: 10,
	eurosPerPoint: 10,
	mostForBill: 20,
	perYearWaited: 2,
	mostForWait: 10,
	toCheck: -5
};

const within = (value: number, most: number): number => Math.max(-most, Math.min(most, value));

/** Points for the time an annonce has been there. */
export const waitingPoints = (since: Day, on: Day): number =>
	Math.min(quality.mostForWait, Math.floor((Math.max(0, daysBetween(since, on)) / 365.25) * quality.perYearWaited));

/** How good a move is beyond what it settles; `waiting` is what `waitingPoints` gives the household. */
export function qualityOf(
	h: HouseholdFacts,
	d: DwellingFacts,
	need: Need,
	{ residual, verdict, waiting }: { residual: number; verdict: number; waiting: number }
): number {
	const bills = { today: h.residualToday, after: residual };
	let points = quality.base + waiting;
	for (const wish of need.wishes) if (isMet(wish, d.source, h.current, bills) === true) points += quality.perWish;
	const saved = bills.today - bills.after;
	if (!Number.isNaN(saved)) points += Math.round(within(saved / quality.eurosPerPoint, quality.mostForBill));
	return verdict & CHECK ? points + quality.toCheck : points;
}

/** Names of the levels, as a record keeps them. */
export const levelNames = ['rehoused', 'priorities', 'households', 'independence', 'quality'] as const;
export type LevelName = (typeof levelNames)[number];

/** A broken chain to be rebuilt: who was freed by it, and what they had said yes to. */
export type RepairWish = { freed: readonly string[]; agreed: readonly { householdId: string; dwellingId: string }[] };

/** What housing a freed household again counts, and what keeping the home it had agreed to adds. */
export const rehousedPoints = { again: 2, sameHome: 1 };

/** The levels of a run. Each arc carries the numbers of the levels of kind 'sum', in this order. */
export function levelsOf(limits: { maxCycle: number; maxChain: number }, isRepair: boolean): LevelShape[] {
	const longest = Math.max(limits.maxCycle, limits.maxChain);
	// Each household counts by how few others it depends on: n (longest − (n − 1)) for an exchange of n. A 'count' level
	// already gives 1 per move.
	const independence = Array.from({ length: longest + 1 }, (_, moves) => moves * (longest - moves));
	return [
		...(isRepair ? [{ name: 'rehoused', kind: 'sum' } as const] : []),
		{ name: 'priorities', kind: 'sum' },
		{ name: 'households', kind: 'count' },
		{ name: 'independence', kind: 'count', perCycle: independence, perChain: independence },
		{ name: 'quality', kind: 'sum' }
	];
}

/**
 * What a run seeks, level by level: a level is settled before the next is looked at. The charter decides the order and
 * the points (objective-settings.ts); by default:
 *
 * 0. repair only: the households of the broken chain are housed again, if possible in the home they had said yes to;
 * 1. priorities: moves that end a situation the charter puts first, households that meet local criteria;
 * 2. households: as many as possible;
 * 3. balance: each organism moves as many of its households as it would alone (balance.ts, once the pool is known);
 * 4. robustness: the most moves that can be expected to be made: in short exchanges, because one no ends an exchange for all, and
 *    of moves that are likely;
 * 5. quality: wishes met, what is left to pay, time waited, nothing left to be checked.
 *
 * No level reads who people are: only rooms, area, rent, access needs, dates, wishes, and the criteria of the published
 * orientations that staff have checked.
 */
import { daysBetween, type Day } from '../../calendar.ts';
import { YES, underOccupies, type DwellingFacts, type HouseholdFacts } from '../../eligibility/facts.ts';
import { CHECK, DEBT } from '../../eligibility/rule.ts';
import {
	priorityKinds,
	type LinkChances,
	type ObjectiveSettings,
	type OrderedLevel,
	type PriorityKind,
	type PriorityPoints,
	type QualityPoints
} from '../objective-settings.ts';
import type { LevelShape } from '../pool-builder.ts';

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

const within = (value: number, most: number): number => Math.max(-most, Math.min(most, value));

/** Points for the time an annonce has been there. */
export const waitingPoints = (since: Day, on: Day, { perYearWaited, mostForWait }: QualityPoints): number =>
	Math.min(mostForWait, Math.floor((Math.max(0, daysBetween(since, on)) / 365.25) * perYearWaited));

/** What a move changes for a household: its bill today and after (€/month, NaN: unknown), and the verdict of the rules. */
type Change = { today: number; after: number; verdict: number };

/** Whether an organism or a commission has something left to check. SOL-04: a debt does not lower a cheaper home. */
const isLeftToCheck = ({ today, after, verdict }: Change): boolean =>
	(verdict & CHECK) !== 0 || ((verdict & DEBT) !== 0 && !(today > after));

/** The moves that can be expected of an exchange of n when nothing stands in the way of any: all are made, or none. */
const expectedOf = ({ base }: LinkChances, moves: number): number => moves * (base / 100) ** moves;

/** Finer numbers would only make levels larger, and five levels together too large for one exact number. */
const hundredths = (value: number): number => Math.round(100 * value);

/**
 * What moves take off the moves expected of their exchange, in hundredths (0 or less). When its links hold with chances
 * b f₁ … b fₙ, n bⁿ f₁…fₙ moves are expected, which is no sum over links. n bⁿ + c (ln f₁ + … + ln fₙ) is one; c makes it right
 * for exchanges of three, whether all links are as likely as can be or as little, and never far from it for shorter ones.
 */
export function robustnessScorer(chances: LinkChances): (change: Change) => number {
	const [toCheck, dearer] = [Math.log(chances.toCheck / 100), Math.log(chances.dearer / 100)];
	const both = toCheck + dearer;
	const slope = both < 0 ? (expectedOf(chances, 3) * (1 - Math.exp(3 * both))) / (-3 * both) : 0;
	const ofBoth = [0, toCheck, dearer, both].map((logarithm) => hundredths(slope * logarithm) || 0);
	return (change) => ofBoth[(isLeftToCheck(change) ? 1 : 0) + (change.after > change.today ? 2 : 0)]!;
}

/**
 * How good a move is beyond what it settles.
 * @param move what it changes, how many of the household's wishes are met, and what `waitingPoints` gives it
 */
export function qualityOf(move: Change & { wishesMet: number; waiting: number }, points: QualityPoints): number {
	const saved = move.today - move.after;
	const forBill = saved === saved ? Math.round(within(saved / points.eurosPerPoint, points.mostForBill)) : 0;
	const toCheck = isLeftToCheck(move) ? points.toCheck : 0;
	return points.base + move.waiting + move.wishesMet * points.perWish + forBill - toCheck;
}

/** A broken chain to be rebuilt: who was freed by it, and what they had said yes to. */
export type RepairWish = { freed: readonly string[]; agreed: readonly { householdId: string; dwellingId: string }[] };

/** What housing a freed household again counts, and what keeping the home it had agreed to adds. */
export const rehousedPoints = { again: 2, sameHome: 1 };

/**
 * The levels of a run in the order of the charter, but for the balance between organisms, which is counted on the whole pool; a
 * repair first houses again those whom the broken chain freed.
 */
export function levelsOf(
	limits: { maxCycle: number; maxChain: number },
	{ order, linkChances }: ObjectiveSettings,
	isRepair: boolean
): LevelShape[] {
	const longest = Math.max(limits.maxCycle, limits.maxChain);
	const expected = Array.from({ length: longest + 1 }, (_, moves) => hundredths(expectedOf(linkChances, moves)));
	const shapes: Record<Exclude<OrderedLevel, 'balance'>, LevelShape> = {
		priorities: { name: 'priorities', kind: 'sum' },
		households: { name: 'households', kind: 'count' },
		robustness: { name: 'robustness', kind: 'sum', perCycle: expected, perChain: expected },
		quality: { name: 'quality', kind: 'sum' }
	};
	const ordered = order.filter((name) => name !== 'balance').map((name) => shapes[name]);
	return [...(isRepair ? [{ name: 'rehoused', kind: 'sum' } as const] : []), ...ordered];
}

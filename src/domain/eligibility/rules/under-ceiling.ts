/** The income of a household beside a ceiling: what several rules about resources read. */
import { incomeCeiling, type Ceiling } from '../ceilings.ts';
import type { HouseholdFacts, Pair } from '../facts.ts';
import type { Threshold } from '../rule.ts';
import { stated } from './inputs.ts';

/** How the household stands under a ceiling. */
type Standing = 'under' | 'over' | 'incomeUnknown' | 'ceilingUnknown' | 'compositionUnclear';

export function standing(h: HouseholdFacts, ceilingIndex: number, factor: number): Standing {
	if (ceilingIndex < 0) return 'ceilingUnknown';
	const low = h.ceilingsLow[ceilingIndex]! * factor;
	const high = h.ceilingsHigh[ceilingIndex]! * factor;
	// Only comparisons with unknown figures (NaN) are all false.
	if (h.incomeAmount <= low) return 'under';
	if (h.incomeAmount > high) return 'over';
	if (low !== low || high !== high) return 'ceilingUnknown';
	if (h.incomeAmount !== h.incomeAmount) return 'incomeUnknown';
	// Between two ceilings: those of two categories, or the euro that a recomputed rounding leaves open.
	return h.hasSureCategory ? 'ceilingUnknown' : 'compositionUnclear';
}

/** The ceiling of the pair with its status; null when no source gives it. */
export function ceilingOf({ h, d }: Pair): { low: Ceiling; high: Ceiling } | null {
	const { year, charter } = h.setting;
	const low = incomeCeiling(year, d.family, d.zones, h.categories.least, charter.useComputedCeilings);
	const high = incomeCeiling(year, d.family, d.zones, h.categories.most, charter.useComputedCeilings);
	return low && high ? { low, high } : null;
}

/** The income read, with who gave it. */
export const incomeInput = (h: HouseholdFacts) =>
	h.income
		? { name: 'referenceTaxIncome' as const, value: h.income.amount, from: h.income.from, on: h.income.on }
		: stated('referenceTaxIncome', null);

/** A ceiling as the threshold of a year. */
export const yearlyCeiling = ({ high, status }: Ceiling, year: number): Threshold => ({
	value: high,
	unit: 'eurPerYear',
	kind: 'legal',
	isComputed: status === 'computed',
	since: `${year}-01-01`
});

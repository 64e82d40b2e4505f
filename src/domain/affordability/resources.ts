/**
 * The resources base of the APL (CCH R.822-2 to R.822-17). The amount written on the CAF notice comes first; then the
 * one an aid already paid implies; then an estimate, always shown as such.
 */
import { aidScale, netAid, type AidProfile } from './housing-aid.ts';
import { resourceSeries, valueAt, type Month } from './parameters.ts';
import { nextHundred } from './rounding.ts';

/** Income of one adult over the twelve sliding months, €/year. */
export type AdultIncome = {
	/** Salaries before the flat deduction for professional costs. */
	salaries: number;
	unemploymentBenefit: number;
	pensions: number;
	/**
	 * reduced: compensated unemployment for two months, newly retired, disabled, off work for six months
	 * (R.822-13, -14, -16). ignored: RSA, or unemployment without benefit (R.822-15, -17).
	 */
	professionalIncome?: 'counted' | 'reduced' | 'ignored';
	/** Student under 28: a flat amount replaces the income (arrêté, rental sector). */
	student?: 'withoutScholarship' | 'withScholarship';
};

/** Savings and unlet property, €. They count from 30 000 € in all, and not for a household with AAH or AEEH. */
export type Patrimony = {
	/** Savings whose income is taxed: they only count towards the threshold. */
	taxedSavings?: number;
	untaxedSavings?: number;
	unletHome?: number;
	unletHomeRentalValue?: number;
	unletLand?: number;
	unletLandRentalValue?: number;
};

export type ResourceFacts = {
	adults: AdultIncome[];
	/** Income of each resident child or dependent ascendant, €/year (R.822-6). */
	othersIncome?: number[];
	patrimony?: Patrimony;
	hasAahOrAeeh?: boolean;
	/** Both partners earn at least twelve times the monthly base of family benefits (R.822-7). */
	bothPartnersEarn?: boolean;
	maintenanceReceived?: number;
	maintenancePaid?: number;
};

// CGI art. 83 3° and 158 5 a: 10 %. Its yearly least and greatest amounts are not in the reference: without them the
// result is an estimate for very low and very high incomes.
const flatDeduction = 0.1;

/** What savings and unlet property add to the resources, €/year (R.822-2: 3 %, 50 % and 80 %). */
export function patrimonyResources(month: Month, patrimony: Patrimony): number {
	const total =
		(patrimony.taxedSavings ?? 0) +
		(patrimony.untaxedSavings ?? 0) +
		(patrimony.unletHome ?? 0) +
		(patrimony.unletLand ?? 0);
	const threshold = valueAt(resourceSeries.patrimonyThreshold.series, month);
	if (threshold === null || total <= threshold) return 0;
	return (
		0.03 * (patrimony.untaxedSavings ?? 0) +
		0.5 * (patrimony.unletHomeRentalValue ?? 0) +
		0.8 * (patrimony.unletLandRentalValue ?? 0)
	);
}

/** Part of the income of a child or dependent ascendant that counts: above 1.25 × ASPA of a person alone. */
export function othersResources(month: Month, income: number): number {
	const ceiling = valueAt(resourceSeries.dependantOtherCeiling.series, month);
	if (ceiling === null) throw new RangeError(`No ceiling of dependants' resources in ${month}`);
	return Math.max(0, income - ceiling);
}

function adultResources(month: Month, adult: AdultIncome): number {
	if (adult.student) return studentResources(month, adult.student);
	const work = (adult.salaries + adult.unemploymentBenefit) * (1 - flatDeduction);
	const rate = valueAt(resourceSeries.unemploymentOrRetirementAllowanceRate.series, month) ?? 0;
	const kept =
		adult.professionalIncome === 'ignored' ? 0 : adult.professionalIncome === 'reduced' ? work * (1 - rate) : work;
	return kept + adult.pensions * (1 - flatDeduction);
}

function studentResources(month: Month, student: 'withoutScholarship' | 'withScholarship'): number {
	const flat = valueAt(resourceSeries.studentFlatResources.rental, month) ?? 0;
	const less = valueAt(resourceSeries.studentFlatResources.scholarshipReduction, month) ?? 0;
	return student === 'withScholarship' ? flat - less : flat;
}

/** An estimate of the resources base from the incomes a household states, €/year, rounded up to the next hundred. */
export function estimateResources(month: Month, facts: ResourceFacts): number {
	const adults = facts.adults.reduce((sum, adult) => sum + adultResources(month, adult), 0);
	const others = (facts.othersIncome ?? []).reduce((sum, income) => sum + othersResources(month, income), 0);
	const patrimony = facts.patrimony && !facts.hasAahOrAeeh ? patrimonyResources(month, facts.patrimony) : 0;
	const doubleActivity = facts.bothPartnersEarn
		? (valueAt(resourceSeries.doubleActivityAllowance.series, month) ?? 0)
		: 0;
	const maintenance = (facts.maintenanceReceived ?? 0) - (facts.maintenancePaid ?? 0);
	return nextHundred(adults + others + patrimony - doubleActivity + maintenance);
}

/**
 * The resources an aid already paid implies: every base, by hundreds, that gives this aid to the euro for this rent.
 * @returns the least and greatest base, €/year; null when no base gives the aid (wrong rent, other household…), and
 * for an aid of zero, which says nothing of the upper side.
 */
export function resourcesFromAid(
	month: Month,
	profile: Omit<AidProfile, 'annualResources'>,
	rent: number,
	aidPaid: number
): { low: number; high: number } | null {
	if (aidPaid < 1) return null;
	const aidFor = (hundreds: number) => netAid(aidScale(month, { ...profile, annualResources: hundreds * 100 }), rent);
	// The aid falls as the resources grow, and jumps once: where the RLS, taken from it, stops.
	const { rlsResourceCeiling } = aidScale(month, { ...profile, annualResources: 0 });
	const jump = rlsResourceCeiling === null ? 0 : Math.ceil((rlsResourceCeiling * 12) / 100);
	const spans = [
		basesGiving(aidFor, 0, jump, aidPaid),
		basesGiving(aidFor, jump, greatestBase / 100 + 1, aidPaid)
	].filter((span) => span !== null);
	if (spans.length === 0) return null;
	return { low: 100 * Math.min(...spans.map((span) => span.low)), high: 100 * Math.max(...spans.map((s) => s.high)) };
}

// Above this base no household keeps an aid: ten dependants in zone 1 stop well before (held by a test).
export const greatestBase = 100_000;

/** The bases of [from, to[ that give the aid to the euro, on a stretch where it only falls. */
function basesGiving(aidFor: (hundreds: number) => number, from: number, to: number, aid: number) {
	const low = firstWhere(from, to, (hundreds) => aidFor(hundreds) < aid + 1);
	const high = firstWhere(from, to, (hundreds) => aidFor(hundreds) <= aid - 1) - 1;
	return low <= high ? { low, high } : null;
}

function firstWhere(from: number, to: number, holds: (hundreds: number) => boolean): number {
	let low = from;
	let high = to;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (holds(middle)) high = middle;
		else low = middle + 1;
	}
	return low;
}

/** Which income is compared with the ceiling (INC-02; CCH L.441-1, R.441-1). */
import type { Day } from '../calendar.ts';
import type { Household, IncomeAlternative, Provenance } from '../households/household.ts';

export type IncomeKind = 'referenceYear' | IncomeAlternative['kind'];

export type IncomeChoice = {
	kind: IncomeKind;
	/** Year of the income; null for the last twelve months or an own income. */
	year: number | null;
	/** €/year, the costs of an EHPAD already deducted. */
	amount: number;
	deducted: number;
	from: Provenance;
	on: Day;
	/** A lower figure was stated without its document: it could not be used. */
	hasUnprovenLower: boolean;
};

// A fall counts from 10 % (CCH L.441-1).
const fallThatCounts = 0.9;

// CGI art. 199 quindecies: 10 000 € a year by hosted person (read on a secondary source of January 2024).
const ehpadLimit = 10_000;

/** The last year whose income the law reads for a lease signed on this day: N − 2. */
export const incomeYearAt = (leaseOn: Day): number => Number(leaseOn.slice(0, 4)) - 2;

/**
 * The lowest admissible income: year N − 2; year N − 1 or the last twelve months when a document proves a fall of 10 %
 * at least; the own income after a separation, a death, violence or for a protected person, on proof.
 * @returns null when nothing admissible is known
 */
export function incomeCompared(household: Household, leaseOn: Day): IncomeChoice | null {
	const year = incomeYearAt(leaseOn);
	const reference = household.referenceTaxIncomes.find((income) => income.year === year);
	const next = household.referenceTaxIncomes.find((income) => income.year === year + 1);
	const stated: {
		kind: IncomeKind;
		year: number | null;
		amount: { value: number; from: Provenance; on: Day };
		proven: boolean;
	}[] = [
		...(reference ? [{ kind: 'referenceYear' as const, year, amount: reference.amount, proven: true }] : []),
		// The tax notice of N − 1 is its own proof, once the organism has seen it.
		...(next
			? [
					{
						kind: 'yearBefore' as const,
						year: year + 1,
						amount: next.amount,
						proven: next.amount.from === 'staff' || next.amount.from === 'landlord'
					}
				]
			: []),
		...(household.incomeAlternatives ?? []).map((alternative) => ({
			kind: alternative.kind,
			year: alternative.kind === 'yearBefore' ? year + 1 : null,
			amount: alternative.amount,
			proven: alternative.hasEvidence
		}))
	];
	const isLowEnough = (kind: IncomeKind, value: number) =>
		kind === 'referenceYear' ||
		kind === 'ownIncomeOnly' ||
		(reference !== undefined && value <= fallThatCounts * reference.amount.value);
	const admissible = stated.filter(({ kind, amount }) => isLowEnough(kind, amount.value));
	const proven = admissible.filter((choice) => choice.proven);
	if (proven.length === 0) return null;
	const chosen = proven.reduce((best, choice) => (choice.amount.value < best.amount.value ? choice : best));
	const deducted = Math.min(household.ehpadCosts?.value ?? 0, ehpadLimit, chosen.amount.value);
	return {
		kind: chosen.kind,
		year: chosen.year,
		amount: chosen.amount.value - deducted,
		deducted,
		from: chosen.amount.from,
		on: chosen.amount.on,
		hasUnprovenLower: admissible.some((choice) => !choice.proven && choice.amount.value < chosen.amount.value)
	};
}

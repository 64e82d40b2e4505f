/** The public simulator: what is wrong in a box, what is supposed, what the comparison leaves open. */
import type { CostComparison, CostGap } from '#domain/affordability/cost.ts';
import type { Supposition } from '#domain/affordability/simulation.ts';
import type { SimulationError } from '#domain/affordability/simulation.input.ts';
import * as m from '../paraglide/messages.js';
import { costCard } from './costs.ts';
import * as format from './format.ts';

type Sentences<Code extends string> = Record<Code, () => string>;

export const simulationErrorSentences: Sentences<SimulationError> = {
	COMMUNE_MISSING: m.affordability_error_commune,
	ROOMS_MISSING: m.affordability_error_rooms,
	AREA_WRONG: m.affordability_error_area,
	RENT_WRONG: m.affordability_error_rent,
	CHARGES_WRONG: m.affordability_error_charges,
	AMOUNT_WRONG: m.affordability_error_amount,
	COUPLE_MISSING: m.affordability_error_couple,
	AGES_WRONG: m.affordability_error_ages,
	ADULTS_WRONG: m.affordability_error_adults
};

export const suppositionSentences: Sentences<Supposition> = {
	agreement: m.affordability_suppose_agreement,
	decent: m.affordability_suppose_decent,
	landlordUnknown: m.affordability_suppose_landlord,
	financingUnknown: m.affordability_suppose_financing,
	noTaxIncome: m.affordability_suppose_tax,
	youngCouple: m.affordability_suppose_young
};

/** What who reads has not typed, and may ask the landlord or read on a bill. */
const gapsOfReader: Partial<Sentences<CostGap>> = {
	reletRent: m.affordability_gap_rent,
	charges: m.affordability_gap_charges,
	presentCharges: m.affordability_gap_present_charges
};

/** The card of a comparison whose figures were typed by who reads it: nobody else is to be asked for them. */
export function simulatedCostCard(cost: CostComparison) {
	const card = costCard({ ...cost, missing: cost.missing.filter((gap) => !(gap in gapsOfReader)) });
	const gaps = cost.missing.flatMap((gap) => gapsOfReader[gap]?.() ?? []);
	return { ...card, notes: [...gaps, ...card.notes, ...differenceRange(cost)] };
}

const moreOrLess = (difference: number): string =>
	(difference < 0 ? m.affordability_less : m.affordability_more)({ amount: format.euros(Math.abs(difference)) });

/** Between what and what the difference lies, when it is a euro or more. */
function differenceRange({ difference, range }: CostComparison): string[] {
	if (difference === null || range === null || range.high - range.low < 1) return [];
	return [m.affordability_range({ low: moreOrLess(range.low), high: moreOrLess(range.high) })];
}

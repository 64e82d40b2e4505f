/** What a home would cost, said line by line; the content of the component CostCard. */
import type { CostComparison, CostGap, CostNotice } from '#domain/affordability/cost.ts';
import type { HomeCost } from '#domain/affordability/home-cost.ts';
import * as m from '../paraglide/messages.js';
import * as format from './format.ts';

/** What the computation lacks. */
export const costGapSentences: Record<CostGap, () => string> = {
	reletRent: m.rules_cost_gap_relet_rent,
	charges: m.rules_cost_gap_charges,
	presentCharges: m.rules_cost_gap_present_charges,
	aplResources: m.rules_cost_gap_apl_resources,
	monthlyResources: m.rules_cost_gap_monthly_resources,
	currentDwelling: m.rules_cost_gap_current_dwelling,
	targetZone: m.rules_cost_gap_target_zone,
	currentZone: m.rules_cost_gap_current_zone
};

/** What the reader must know about a figure. */
export const costNoticeSentences: Record<CostNotice, () => string> = {
	resourcesEstimated: m.rules_cost_notice_resources_estimated,
	dependantsToConfirm: m.rules_cost_notice_dependants_to_confirm,
	figuresMayBeOutdated: m.rules_cost_notice_figures_may_be_outdated,
	overOccupiedNoAid: m.rules_cost_notice_over_occupied_no_aid,
	notDecentNoAid: m.rules_cost_notice_not_decent_no_aid,
	noAplAgreement: m.rules_cost_notice_no_apl_agreement,
	aidStartsNextMonth: m.rules_cost_notice_aid_starts_next_month,
	presentAidDeclared: m.rules_cost_notice_present_aid_declared,
	leaseTakenOver: m.rules_cost_notice_lease_taken_over
};

const line = (home: HomeCost | null, figure: (home: HomeCost) => number | null) => (home ? figure(home) : null);

const aids = ({ apl, rls }: HomeCost) => (apl === null || rls === null ? null : -(apl + rls));

/**
 * The comparison of what is known when the charges are not: the aids never depend on the real charges. Null when the
 * whole comparison is known, or when the aids lack.
 */
function beforeCharges({ today, after, difference }: CostComparison) {
	if (difference !== null || (today?.charges !== null && after?.charges !== null)) return null;
	const amounts = {
		today: line(today, (home) => home.rentAfterAids),
		after: line(after, (home) => home.rentAfterAids)
	};
	const { today: before, after: then } = amounts;
	if (before === null && then === null) return null;
	return { ...amounts, difference: before === null || then === null ? null : then - before };
}

/** The props of CostCard that come from a comparison; the page adds the names of the two homes and the repère. */
export function costCard(cost: CostComparison) {
	const { today, after, difference } = cost;
	// A lease taken over goes on at its own rent: no new rent explains the difference.
	const isTakenOver = cost.notices.includes('leaseTakenOver');
	const row = (label: string, figure: (home: HomeCost) => number | null) => ({
		label,
		today: line(today, figure),
		after: line(after, figure)
	});
	const notes = [
		...cost.missing.map((gap) => costGapSentences[gap]()),
		...cost.notices.map((notice) => costNoticeSentences[notice]()),
		...(after?.range && after.residualBill !== null && after.range.high - after.range.low >= 1
			? [m.rules_cost_range({ low: format.euros(after.range.low), high: format.euros(after.range.high) })]
			: [])
	];
	return {
		rows: [
			row(m.rules_cost_row_rent(), (home) => home.rent + home.annexRent),
			row(m.rules_cost_row_charges(), (home) => home.charges),
			row(m.rules_cost_row_aids(), aids)
		],
		rest: { today: line(today, (home) => home.residualBill), after: line(after, (home) => home.residualBill) },
		difference,
		beforeCharges: beforeCharges(cost),
		effort:
			cost.monthlyResources === null
				? null
				: {
						today: line(today, (home) => home.effortRate),
						after: line(after, (home) => home.effortRate),
						resources: cost.monthlyResources
					},
		remaining: line(after, (home) => home.livingAllowance?.monthly ?? null),
		...(difference !== null && difference > 0 && !isTakenOver && { why: m.rules_cost_why_dearer() }),
		notes,
		estimatedOn: cost.on
	};
}

/** The sheet of a case before a commission, line by line: on the screen of the meeting and in its minutes. */
import type { SheetCandidate, SheetCost, SheetCriterion, SheetDwelling } from '#domain/commissions/sheet.ts';
import { typologieOf } from '#domain/dwellings/dwelling.ts';
import * as m from '../paraglide/messages.js';
import * as format from './format.ts';
import { floorSentence } from './homes.ts';
import { criterionName, criterionProofNames } from './local-criteria.ts';
import { financingNames } from './organisms.ts';
import { priorityGroupNames } from './rule-words.ts';

type Row = { term: string; value: string | string[] | null };

const monthly = (amount: number) => m.needs_per_month({ amount: format.euros(amount, { cents: true }) });
const reservations = {
	none: m.gestion_reservation_none,
	flow: m.gestion_reservation_flow,
	identified: m.gestion_reservation_identified
};

export const dwellingRows = (dwelling: SheetDwelling): Row[] => [
	{ term: m.gestion_col_reference(), value: dwelling.reference },
	{
		term: m.gestion_col_home(),
		value: [
			m.gestion_home_line({
				typologie: typologieOf(dwelling.rooms),
				area: format.area(dwelling.area),
				commune: dwelling.commune
			}),
			floorSentence(dwelling)
		]
	},
	{ term: m.gestion_row_financing(), value: financingNames[dwelling.financing]() },
	{
		term: m.gestion_row_relet_rent(),
		value: dwelling.rent === null ? m.ui_unknown() : monthly(dwelling.rent + dwelling.annexRent)
	},
	{ term: m.needs_sheet_charges(), value: amount(dwelling.charges) },
	{
		term: m.gestion_row_reservation(),
		value: [
			reservations[dwelling.reservation.kind](),
			...(dwelling.reservation.reserver ? [dwelling.reservation.reserver] : [])
		]
	}
];

const criterionLine = ({ check, ...criterion }: SheetCriterion): string => {
	const label = criterionName(criterion);
	if (!check) return m.gestion_case_criterion_not_reviewed({ label });
	if (!check.isMet) return m.gestion_case_criterion_not_met({ label, day: format.day(check.on) });
	return m.gestion_case_criterion_met({
		label,
		weight: format.number(criterion.weight),
		proof: check.proof ? criterionProofNames[check.proof]() : m.ui_unknown(),
		day: format.day(check.on)
	});
};

export const candidateRows = (candidate: SheetCandidate): Row[] => [
	{
		term: m.gestion_row_unique_number(),
		value: [candidate.uniqueNumber, m.gestion_deposited_on({ day: format.day(candidate.firstDepositedOn) })]
	},
	{
		term: m.gestion_row_people(),
		value: m.gestion_case_people({ count: candidate.persons, children: candidate.children })
	},
	{
		term: m.gestion_row_priorities(),
		value:
			candidate.hasDalo || candidate.priorityGroups.length > 0
				? [
						...(candidate.hasDalo ? [priorityGroupNames.dalo()] : []),
						...candidate.priorityGroups.filter((group) => group !== 'dalo').map((group) => priorityGroupNames[group]())
					]
				: m.gestion_none()
	},
	...(candidate.localCriteria?.length
		? [{ term: m.criteria_title(), value: candidate.localCriteria.map(criterionLine) }]
		: []),
	{
		term: m.gestion_case_income(),
		value: candidate.income
			? [
					m.gestion_per_year({ amount: format.euros(candidate.income.amount) }),
					candidate.incomeCeiling === null
						? m.gestion_case_ceiling_unknown()
						: (candidate.isCeilingComputed ? m.gestion_case_ceiling_computed : m.gestion_case_ceiling)({
								amount: format.euros(candidate.incomeCeiling)
							})
				]
			: m.ui_unknown()
	},
	{
		term: m.gestion_row_resources(),
		value: amount(candidate.monthlyResources)
	},
	{
		term: m.gestion_home_current(),
		value: [
			m.gestion_case_present({
				typologie: typologieOf(candidate.present.rooms),
				commune: candidate.present.commune,
				organism: candidate.present.organism
			}),
			m.gestion_case_present_bill({
				amount: candidate.present.bill === null ? m.ui_unknown() : format.euros(candidate.present.bill, { cents: true })
			})
		]
	}
];

const amount = (value: number | null) => (value === null ? m.ui_unknown() : monthly(value));

/** The reste à vivre by unit: what the card of costs does not say. */
export const allowanceRows = (cost: SheetCost): Row[] => [
	{ term: m.gestion_case_allowance(), value: amount(cost.livingAllowance) }
];

export const costRows = (cost: SheetCost): Row[] => {
	return [
		{
			term: m.gestion_case_residual(),
			value: m.gestion_case_before_after({ before: amount(cost.residualToday), after: amount(cost.residualAfter) })
		},
		{
			term: m.gestion_case_effort(),
			value: cost.effortAfter === null ? m.ui_unknown() : format.percent(cost.effortAfter, 1)
		},
		...allowanceRows(cost)
	];
};

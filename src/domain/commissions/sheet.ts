/** What a commission has before it on a case, and keeps with its decision. No name: the numéro unique tells who. */
import type { CostComparison } from '../affordability/cost.ts';
import type { Day } from '../calendar.ts';
import type { Accessibility, Dwelling, Financing, Reservation } from '../dwellings/dwelling.ts';
import type { Explanation } from '../eligibility/explain.ts';
import type { Outcome } from '../eligibility/rule.ts';
import type { RuleId } from '../eligibility/rule-ids.ts';
import type { ReviewedCriterion } from '../eligibility/local-criteria.ts';
import { healthGroups, type CriterionCheck, type Household, type PriorityGroup } from '../households/household.ts';
import type { DecisionKind, DecisionMotive, FewerThanThreeReason } from './decision.ts';
import type { Votes } from './ballot.ts';
import type { MemberCapacity } from './member.ts';

export type SheetDwelling = {
	/** The organism's reference of the dwelling, or its RPLS identifier. */
	reference: string;
	commune: string;
	rooms: number;
	area: number;
	floor: number;
	hasLift: boolean;
	accessibility: Accessibility;
	financing: Financing;
	/** Amounts in €/month; the rent and the charges are null when the organism has not said them. */
	rent: number | null;
	annexRent: number;
	charges: number | null;
	reservation: Reservation;
};

export type SheetCandidate = {
	uniqueNumber: string;
	firstDepositedOn: Day;
	hasDalo: boolean;
	/** Without the groups that are known to two named referents only. */
	priorityGroups: PriorityGroup[];
	/**
	 * The local criteria in force that day, of the territory and of the organism, with what was checked of each; absent
	 * on a sheet from before they were written on it.
	 */
	localCriteria?: SheetCriterion[];
	persons: number;
	children: number;
	/** The income tested, €/year; null when none is admissible. */
	income: { amount: number; year: number | null } | null;
	/** The ceiling it was compared with, €/year; null when no source gives it or when none applies. */
	incomeCeiling: number | null;
	/** It was recomputed by the indexation rule, not read in a published table: shown « calculé ». */
	isCeilingComputed?: boolean;
	/** €/month. */
	monthlyResources: number | null;
	present: {
		organism: string;
		commune: string;
		rooms: number;
		/** Rent, annexes and charges, €/month; null when the charges are not known. */
		bill: number | null;
	};
};

/** A local criterion on a sheet; a null check has not been made. Who made it stays in the file. */
export type SheetCriterion = Pick<ReviewedCriterion, 'labelFr' | 'labelEn' | 'weight'> & {
	check: Pick<CriterionCheck, 'isMet' | 'proof' | 'on'> | null;
};

export type SheetCost = {
	/** €/month, rent and charges less the aids. */
	residualToday: number | null;
	residualAfter: number | null;
	/** A fraction. */
	effortAfter: number | null;
	/** Reste à vivre, €/month and by unit. */
	livingAllowance: number | null;
};

export type CaseSheet = {
	on: Day;
	rulesVersion: string;
	dwelling: SheetDwelling;
	candidate: SheetCandidate;
	cost: SheetCost;
	/** Every rule that the book answers for this case. */
	rules: { rule: RuleId; outcome: Outcome }[];
};

/** One decision as the minutes tell it. */
export type MinutesDecision = {
	kind: DecisionKind;
	motives: DecisionMotive[];
	comment: string;
	votes: Votes;
	/** Of these, the ones that members gave themselves; absent from minutes of before they could. */
	ownVotes?: Votes;
	castingVote: boolean;
	/** Names of the members who withdrew from the case. */
	withdrawn: string[];
	rank: number | null;
	condition: string | null;
	conditionDueOn: Day | null;
	postponedTo: Day | null;
	candidates: number;
	fewerThanThreeReason: FewerThanThreeReason | null;
	waivedRules: string[];
	sheet: CaseSheet;
};

export type MinutesMember = {
	name: string;
	capacity: MemberCapacity;
	/** Name of the commune of a mayor; absent from minutes of before mayors sat for one. */
	commune?: string | null;
	isVoting: boolean;
	representedBy: string | null;
};

/** The procès-verbal of a meeting; kept as it was read when it is signed, and never changed. */
export type Minutes = {
	/** Given at the signature. */
	number: string | null;
	organism: string;
	heldOn: Day;
	startsAt: string;
	place: string;
	quorum: number | null;
	present: MinutesMember[];
	absent: MinutesMember[];
	president: string | null;
	/** Who drew up and signed for the secretariat. */
	secretary: string | null;
	/** By position on the agenda; without decision when the chain had ended before. */
	cases: { position: number; dwelling: string; decision: MinutesDecision | null }[];
	signedOn: Day | null;
};

/** What the sheet is made from, read the day the commission sits. */
export type SheetSource = {
	explanation: Explanation;
	cost: CostComparison;
	household: Household;
	criteria: readonly ReviewedCriterion[];
	target: Dwelling;
	/** Names and references that the rules do not know. */
	names: { dwelling: string; commune: string; presentOrganism: string; presentCommune: string; presentRooms: number };
	demand: { uniqueNumber: string; firstDepositedOn: Day };
};

/**
 * The sheet as it is kept with the decision, for years: that a priority was recognised, no longer which illness or
 * handicap it came from.
 */
export const keptSheet = (sheet: CaseSheet): CaseSheet => ({
	...sheet,
	candidate: {
		...sheet.candidate,
		priorityGroups: [
			...new Set(sheet.candidate.priorityGroups.map((group) => (healthGroups.includes(group) ? 'confidential' : group)))
		]
	}
});

/** Draws the sheet of a case. */
export function sheetOf({ explanation, cost, household, criteria, target, names, demand }: SheetSource): CaseSheet {
	const tested = explanation.results.find((result) => result.rule === 'INC-01');
	const ceiling = tested?.figures ?? {};
	const amount = (name: string) => (typeof ceiling[name] === 'number' ? ceiling[name] : null);
	const income = amount('income');
	const { lease } = household;
	return {
		on: explanation.on,
		rulesVersion: explanation.version,
		dwelling: {
			reference: names.dwelling,
			commune: names.commune,
			rooms: target.rooms,
			area: target.area,
			floor: target.floor,
			hasLift: target.hasLift,
			accessibility: target.accessibility,
			financing: target.financing,
			rent: target.reletRent,
			annexRent: target.annexRent,
			charges: target.charges,
			reservation: target.reservation
		},
		candidate: {
			...demand,
			hasDalo: household.hasDalo,
			priorityGroups: (household.priorityGroups ?? []).filter((group) => group !== 'confidential'),
			localCriteria: criteria.map(({ labelFr, labelEn, weight, check }) => ({
				labelFr,
				labelEn,
				weight,
				check: check && { isMet: check.isMet, proof: check.proof, on: check.on }
			})),
			persons: household.persons.length,
			children: household.persons.filter((person) => person.role === 'child').length,
			income: income === null ? null : { amount: income, year: amount('incomeYear') },
			incomeCeiling: amount('ceiling'),
			isCeilingComputed: tested?.threshold?.isComputed ?? false,
			monthlyResources: cost.monthlyResources,
			present: {
				organism: names.presentOrganism,
				commune: names.presentCommune,
				rooms: names.presentRooms,
				bill: lease.charges === null ? null : lease.principalRent + lease.annexRent + lease.charges
			}
		},
		cost: {
			residualToday: cost.today?.residualBill ?? null,
			residualAfter: cost.after?.residualBill ?? null,
			effortAfter: cost.after?.effortRate ?? null,
			livingAllowance: cost.after?.livingAllowance?.perUnit ?? null
		},
		rules: explanation.results.map(({ rule, outcome }) => ({ rule, outcome }))
	};
}

/** What a commission has before it on a case, and keeps with its decision. No name: the numéro unique tells who. */
import type { Day } from '../calendar.ts';
import type { Accessibility, Financing, Reservation } from '../dwellings/dwelling.ts';
import type { Outcome } from '../eligibility/rule.ts';
import type { RuleId } from '../eligibility/rule-ids.ts';
import type { PriorityGroup } from '../households/household.ts';
import type { DecisionKind, DecisionMotive, FewerThanThreeReason } from './decision.ts';
import type { MemberCapacity, Votes } from './meeting.ts';

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
	/** Amounts in €/month; the rent is null when the organism has not said it. */
	rent: number | null;
	annexRent: number;
	charges: number;
	reservation: Reservation;
};

export type SheetCandidate = {
	uniqueNumber: string;
	firstDepositedOn: Day;
	hasDalo: boolean;
	/** Without the groups that are known to two named referents only. */
	priorityGroups: PriorityGroup[];
	persons: number;
	children: number;
	/** The income tested, €/year; null when none is admissible. */
	income: { amount: number; year: number | null } | null;
	/** The ceiling it was compared with, €/year; null when no source gives it or when none applies. */
	incomeCeiling: number | null;
	/** €/month. */
	monthlyResources: number | null;
	present: { organism: string; commune: string; rooms: number; bill: number };
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

export type MinutesMember = { name: string; capacity: MemberCapacity; isVoting: boolean; representedBy: string | null };

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

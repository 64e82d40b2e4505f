import type { VoteChoice } from '#domain/commissions/ballot.ts';
import type { MemberCapacity } from '#domain/commissions/member.ts';
import type { CaseClosed } from '#domain/commissions/seat.ts';
import type { MeetingState } from '#domain/commissions/meeting.workflow.ts';
import * as m from '../paraglide/messages.js';

type Sentences<Code extends string> = Record<Code, () => string>;

export const meetingStateNames: Sentences<MeetingState> = {
	planned: m.commissions_meeting_planned,
	convened: m.commissions_meeting_convened,
	open: m.commissions_meeting_open,
	closed: m.commissions_meeting_closed,
	signed: m.commissions_meeting_signed,
	cancelled: m.commissions_meeting_cancelled
};

/** Why a case of the minutes is closed to the member who reads them. */
export const caseClosedSentences: Sentences<CaseClosed> = {
	withdrawn: m.sessions_minutes_withdrawn,
	otherCommune: m.sessions_minutes_other_commune
};

export const voteChoiceNames: Sentences<VoteChoice> = {
	for: m.sessions_choice_for,
	against: m.sessions_choice_against,
	abstain: m.sessions_choice_abstain
};

/** In what name a person sits. */
export const capacityNames: Sentences<MemberCapacity> = {
	boardMember: m.commissions_capacity_board,
	tenantRepresentative: m.commissions_capacity_tenants,
	mayor: m.commissions_capacity_mayor,
	prefect: m.commissions_capacity_prefect,
	epciPresident: m.commissions_capacity_epci,
	socialEngineering: m.commissions_capacity_social,
	reserver: m.commissions_capacity_reserver
};

/** In what name a member sits, a mayor with their commune when it is known. */
export const capacityOf = ({
	capacity,
	communeName
}: {
	capacity: MemberCapacity;
	communeName?: string | null;
}): string =>
	capacity === 'mayor' && communeName
		? m.commissions_capacity_mayor_of({ commune: communeName })
		: capacityNames[capacity]();

/** What is wrong in what was typed on the pages of the commission. */
export const meetingErrors: Sentences<
	| 'DAY_MISSING'
	| 'TIME_WRONG'
	| 'PLACE_MISSING'
	| 'PRESIDENT_MISSING'
	| 'VOTES_MISSING'
	| 'DECISION_MISSING'
	| 'CANDIDATES_MISSING'
	| 'CHOICE_MISSING'
> = {
	DAY_MISSING: m.gestion_error_day,
	TIME_WRONG: m.gestion_error_time,
	PLACE_MISSING: m.gestion_error_place,
	PRESIDENT_MISSING: m.gestion_error_president,
	VOTES_MISSING: m.gestion_error_votes,
	DECISION_MISSING: m.gestion_error_decision,
	CANDIDATES_MISSING: m.gestion_error_candidates,
	CHOICE_MISSING: m.gestion_error_choice
};

import type { StaffRole } from '#domain/organisms/organism.ts';
import type { DwellingBlocker, Financing } from '#domain/dwellings/dwelling.ts';
import type { ParkState } from '#domain/dwellings/park.input.ts';
import * as m from '../paraglide/messages.js';

type Sentences<Code extends string> = Record<Code, () => string>;

/** What a person of an organism is there for. */
export const staffRoleNames: Sentences<StaffRole> = {
	officer: m.gestion_role_officer,
	manager: m.gestion_role_manager,
	calSecretary: m.gestion_role_secretary,
	organismAdmin: m.gestion_role_admin,
	auditor: m.gestion_role_auditor,
	dataProtectionOfficer: m.gestion_role_dpo,
	commissionMember: m.gestion_role_member
};

export const parkStateNames: Sentences<ParkState> = {
	occupied: m.dwellings_state_occupied,
	vacant: m.dwellings_state_vacant,
	starter: m.dwellings_state_starter,
	blocked: m.dwellings_state_blocked,
	inChain: m.dwellings_state_in_chain
};

export const financingNames: Sentences<Financing> = {
	PLAI: () => 'PLAI',
	PLUS: () => 'PLUS',
	PLS: () => 'PLS',
	PLI: () => 'PLI',
	HLM_BEFORE_1977: m.dwellings_financing_hlm,
	PLA_1977_1999: m.dwellings_financing_pla
};

/** Why a dwelling is kept out, in one or two words for a table. */
export const blockerWords: Sentences<DwellingBlocker> = {
	rehabilitation: m.dwellings_blocker_rehabilitation,
	sale: m.dwellings_blocker_sale,
	demolition: m.dwellings_blocker_demolition,
	reserver: m.dwellings_blocker_reserver,
	specialUnit: m.dwellings_blocker_special_unit,
	artistStudio: m.dwellings_blocker_artist_studio
};

/** What is wrong in the settings of an organism. */
export const settingsErrors: Sentences<
	| 'PHONE_WRONG'
	| 'EMAIL_WRONG'
	| 'QUORUM_WRONG'
	| 'ANSWER_MISSING'
	| 'PERCENT_WRONG'
	| 'AMOUNT_WRONG'
	| 'NAME_MISSING'
	| 'CAPACITY_MISSING'
	| 'COMMUNE_MISSING'
	| 'VOTING_MISSING'
> = {
	PHONE_WRONG: m.gestion_error_phone,
	EMAIL_WRONG: m.gestion_error_email,
	QUORUM_WRONG: m.gestion_error_quorum,
	ANSWER_MISSING: m.gestion_error_answer,
	PERCENT_WRONG: m.gestion_error_percent,
	AMOUNT_WRONG: m.gestion_error_amount,
	NAME_MISSING: m.gestion_error_name,
	CAPACITY_MISSING: m.gestion_error_capacity,
	COMMUNE_MISSING: m.gestion_error_member_commune,
	VOTING_MISSING: m.gestion_error_voting
};

/** Why a member of the commission is not written down. */
export const memberRefusals: Sentences<'MEMBER_NOT_FOUND' | 'COMMUNE_UNKNOWN'> = {
	MEMBER_NOT_FOUND: m.commissions_refusal_member_not_found,
	COMMUNE_UNKNOWN: m.gestion_refusal_member_commune
};

import type { JournalAction, JournalView, ReadingPurpose } from '#domain/accounts/journal.ts';
import * as m from '../paraglide/messages.js';

type Sentences<Code extends string> = Record<Code, () => string>;

/** What of the journals is looked at. */
export const journalViewNames: Sentences<JournalView> = {
	reads: m.journal_reads,
	acts: m.journal_acts,
	looks: m.journal_looks
};

/** When there is none of it in the period. */
export const journalWithout: Sentences<JournalView> = {
	reads: m.journal_none_reads,
	acts: m.journal_none_acts,
	looks: m.journal_none_looks
};

/** Why a file was read, as the auditor of the organism is told; the household has words of its own. */
export const journalPurposes: Sentences<ReadingPurpose> = {
	listingCheck: m.journal_purpose_listing_check,
	instruction: m.journal_purpose_instruction,
	documents: m.journal_purpose_documents,
	commission: m.journal_purpose_commission,
	followUp: m.journal_purpose_follow_up,
	export: m.journal_purpose_export,
	rightsRequest: m.journal_purpose_rights_request,
	import: m.journal_purpose_import,
	audit: m.journal_purpose_audit
};

/** Who an entry is of, when not of a colleague who is named. */
export const journalAuthors: Sentences<'tenant' | 'staff' | 'coordinator' | 'system'> = {
	tenant: m.journal_author_tenant,
	staff: m.journal_author_staff,
	coordinator: m.journal_author_coordinator,
	system: m.journal_author_system
};

/** What each entry of a journal tells, without what it was about. */
export const journalActs: Sentences<JournalAction> = {
	FileRead: m.journal_act_file_read,
	ImportRead: m.journal_act_import_read,
	JournalRead: m.journal_act_journal_read,
	ProtectionRead: m.journal_act_protection_read,
	ProtectionOpened: m.journal_act_protection_opened,
	ProtectionLifted: m.journal_act_protection_lifted,
	ProposalPublished: m.journal_act_proposal_published,
	ProposalDiscarded: m.journal_act_proposal_discarded,
	LegAdvanced: m.journal_act_leg_advanced,
	HolderCommitted: m.journal_act_holder_committed,
	AllAccepted: m.journal_act_all_accepted,
	AllVisited: m.journal_act_all_visited,
	AllCommitted: m.journal_act_all_committed,
	ProposalConfirmed: m.journal_act_proposal_confirmed,
	RightRecognised: m.journal_act_right_recognised,
	OffersSent: m.journal_act_offers_sent,
	ProposalSealed: m.journal_act_proposal_sealed,
	SigningDaySet: m.journal_act_signing_day_set,
	ProposalCompleted: m.journal_act_proposal_completed,
	ProposalBroken: m.journal_act_proposal_broken,
	ListingSubmitted: m.journal_act_listing_submitted,
	ListingPublished: m.journal_act_listing_published,
	ListingPaused: m.journal_act_listing_paused,
	ListingResumed: m.journal_act_listing_resumed,
	ListingWithdrawn: m.journal_act_listing_withdrawn,
	ListingReturned: m.journal_act_listing_returned,
	NeedChanged: m.journal_act_need_changed,
	RunRequested: m.journal_act_run_requested,
	RunFinished: m.journal_act_run_finished,
	RunFailed: m.journal_act_run_failed,
	RunCancelled: m.journal_act_run_cancelled,
	RunReplayed: m.journal_act_run_replayed,
	RepairRequested: m.journal_act_repair_requested,
	RepairFound: m.journal_act_repair_found,
	RepairNotFound: m.journal_act_repair_not_found,
	VisitPlanned: m.journal_act_visit_planned,
	VisitAgreed: m.journal_act_visit_agreed,
	OpinionGiven: m.journal_act_opinion_given,
	UniqueNumberRecorded: m.journal_act_unique_number_recorded,
	DemandOpened: m.journal_act_demand_opened,
	DemandClosed: m.journal_act_demand_closed,
	DemandWarned: m.journal_act_demand_warned,
	DocumentsAsked: m.journal_act_documents_asked,
	DocumentsReceived: m.journal_act_documents_received,
	DocumentDeposited: m.journal_act_document_deposited,
	DocumentAccepted: m.journal_act_document_accepted,
	DocumentRefused: m.journal_act_document_refused,
	FileTakenInCharge: m.journal_act_file_taken_in_charge,
	IncomeRecorded: m.journal_act_income_recorded,
	FileCompleted: m.journal_act_file_completed,
	ConditionMet: m.journal_act_condition_met,
	ConditionFailed: m.journal_act_condition_failed,
	RankReached: m.journal_act_rank_reached,
	Outranked: m.journal_act_outranked,
	CaseDecided: m.journal_act_case_decided,
	MeetingPlanned: m.journal_act_meeting_planned,
	AgendaChanged: m.journal_act_agenda_changed,
	MeetingConvened: m.journal_act_meeting_convened,
	VoteAsked: m.journal_act_vote_asked,
	VoteGiven: m.journal_act_vote_given,
	MemberWithdrew: m.journal_act_member_withdrew,
	AttendanceRecorded: m.journal_act_attendance_recorded,
	MeetingOpened: m.journal_act_meeting_opened,
	MeetingClosed: m.journal_act_meeting_closed,
	MeetingSigned: m.journal_act_meeting_signed,
	MeetingCancelled: m.journal_act_meeting_cancelled,
	OfferAccepted: m.journal_act_offer_accepted,
	OfferRefused: m.journal_act_offer_refused,
	OfferLapsed: m.journal_act_offer_lapsed,
	LeaseSigned: m.journal_act_lease_signed,
	DwellingOffered: m.journal_act_dwelling_offered,
	DwellingTakenBack: m.journal_act_dwelling_taken_back,
	DwellingChecked: m.journal_act_dwelling_checked,
	DwellingBlocked: m.journal_act_dwelling_blocked,
	ImportReceived: m.journal_act_import_received,
	ImportConfirmed: m.journal_act_import_confirmed,
	ImportDiscarded: m.journal_act_import_discarded,
	ImportApplied: m.journal_act_import_applied,
	ExportRequested: m.journal_act_export_requested,
	SettingsChanged: m.journal_act_settings_changed,
	RetentionApplied: m.journal_act_retention_applied,
	CriterionChecked: m.journal_act_criterion_checked,
	ErasureAsked: m.journal_act_erasure_asked,
	HouseholdForgotten: m.journal_act_household_forgotten,
	ClockMoved: m.journal_act_clock_moved,
	SignedIn: m.journal_act_signed_in,
	SignedOut: m.journal_act_signed_out,
	AccessRestarted: m.journal_act_access_restarted,
	SessionsRevoked: m.journal_act_sessions_revoked,
	PasswordChanged: m.journal_act_password_changed,
	SecondFactorTaken: m.journal_act_second_factor_taken,
	SecondFactorGivenUp: m.journal_act_second_factor_given_up,
	RecoveryCodeUsed: m.journal_act_recovery_code_used,
	AccountLocked: m.journal_act_account_locked,
	AccountUnlocked: m.journal_act_account_unlocked,
	DutyChanged: m.journal_act_duty_changed,
	LinkSent: m.journal_act_link_sent,
	ReadingsStopped: m.journal_act_readings_stopped
};

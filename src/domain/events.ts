import type { LinkKind } from './accounts/link.ts';
import type { ExportFormat, ExportList, ExportPurpose } from './exports/export.ts';
import type { StaffRole } from './organisms/organism.ts';
import type { CriterionAnswer, criterionOwners } from './households/criterion-check.ts';
import type { DataRequestKind } from './households/data-request.ts';
import type { CriterionProof } from './households/household.ts';
import type { HelperAct } from './households/mandate.ts';
import type { RetainedDatum } from './households/retention.ts';
import type { BreakReason, ProposalEvent } from './proposals/proposal.ts';

/** Everything that can happen, as it is written in the log of the exchange. Identifiers, codes and dates only. */
export type DomainEvent =
	| ProposalEvent
	| {
			type: 'ListingSubmitted' | 'ListingPublished' | 'ListingPaused' | 'ListingResumed' | 'ListingWithdrawn';
			listingId: string;
	  }
	| { type: 'ListingReturned'; listingId: string }
	| { type: 'NeedChanged'; listingId: string }
	| { type: 'RunRequested' | 'RunFinished' | 'RunFailed' | 'RunCancelled'; runId: string }
	| { type: 'RunReplayed'; runId: string; isSame: boolean }
	| { type: 'RepairRequested'; proposalId: string; reason: BreakReason }
	| { type: 'RepairFound' | 'RepairNotFound'; proposalId: string; runId: string }
	| { type: 'VisitPlanned' | 'VisitAgreed'; proposalId: string; legId: string; plannedFor: Date }
	| { type: 'OpinionGiven'; proposalId: string; legId: string; kind: string }
	| { type: 'UniqueNumberRecorded'; proposalId: string; legId: string }
	| { type: 'DemandOpened'; demandId: string; legId: string }
	| { type: 'DemandClosed'; demandId: string; legId: string; reason: string }
	| { type: 'DemandWarned'; demandId: string; legId: string }
	| {
			type:
				| 'DocumentsAsked'
				| 'DocumentsReceived'
				| 'DocumentDeposited'
				| 'DocumentAccepted'
				| 'DocumentRefused'
				| 'FileTakenInCharge'
				| 'IncomeRecorded'
				| 'FileCompleted'
				| 'ConditionMet'
				| 'ConditionFailed'
				| 'RankReached'
				| 'Outranked';
			candidacyId: string;
			legId: string;
	  }
	| { type: 'CaseDecided'; candidacyId: string; legId: string; kind: string; meetingId: string }
	| {
			type: 'VoteAsked' | 'VoteGiven' | 'MemberWithdrew';
			meetingId: string;
			candidacyId: string;
			legId: string;
	  }
	| {
			type:
				| 'MeetingPlanned'
				| 'AgendaChanged'
				| 'MeetingConvened'
				| 'AttendanceRecorded'
				| 'MeetingOpened'
				| 'MeetingClosed'
				| 'MeetingSigned'
				| 'MeetingCancelled';
			meetingId: string;
	  }
	| { type: 'OfferAccepted' | 'OfferRefused' | 'OfferLapsed'; candidacyId: string; legId: string }
	| { type: 'LeaseSigned'; proposalId: string; legId: string }
	| { type: 'DwellingOffered' | 'DwellingTakenBack' | 'DwellingChecked' | 'DwellingBlocked'; dwellingId: string }
	| { type: 'ImportReceived' | 'ImportConfirmed' | 'ImportDiscarded'; importId: string }
	| { type: 'ImportApplied'; importId: string; created: number; changed: number }
	| {
			type: 'ExportRequested';
			exportId: string;
			list: ExportList;
			purpose: ExportPurpose;
			format: ExportFormat;
			rows: number;
	  }
	| { type: 'SettingsChanged'; subjectId: string; names: string[] }
	| { type: 'RetentionApplied'; version: string; counts: Partial<Record<RetainedDatum, number>> }
	| {
			type: 'CriterionChecked';
			householdId: string;
			owner: (typeof criterionOwners)[number];
			code: string;
			answer: CriterionAnswer;
			proof: CriterionProof | null;
	  }
	/** `accountId`: who helps; or, when taken, who has that address already and cannot help with it. */
	| { type: 'MandateGiven'; householdId: string; mandateId: string; accountId: string; isTaken: boolean }
	| { type: 'MandateEnded' | 'MandateGivenUp'; householdId: string; mandateId: string }
	| { type: 'HelperActed'; householdId: string; act: HelperAct }
	| { type: 'ErasureAsked'; householdId: string }
	| { type: 'HouseholdForgotten' }
	| {
			type:
				| 'DataRequestAsked'
				| 'DataRequestProlonged'
				| 'DataRequestGranted'
				| 'CorrectionOrdered'
				| 'DataCorrected'
				| 'DataRequestRefused'
				| 'DataRequestWithdrawn'
				| 'DataRequestDue'
				| 'DataRequestLate';
			requestId: string;
			kind: DataRequestKind;
	  }
	| { type: 'ClockMoved'; days: number }
	| {
			type:
				| 'SignedIn'
				| 'SignedOut'
				| 'AccessRestarted'
				| 'SessionsRevoked'
				| 'PasswordChanged'
				| 'SecondFactorTaken'
				| 'SecondFactorGivenUp'
				| 'RecoveryCodeUsed'
				| 'ReadingsStopped'
				| 'AccountLocked'
				| 'AccountUnlocked';
			accountId: string;
	  }
	| { type: 'DutyChanged'; accountId: string; staffRole: StaffRole }
	| { type: 'LinkSent'; accountId: string; linkId: string; kind: LinkKind };

export type DomainEventType = DomainEvent['type'];

/** The thing an event is about: where its history is read. */
export function subjectOf(event: DomainEvent): string | null {
	if ('proposalId' in event) return event.proposalId;
	if ('listingId' in event) return event.listingId;
	if ('runId' in event) return event.runId;
	if ('meetingId' in event && !('candidacyId' in event)) return event.meetingId;
	if ('legId' in event) return event.legId;
	if ('dwellingId' in event) return event.dwellingId;
	if ('importId' in event) return event.importId;
	if ('exportId' in event) return event.exportId;
	if ('requestId' in event) return event.requestId;
	if ('subjectId' in event) return event.subjectId;
	if ('householdId' in event) return event.householdId;
	if ('accountId' in event) return event.accountId;
	return null;
}

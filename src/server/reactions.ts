import { eq } from 'drizzle-orm';
import type { DomainEvent, DomainEventType } from '#domain/events.ts';
import * as accountLetters from './accounts/reactions.ts';
import { tellConvened } from './commissions/letters.ts';
import { openDemands } from './demands/open-demands.ts';
import * as mandateLetters from './households/mandate-letters.ts';
import * as listingLetters from './needs/letters.ts';
import * as demandLetters from './demands/letters.ts';
import * as requestLetters from './households/requests/letters.ts';
import type { Deps } from './platform/context.ts';
import { domainEvents } from './platform/tables.ts';
import type { Reaction } from './platform/reaction.ts';
import { asActor, type Unit } from './platform/unit.ts';
import * as letters from './proposals/letters.ts';
import { openVisits } from './proposals/open-visits.ts';
import { requestRepair } from './matching/request-repair.ts';

/** When this happens, then that. */
export const reactions: { [T in DomainEventType]?: Reaction<T>[] } = {
	ListingSubmitted: [listingLetters.tellOrganism],
	ListingPublished: [listingLetters.tellPublished],
	ListingReturned: [listingLetters.tellReturned],
	ProposalPublished: [letters.tellProposal],
	AllAccepted: [openVisits, letters.tellEveryoneAccepted],
	VisitPlanned: [letters.tellVisitPlanned],
	VisitAgreed: [letters.tellVisitAgreed],
	AllVisited: [letters.tellEveryoneVisited],
	HolderCommitted: [letters.tellOtherHolders],
	AllCommitted: [letters.tellFileToInstruct],
	ProposalConfirmed: [openDemands, letters.tellConfirmed],
	RightRecognised: [letters.tellRightRecognised],
	DocumentsAsked: [demandLetters.tellDocumentsAsked],
	MeetingConvened: [tellConvened],
	CaseDecided: [demandLetters.tellDecision],
	OffersSent: [letters.tellOffers],
	ProposalSealed: [letters.tellSealed],
	SigningDaySet: [letters.tellSigningDay],
	ProposalCompleted: [letters.tellCompleted],
	ProposalBroken: [letters.tellBroken, requestRepair],
	RepairNotFound: [letters.tellNoRepair],
	DataRequestAsked: [requestLetters.tellAsked],
	DataRequestProlonged: [requestLetters.tellProlonged],
	DataRequestGranted: [requestLetters.tellGranted],
	CorrectionOrdered: [requestLetters.tellAccepted, requestLetters.tellToCorrect],
	DataCorrected: [requestLetters.tellCorrected],
	DataRequestRefused: [requestLetters.tellRefused],
	DataRequestDue: [requestLetters.tellDue],
	DataRequestLate: [requestLetters.tellLate],
	LinkSent: [accountLetters.tellLink],
	PasswordChanged: [accountLetters.tellPasswordChanged],
	SecondFactorGivenUp: [accountLetters.tellFactorGivenUp],
	RecoveryCodeUsed: [accountLetters.tellCodeUsed],
	ReadingsStopped: [accountLetters.tellReadingsStopped],
	MandateGiven: [mandateLetters.tellMandate],
	MandateGivenUp: [mandateLetters.tellMandateGivenUp]
};

/** Runs what follows one event, in one transaction, as the system. */
export const react = (deps: Deps, eventId: number): Promise<void> =>
	asActor(deps, { role: 'system' }, async (unit) => {
		const [row] = await unit.tx.select().from(domainEvents).where(eq(domainEvents.id, eventId));
		if (!row) return;
		const event = revive({ ...row.data, type: row.type, eventId: row.id });
		for (const reaction of reactions[event.type] ?? [])
			await (reaction as (unit: Unit, event: AnySaved) => Promise<void>)(unit, event);
	});

/** Instants are texts in the log: those fields are instants again for the reactions. */
type AnySaved = DomainEvent & { eventId: number };

function revive(event: Record<string, unknown>): AnySaved {
	for (const field of ['dueAt', 'plannedFor'])
		if (typeof event[field] === 'string') event[field] = new Date(event[field]);
	return event as AnySaved;
}

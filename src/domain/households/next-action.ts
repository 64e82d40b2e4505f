/** The one thing a household is told to do now, out of everything it has under way. */
import type { ListingState } from '../needs/listing.workflow.ts';
import type { Turn } from '../proposals/stages.ts';
import type { ProposalState } from '../proposals/proposal.workflow.ts';
import type { VisitSide } from '../proposals/visit.ts';

export type NextAction =
	| { kind: 'startListing' | 'homeKeptOut' | 'submitListing' | 'correctListing' | 'listingChecked' | 'resumeListing' }
	| { kind: 'fillListing'; left: number }
	| { kind: 'search' | 'settledIn' }
	| { kind: 'answerProposal' | 'commit' | 'answerOffer'; proposalId: string; dueAt: Date | null }
	| { kind: 'planVisit' | 'agreeVisit' | 'sayAfterVisit'; proposalId: string; dueAt: Date | null }
	| { kind: 'goToVisit'; proposalId: string; plannedFor: Date; dueAt: Date | null }
	| { kind: 'sendDocuments'; proposalId: string; count: number }
	| { kind: 'waitForHouseholds' | 'waitForLandlords'; proposalId: string; state: ProposalState; dueAt: Date | null }
	| { kind: 'waitForHolders'; proposalId: string; names: readonly string[]; dueAt: Date | null }
	| { kind: 'sign'; proposalId: string; on: string };

/** What a household has under way. */
export type Situation = {
	listing: { state: ListingState; left: number } | null;
	isHomeKeptOut: boolean;
	/** Its live chain: it has one at most. */
	chain: {
		proposalId: string;
		state: ProposalState;
		turn: Turn | null;
		dueAt: Date | null;
		/** Once the organisms have agreed on it, until the leases are signed. */
		signingDay: string | null;
		/** First names of those who hold the same lease and have not committed, once the reader has. */
		awaitedHolders: readonly string[];
		/** Papers asked and not received. */
		documentsAwaited: number;
		visits: {
			side: 'visitor' | 'host';
			plannedFor: Date | null;
			proposedBy: VisitSide | null;
			agreedAt: Date | null;
		}[];
	} | null;
	/** It moved by an exchange and has not started another annonce. */
	hasMoved: boolean;
};

/** A live chain comes first: others wait for it. Then the annonce. */
export function nextAction({ listing, isHomeKeptOut, chain, hasMoved }: Situation, now: Date): NextAction {
	if (chain) return chainAction(chain, now);
	if (!listing) return { kind: hasMoved ? 'settledIn' : isHomeKeptOut ? 'homeKeptOut' : 'startListing' };
	switch (listing.state) {
		case 'draft':
			return listing.left > 0 ? { kind: 'fillListing', left: listing.left } : { kind: 'submitListing' };
		case 'returned':
			return { kind: 'correctListing' };
		case 'submitted':
			return { kind: 'listingChecked' };
		case 'paused':
			return { kind: 'resumeListing' };
		default:
			return { kind: 'search' };
	}
}

function chainAction(chain: NonNullable<Situation['chain']>, now: Date): NextAction {
	const { proposalId, state, turn, dueAt } = chain;
	if (state === 'visiting') return visitAction(chain, now);
	if (turn === 'you') {
		const kind = state === 'committing' ? 'commit' : state === 'offered' ? 'answerOffer' : 'answerProposal';
		return { kind, proposalId, dueAt };
	}
	if (chain.awaitedHolders.length > 0)
		return { kind: 'waitForHolders', proposalId, names: chain.awaitedHolders, dueAt };
	if (state === 'confirmed' && chain.documentsAwaited > 0)
		return { kind: 'sendDocuments', proposalId, count: chain.documentsAwaited };
	if (chain.signingDay) return { kind: 'sign', proposalId, on: chain.signingDay };
	return { kind: turn === 'landlord' ? 'waitForLandlords' : 'waitForHouseholds', proposalId, state, dueAt };
}

function visitAction(chain: NonNullable<Situation['chain']>, now: Date): NextAction {
	const { proposalId, state, turn, dueAt, visits } = chain;
	const asked = visits.some(
		(visit) => visit.plannedFor && visit.plannedFor > now && !visit.agreedAt && visit.proposedBy !== visit.side
	);
	if (asked) return { kind: 'agreeVisit', proposalId, dueAt };
	const own = visits.find((visit) => visit.side === 'visitor');
	if (turn === 'you' && own) {
		const { plannedFor, agreedAt } = own;
		if (!plannedFor || (!agreedAt && plannedFor <= now)) return { kind: 'planVisit', proposalId, dueAt };
		if (agreedAt && plannedFor <= now) return { kind: 'sayAfterVisit', proposalId, dueAt };
		if (agreedAt) return { kind: 'goToVisit', proposalId, plannedFor, dueAt };
	}
	const coming = visits.find((visit) => visit.side === 'host' && visit.agreedAt && visit.plannedFor! > now);
	if (coming) return { kind: 'goToVisit', proposalId, plannedFor: coming.plannedFor!, dueAt };
	return { kind: 'waitForHouseholds', proposalId, state, dueAt };
}

/** Whose turn each action is; nobody is waited for while the engine searches, nor once all is done. */
export function turnOfAction({ kind }: NextAction): Turn | null {
	if (kind === 'search' || kind === 'settledIn') return null;
	if (kind === 'listingChecked' || kind === 'waitForLandlords' || kind === 'homeKeptOut') return 'landlord';
	return kind === 'waitForHouseholds' || kind === 'waitForHolders' ? 'others' : 'you';
}

import { and, eq, inArray, isNull, notInArray } from 'drizzle-orm';
import { candidacyWorkflow, type CandidacyAction } from '#domain/demands/candidacy.workflow.ts';
import { demandWorkflow, type DemandAction } from '#domain/demands/demand.workflow.ts';
import { listingWorkflow, type ListingAction } from '#domain/needs/listing.workflow.ts';
import type { Leg, Proposal, ProposalEvent } from '#domain/proposals/proposal.ts';
import { candidacies, demands } from '../demands/tables.ts';
import { dwellings, leases } from '../dwellings/tables.ts';
import { households, persons } from '../households/tables.ts';
import { pauseLimited } from '../needs/limited.ts';
import { listings } from '../needs/tables.ts';
import type { Tx } from '../platform/context.ts';
import { nextReference } from '../platform/numbering.ts';
import type { Unit } from '../platform/unit.ts';
import { holdAll, releaseAll } from './holds.ts';

/**
 * What a change of a chain does at once to everything it ties together, in the same transaction. It runs as chain
 * logic; letters and searches are not here, they are reactions that follow.
 */
export async function onProposalChange(unit: Unit, proposal: Proposal, event: ProposalEvent): Promise<void> {
	switch (event.type) {
		case 'ProposalPublished':
			return holdAll(unit, proposal);
		case 'ProposalConfirmed':
		case 'RightRecognised':
			return moveListings(unit, proposal, 'engage');
		case 'OffersSent':
			return sendOffers(unit, proposal, event.dueAt);
		case 'ProposalBroken':
			return freeEverything(unit, proposal);
		case 'ProposalCompleted':
			return swapHomes(unit, proposal);
		default:
			return;
	}
}

/** CCH R.441-10: written offers; all leave together, once every commission of the chain has decided. */
async function sendOffers(unit: Unit, proposal: Proposal, dueAt: Date): Promise<void> {
	const sent = await unit.tx
		.update(candidacies)
		.set({ state: 'offerSent', offerSentAt: unit.now, offerDueAt: dueAt })
		.where(and(ofLegs(proposal), inArray(candidacies.state, candidacyWorkflow.transitions.sendOffer.from)))
		.returning({ id: candidacies.id });
	if (sent.length !== proposal.legs.length) throw new Error('Offers must leave together');
}

/** A chain ended before its leases: holds, listings, candidacies and demands are as free as before it. */
async function freeEverything(unit: Unit, proposal: Proposal): Promise<void> {
	await releaseAll(unit, proposal.id);
	await moveListings(unit, proposal, 'release');
	await pauseLimited(
		unit,
		proposal.legs.map((leg) => leg.householdId)
	);
	await moveCandidacies(unit, proposal, 'withdraw');
	await moveDemands(unit, proposal, 'returnToRegister');
}

/**
 * The day all leases are signed: old leases end, new ones start, each household is housed by the owner of its new
 * home, listings and demands close. One transaction: nobody is ever without a home, or with two.
 */
async function swapHomes(unit: Unit, proposal: Proposal): Promise<void> {
	const { tx } = unit;
	const day = proposal.signingDay!;
	const householdIds = proposal.legs.map((leg) => leg.householdId);
	const ended = await tx
		.update(leases)
		.set({ endsOn: day })
		.where(and(inArray(leases.householdId, householdIds), isNull(leases.endsOn)))
		.returning();
	for (const leg of proposal.legs) {
		const left = proposal.path === 'RIGHT_ART9' && ended.find((lease) => lease.dwellingId === leg.targetDwellingId);
		await moveIn(unit, leg, day, left || null);
	}
	if (proposal.kind === 'chain') {
		// The chain started from a vacant dwelling; the home of its last household is now the vacant one.
		const targets = new Set(proposal.legs.map((leg) => leg.targetDwellingId));
		const freed = proposal.legs.map((leg) => leg.currentDwellingId).filter((dwellingId) => !targets.has(dwellingId));
		await tx.update(dwellings).set({ vacantFrom: day, startsChains: false }).where(inArray(dwellings.id, freed));
	}
	await moveListings(unit, proposal, 'house');
	await moveCandidacies(unit, proposal, 'signLease');
	await moveDemands(unit, proposal, 'strikeOff');
	await releaseAll(unit, proposal.id);
}

type LeaseTerms = Pick<typeof leases.$inferSelect, 'number' | 'kind' | 'principalRent' | 'annexRent' | 'charges'>;

/**
 * The household enters its new home.
 *
 * @param left as of right, the lease it takes over: its number and its terms go on, only its holder changes (law of
 * 6 July 1989, art. 9). Null for a new lease, at the re-letting rent.
 */
async function moveIn({ tx }: Unit, leg: Leg, day: string, left: LeaseTerms | null): Promise<void> {
	const [home] = await tx.select().from(dwellings).where(eq(dwellings.id, leg.targetDwellingId)).for('update');
	const terms = left ?? (await newTerms(tx, home!, day));
	await tx
		.update(dwellings)
		.set({ vacantFrom: null, startsChains: false })
		.where(eq(dwellings.id, leg.targetDwellingId));
	await tx.insert(leases).values({
		number: terms.number,
		kind: terms.kind,
		principalRent: terms.principalRent,
		annexRent: terms.annexRent,
		charges: terms.charges,
		dwellingId: home!.id,
		householdId: leg.householdId,
		organismId: home!.organismId,
		startsOn: day,
		checks: { recordedOn: day }
	});
	await tx.update(households).set({ organismId: home!.organismId }).where(eq(households.id, leg.householdId));
	await tx.update(persons).set({ organismId: home!.organismId }).where(eq(persons.householdId, leg.householdId));
}

async function newTerms(tx: Tx, home: typeof dwellings.$inferSelect, day: string): Promise<LeaseTerms> {
	const { reletRent, annexRent, charges } = home;
	if (reletRent === null) throw new Error('A lease cannot be signed without its rent');
	const number = await nextReference(tx, 'B', Number(day.slice(0, 4)));
	return { number, kind: 'ordinary', principalRent: reletRent, annexRent, charges };
}

const ofLegs = (proposal: Proposal) =>
	inArray(
		candidacies.legId,
		proposal.legs.map((leg) => leg.id)
	);

async function moveListings({ tx, now }: Unit, proposal: Proposal, action: ListingAction): Promise<void> {
	const { from, to } = listingWorkflow.transitions[action];
	const householdIds = proposal.legs.map((leg) => leg.householdId);
	const moved = await tx
		.update(listings)
		.set({ state: to, updatedAt: now })
		.where(and(inArray(listings.householdId, householdIds), inArray(listings.state, [...from])))
		.returning({ id: listings.id });
	if (action !== 'release' && moved.length !== householdIds.length)
		throw new Error(`Every listing of the chain must ${action}`);
}

async function moveCandidacies({ tx }: Unit, proposal: Proposal, action: CandidacyAction): Promise<void> {
	const { from, to } = candidacyWorkflow.transitions[action];
	await tx
		.update(candidacies)
		.set({ state: to })
		.where(and(ofLegs(proposal), inArray(candidacies.state, [...from])));
}

async function moveDemands({ tx, now }: Unit, proposal: Proposal, action: DemandAction): Promise<void> {
	const { from, to } = demandWorkflow.transitions[action];
	await tx
		.update(demands)
		.set({ state: to, ...(action === 'strikeOff' && { strikeOffReason: 'housed' as const, closedAt: now }) })
		.where(
			and(
				inArray(
					demands.legId,
					proposal.legs.map((leg) => leg.id)
				),
				inArray(demands.state, [...from]),
				notInArray(demands.state, ['struckOff'])
			)
		);
}

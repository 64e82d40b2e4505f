import type { LetterKind, LetterParams } from '#i18n/sentences/letters.ts';
import { eq } from 'drizzle-orm';
import { writeLetters } from '../platform/letters.ts';
import type { Unit } from '../platform/unit.ts';
import type { Reaction } from '../platform/reaction.ts';
import { readHolders } from './holders.ts';
import { accountsOfHouseholds, readParties, staffOf } from './parties.ts';
import { visits } from './tables.ts';

type About = { eventId: number; proposalId: string };

/** A letter to every household of the chain. */
async function tellHouseholds<K extends LetterKind>(
	unit: Unit,
	{ eventId, proposalId }: About,
	kind: K,
	params: (reference: string, households: number) => LetterParams[K],
	page: 'propositions' | 'echanges' = 'echanges'
): Promise<void> {
	const { proposal, legs } = await readParties(unit.tx, proposalId);
	const people = await accountsOfHouseholds(unit.tx, proposal.householdIds);
	await writeLetters(unit, eventId, people, kind, params(proposal.reference, legs.length), `/${page}/${proposalId}`);
}

/** A letter to the officers of every organism that receives a household of the chain. */
async function tellOrganisms<K extends LetterKind>(
	unit: Unit,
	{ eventId, proposalId }: About,
	kind: K,
	params: (reference: string) => LetterParams[K]
): Promise<void> {
	const { proposal, legs } = await readParties(unit.tx, proposalId);
	for (const leg of legs) {
		const people = await staffOf(unit.tx, [leg.targetOrganismId], ['officer', 'calSecretary']);
		await writeLetters(unit, eventId, people, kind, params(proposal.reference), `/gestion/dossiers/${leg.id}`);
	}
}

export const tellProposal: Reaction<'ProposalPublished'> = (unit, event) =>
	tellHouseholds(
		unit,
		event,
		'proposalReceived',
		(reference, households) => ({ reference, households, dueAt: event.dueAt }),
		'propositions'
	);

export const tellEveryoneAccepted: Reaction<'AllAccepted'> = (unit, event) =>
	tellHouseholds(unit, event, 'everyoneAccepted', (reference) => ({ reference, dueAt: event.dueAt! }));

export const tellEveryoneVisited: Reaction<'AllVisited'> = (unit, event) =>
	tellHouseholds(unit, event, 'everyoneVisited', (reference) => ({ reference, dueAt: event.dueAt! }));

/** The other holders of the lease learn that only their word is missing. */
export const tellOtherHolders: Reaction<'HolderCommitted'> = async (unit, event) => {
	const { proposal, legs } = await readParties(unit.tx, event.proposalId);
	const leg = legs.find((one) => one.id === event.legId);
	// A chain that has moved on or ended meanwhile asks nothing more.
	if (!leg || proposal.state !== 'committing' || !proposal.dueAt) return;
	const holders = (await readHolders(unit, [leg])).get(leg.id)!;
	const awaited = new Set(holders.filter((holder) => !holder.hasCommitted).map((holder) => holder.accountId));
	const people = (await accountsOfHouseholds(unit.tx, [leg.householdId])).filter(({ id }) => awaited.has(id));
	const params = { reference: proposal.reference, dueAt: proposal.dueAt };
	await writeLetters(unit, event.eventId, people, 'holderAwaited', params, `/echanges/${proposal.id}`);
};

export const tellFileToInstruct: Reaction<'AllCommitted'> = (unit, event) =>
	tellOrganisms(unit, event, 'fileToInstruct', (reference) => ({ reference, dueAt: event.dueAt! }));

export const tellConfirmed: Reaction<'ProposalConfirmed'> = async (unit, event) => {
	await tellHouseholds(unit, event, 'chainConfirmed', (reference) => ({ reference }));
	await tellOrganisms(unit, event, 'caseForCommission', (reference) => ({ reference }));
};

/** As of right there is no commission to wait for: households and organism go straight to the signing day. */
export const tellRightRecognised: Reaction<'RightRecognised'> = async (unit, event) => {
	await tellHouseholds(unit, event, 'rightRecognised', (reference) => ({ reference }));
	await tellOrganisms(unit, event, 'rightToSign', (reference) => ({ reference }));
};

export const tellOffers: Reaction<'OffersSent'> = (unit, event) =>
	tellHouseholds(unit, event, 'offerReceived', (reference) => ({ reference, dueAt: event.dueAt }));

export const tellSealed: Reaction<'ProposalSealed'> = async (unit, event) => {
	await tellHouseholds(unit, event, 'chainSealed', (reference) => ({ reference }));
	await tellOrganisms(unit, event, 'signingDayToSet', (reference) => ({ reference }));
};

export const tellSigningDay: Reaction<'SigningDaySet'> = async (unit, event) => {
	const { day } = event;
	await tellHouseholds(unit, event, 'signingDaySet', (reference) => ({ reference, day }));
	await tellOrganisms(unit, event, 'signingDaySet', (reference) => ({ reference, day }));
};

export const tellCompleted: Reaction<'ProposalCompleted'> = async (unit, event) => {
	await tellHouseholds(unit, event, 'chainCompleted', (reference) => ({ reference }));
	await tellOrganisms(unit, event, 'chainCompleted', (reference) => ({ reference }));
};

/** Everyone is told why in plain words; the household that said no is not told that somebody did. */
export const tellBroken: Reaction<'ProposalBroken'> = async (unit, event) => {
	const { proposal, legs } = await readParties(unit.tx, event.proposalId);
	const own = legs.find((leg) => leg.id === event.legId);
	const byItself = ['declined', 'visitRefused', 'renounced', 'offerDeclined', 'withdrawn'].includes(event.reason);
	const path = `/echanges/${event.proposalId}`;
	const params = { reference: proposal.reference, reason: event.reason };
	for (const leg of legs) {
		const people = await accountsOfHouseholds(unit.tx, [leg.householdId]);
		const kind = leg.id === own?.id && byItself ? 'chainBrokenByYou' : 'chainBroken';
		await writeLetters(unit, event.eventId, people, kind, params, path);
		const officers = await staffOf(unit.tx, [leg.targetOrganismId], ['officer', 'calSecretary']);
		await writeLetters(unit, event.eventId, officers, 'chainBroken', params, `/gestion/dossiers/${leg.id}`);
	}
};

export const tellNoRepair: Reaction<'RepairNotFound'> = (unit, event) =>
	tellHouseholds(unit, event, 'repairNotFound', (reference) => ({ reference }));

/** The other side of a visit learns of the time suggested. */
export const tellVisitPlanned: Reaction<'VisitPlanned'> = async (unit, event) => {
	const { proposal } = await readParties(unit.tx, event.proposalId);
	const [visit] = await unit.tx.select().from(visits).where(eq(visits.legId, event.legId));
	if (!visit) return;
	const params = { reference: proposal.reference, plannedFor: event.plannedFor };
	if (visit.proposedBy === 'visitor' && !visit.hostHouseholdId) {
		const officers = await staffOf(unit.tx, [visit.targetOrganismId], ['officer']);
		return writeLetters(unit, event.eventId, officers, 'visitProposed', params, `/gestion/dossiers/${event.legId}`);
	}
	const other = visit.proposedBy === 'visitor' ? visit.hostHouseholdId! : visit.householdId;
	const people = await accountsOfHouseholds(unit.tx, [other]);
	await writeLetters(unit, event.eventId, people, 'visitProposed', params, `/echanges/${proposal.id}/visites`);
};

export const tellVisitAgreed: Reaction<'VisitAgreed'> = async (unit, event) => {
	const { proposal } = await readParties(unit.tx, event.proposalId);
	const [visit] = await unit.tx.select().from(visits).where(eq(visits.legId, event.legId));
	if (!visit) return;
	const households = [visit.householdId, ...(visit.hostHouseholdId ? [visit.hostHouseholdId] : [])];
	const people = await accountsOfHouseholds(unit.tx, households);
	const params = { reference: proposal.reference, plannedFor: event.plannedFor };
	await writeLetters(unit, event.eventId, people, 'visitAgreed', params, `/echanges/${proposal.id}/visites`);
};

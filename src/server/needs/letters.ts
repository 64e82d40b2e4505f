import { eq } from 'drizzle-orm';
import { households } from '../households/tables.ts';
import type { Tx } from '../platform/context.ts';
import { writeLetters } from '../platform/letters.ts';
import { accountsOfHouseholds, staffOf } from '../proposals/parties.ts';
import type { Reaction } from '../platform/reaction.ts';
import { listings } from './tables.ts';

async function readListing(tx: Tx, listingId: string) {
	const [row] = await tx
		.select({ listing: listings, name: households.name })
		.from(listings)
		.innerJoin(households, eq(households.id, listings.householdId))
		.where(eq(listings.id, listingId));
	if (!row) throw new Error(`No listing ${listingId}`);
	return row;
}

export const tellOrganism: Reaction<'ListingSubmitted'> = async (unit, event) => {
	const { listing, name } = await readListing(unit.tx, event.listingId);
	const officers = await staffOf(unit.tx, [listing.organismId], ['officer']);
	await writeLetters(unit, event.eventId, officers, 'listingToCheck', { name }, `/gestion/annonces/${listing.id}`);
};

export const tellPublished: Reaction<'ListingPublished'> = async (unit, event) => {
	const { listing } = await readListing(unit.tx, event.listingId);
	const people = await accountsOfHouseholds(unit.tx, [listing.householdId]);
	await writeLetters(unit, event.eventId, people, 'listingPublished', {}, '/mon-annonce');
};

export const tellReturned: Reaction<'ListingReturned'> = async (unit, event) => {
	const { listing } = await readListing(unit.tx, event.listingId);
	const people = await accountsOfHouseholds(unit.tx, [listing.householdId]);
	const params = { reason: listing.returnReason ?? '' };
	await writeLetters(unit, event.eventId, people, 'listingReturned', params, '/mon-annonce');
};

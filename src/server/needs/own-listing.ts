import { and, eq, isNull, notInArray } from 'drizzle-orm';
import type { ListingAnswers } from '#domain/needs/listing.ts';
import { leases } from '../dwellings/tables.ts';
import type { Tx } from '../platform/context.ts';
import { listings } from './tables.ts';

export type ListingRow = typeof listings.$inferSelect;

/** The answers of an annonce, as the domain reads them. */
export const answersOf = ({ statements, motive, need }: ListingRow): ListingAnswers => ({ statements, motive, need });

/** The annonce of a household that is neither housed nor withdrawn: it has one at most. */
const live = (householdId: string) =>
	and(eq(listings.householdId, householdId), notInArray(listings.state, ['housed', 'withdrawn']));

/** The live annonce of a household, or null. */
export async function readOwnListing(tx: Tx, householdId: string): Promise<ListingRow | null> {
	const [row] = await tx.select().from(listings).where(live(householdId));
	return row ?? null;
}

/** The same, locked: whoever else acts on it waits. */
export async function loadOwnListing(tx: Tx, householdId: string): Promise<ListingRow | null> {
	const [row] = await tx.select().from(listings).where(live(householdId)).for('update');
	return row ?? null;
}

/** The lease a household lives under today, or null. */
export async function readRunningLease(tx: Tx, householdId: string) {
	const [lease] = await tx
		.select()
		.from(leases)
		.where(and(eq(leases.householdId, householdId), isNull(leases.endsOn)));
	return lease ?? null;
}

import { and, eq, isNull, notInArray } from 'drizzle-orm';
import type { ListingAnswers } from '#domain/needs/listing.ts';
import { leases } from '../dwellings/tables.ts';
import type { MoveMotive } from '#domain/needs/need.ts';
import type { Tx } from '../platform/context.ts';
import type { Unit } from '../platform/unit.ts';
import { openMotive } from './motive.ts';
import { listings } from './tables.ts';

export type ListingRow = typeof listings.$inferSelect;

/** The annonce of a household with its motive opened, for itself. */
export type OwnListing = Omit<ListingRow, 'motive'> & { motive: MoveMotive | null };

type Reading = Pick<Unit, 'tx' | 'deps'>;
const opened = ({ deps }: Reading, row: ListingRow | undefined): OwnListing | null =>
	row ? { ...row, motive: openMotive(deps.config, row) } : null;

/** The answers of an annonce, as the domain reads them. */
export const answersOf = ({ statements, motive, need }: OwnListing): ListingAnswers => ({ statements, motive, need });

/** The annonce of a household that is neither housed nor withdrawn: it has one at most. */
const live = (householdId: string) =>
	and(eq(listings.householdId, householdId), notInArray(listings.state, ['housed', 'withdrawn']));

/** The live annonce of a household, or null. */
export async function readOwnListing(unit: Reading, householdId: string): Promise<OwnListing | null> {
	const [row] = await unit.tx.select().from(listings).where(live(householdId));
	return opened(unit, row);
}

/** The same, locked: whoever else acts on it waits. */
export async function loadOwnListing(unit: Reading, householdId: string): Promise<OwnListing | null> {
	const [row] = await unit.tx.select().from(listings).where(live(householdId)).for('update');
	return opened(unit, row);
}

/** The lease a household lives under today, or null. */
export async function readRunningLease(tx: Tx, householdId: string) {
	const [lease] = await tx
		.select()
		.from(leases)
		.where(and(eq(leases.householdId, householdId), isNull(leases.endsOn)));
	return lease ?? null;
}

import { and, eq, inArray } from 'drizzle-orm';
import type { StaffRole } from '#domain/organisms/organism.ts';
import { accounts } from '../accounts/tables.ts';
import type { Tx } from '../platform/context.ts';
import type { Recipient } from '../platform/letters.ts';
import { legs, proposals } from './tables.ts';

/** A proposal with its legs, for those who write to its parties. */
export async function readParties(tx: Tx, proposalId: string) {
	const [proposal] = await tx.select().from(proposals).where(eq(proposals.id, proposalId));
	if (!proposal) throw new Error(`No proposal ${proposalId}`);
	const legRows = await tx.select().from(legs).where(eq(legs.proposalId, proposalId));
	return { proposal, legs: legRows };
}

/** The accounts of some households: every lease holder who has one. */
export const accountsOfHouseholds = (tx: Tx, householdIds: readonly string[]): Promise<Recipient[]> =>
	tx
		.select()
		.from(accounts)
		.where(inArray(accounts.householdId, [...householdIds]));

/** The staff of some organisms who have one of these duties. */
export const staffOf = (tx: Tx, organismIds: readonly string[], duties: readonly StaffRole[]): Promise<Recipient[]> =>
	tx
		.select()
		.from(accounts)
		.where(
			and(
				eq(accounts.kind, 'staff'),
				inArray(accounts.organismId, [...organismIds]),
				inArray(accounts.staffRole, [...duties])
			)
		);

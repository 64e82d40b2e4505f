import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { accounts } from '../accounts/tables.ts';
import { asSystem, type Unit } from '../platform/unit.ts';
import { commitments } from './tables.ts';

/** A holder of the lease of a household, and whether that person has committed to leave by a chain. */
export type Holder = { accountId: string; firstName: string; hasCommitted: boolean };

/**
 * The holders of the leases of some households, each with the leg of theirs under way: the accounts that the organism
 * opened for the names of the lease, but those it has locked since.
 */
export const readHolders = (
	unit: Unit,
	legs: readonly { id: string; householdId: string }[]
): Promise<ReadonlyMap<string, Holder[]>> =>
	// An account is read by its owner alone; who shares a lease may know who it is shared with.
	asSystem(unit, async ({ tx }) => {
		if (legs.length === 0) return new Map();
		const rows = await tx
			.select({ accountId: accounts.id, householdId: accounts.householdId, firstName: accounts.firstName })
			.from(accounts)
			.where(
				and(
					eq(accounts.kind, 'tenant'),
					isNull(accounts.lockedAt),
					inArray(
						accounts.householdId,
						legs.map((leg) => leg.householdId)
					)
				)
			)
			.orderBy(asc(accounts.firstName), asc(accounts.id));
		const given = await tx
			.select({ legId: commitments.legId, accountId: commitments.accountId })
			.from(commitments)
			.where(
				inArray(
					commitments.legId,
					legs.map((leg) => leg.id)
				)
			);
		return new Map(
			legs.map((leg) => [
				leg.id,
				rows
					.filter((row) => row.householdId === leg.householdId)
					.map(({ accountId, firstName }) => ({
						accountId,
						firstName,
						hasCommitted: given.some((one) => one.legId === leg.id && one.accountId === accountId)
					}))
			])
		);
	});

import type { Household, Person } from '#domain/households/household.ts';
import type { leases } from '../dwellings/tables.ts';
import { open, seal, type Keys } from '../platform/sealed.ts';
import { openHealth } from './health.ts';
import type { households, persons } from './tables.ts';

// No more than the rules read: the engine has nothing else to give.
type HouseholdRow = Pick<typeof households.$inferSelect, 'id' | 'isCouple' | 'situation' | 'health'>;
type PersonRow = Omit<typeof persons.$inferSelect, 'householdId' | 'organismId' | 'firstName' | 'lastName'>;
type LeaseRow = Omit<typeof leases.$inferSelect, 'number' | 'householdId' | 'endsOn'>;

/**
 * A household as the rules read it, from its rows. Names and first names stay out: no rule asks for them.
 *
 * @param keys of what is sealed in them
 */
export function householdOf(keys: Keys, row: HouseholdRow, people: readonly PersonRow[], lease: LeaseRow): Household {
	const { disabilityCards, ...health } = openHealth(keys, row);
	return {
		...row.situation,
		...health,
		id: row.id,
		isCouple: row.isCouple,
		persons: [...people]
			.sort((a, b) => a.position - b.position)
			.map((person) => personOf(person, disabilityCards.includes(person.id))),
		lease: {
			...lease.checks,
			...(lease.disabledOccupantLeft !== null && {
				disabledOccupantLeft: openOccupancy(keys, lease.id, lease.disabledOccupantLeft)
			}),
			dwellingId: lease.dwellingId,
			organismId: lease.organismId,
			kind: lease.kind,
			since: lease.startsOn,
			principalRent: lease.principalRent,
			annexRent: lease.annexRent,
			charges: lease.charges,
			noticeGiven: lease.noticeGiven,
			hasLitigation: lease.hasLitigation
		}
	};
}

const placeOfOccupancy = (leaseId: string) => ({ table: 'lease', column: 'disabled_occupant_left', row: leaseId });

/** Whether the disabled person whom an adapted dwelling was let for has left it, to be written in the row of the lease. */
export const sealOccupancy = (keys: Keys, leaseId: string, hasLeft: boolean): string =>
	seal(keys, placeOfOccupancy(leaseId), hasLeft);

const openOccupancy = (keys: Keys, leaseId: string, text: string) =>
	open<boolean>(keys, placeOfOccupancy(leaseId), text);

const personOf = (row: PersonRow, hasDisabilityCard: boolean): Person => ({
	birthDate: row.birthDate,
	role: row.role,
	...(row.custody && { custody: row.custody }),
	hasDisabilityCard,
	isCeilingDependant: row.isCeilingDependant,
	isAplDependant: row.isAplDependant
});

import type { Household, Person } from '#domain/households/household.ts';
import type { leases } from '../dwellings/tables.ts';
import type { households, persons } from './tables.ts';

type HouseholdRow = typeof households.$inferSelect;
type PersonRow = typeof persons.$inferSelect;
type LeaseRow = typeof leases.$inferSelect;

/** A household as the rules read it, from its rows. Names and first names stay out: no rule asks for them. */
export const householdOf = (row: HouseholdRow, people: readonly PersonRow[], lease: LeaseRow): Household => ({
	...row.situation,
	id: row.id,
	isCouple: row.isCouple,
	persons: [...people].sort((a, b) => a.position - b.position).map(personOf),
	lease: {
		...lease.checks,
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
});

const personOf = (row: PersonRow): Person => ({
	birthDate: row.birthDate,
	role: row.role,
	...(row.custody && { custody: row.custody }),
	hasDisabilityCard: row.hasDisabilityCard,
	isCeilingDependant: row.isCeilingDependant,
	isAplDependant: row.isAplDependant
});

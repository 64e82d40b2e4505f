import { and, eq, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import { typologieOf } from '#domain/dwellings/dwelling.ts';
import type { parkInput } from '#domain/dwellings/park.input.ts';
import { households } from '../households/tables.ts';
import { communes } from '../organisms/tables.ts';
import type { Staff } from '../platform/actor.ts';
import type { Tx } from '../platform/context.ts';
import { leaving } from '../platform/data-class.ts';
import { totalRows } from '../platform/paging.ts';
import { parkAsked } from './queries.ts';
import { dwellingAddresses, dwellings, estates, leases } from './tables.ts';

/** What is told of a dwelling outside: all that an import can read again, and nobody who lives there. */
const parkColumns = leaving({
	reference: dwellingAddresses.reference,
	street: dwellingAddresses.street,
	postalCode: dwellingAddresses.postalCode,
	door: dwellingAddresses.door,
	commune: dwellings.commune,
	communeName: communes.name,
	estate: estates.name,
	rooms: dwellings.rooms,
	area: dwellings.area,
	floor: dwellings.floor,
	hasLift: dwellings.hasLift,
	accessibility: dwellings.accessibility,
	financing: dwellings.financing,
	reletRent: dwellings.reletRent,
	annexRent: dwellings.annexRent,
	charges: dwellings.charges,
	energyClass: dwellings.energyClass,
	isDecent: dwellings.isDecent,
	hasAplAgreement: dwellings.hasAplAgreement,
	isInPriorityQuarter: dwellings.isInPriorityQuarter,
	reservation: dwellings.reservation,
	isFurnished: dwellings.isFurnished,
	vacantFrom: dwellings.vacantFrom,
	startsChains: dwellings.startsChains
});

/** Some of the dwellings that a list asks for, and how many it asks for. */
export async function parkOf(
	tx: Tx,
	actor: Staff,
	input: Omit<z.output<typeof parkInput>, 'page'>,
	{ limit, offset }: { limit: number; offset: number }
) {
	const { where, orderBy } = parkAsked(actor, input);
	const rows = await tx
		.select({ ...parkColumns, total: totalRows() })
		.from(dwellings)
		.innerJoin(estates, eq(estates.id, dwellings.estateId))
		.innerJoin(communes, eq(communes.insee, dwellings.commune))
		.leftJoin(dwellingAddresses, eq(dwellingAddresses.dwellingId, dwellings.id))
		// Their names are searched in, and stay here.
		.leftJoin(leases, and(eq(leases.dwellingId, dwellings.id), isNull(leases.endsOn)))
		.leftJoin(households, eq(households.id, leases.householdId))
		.where(where)
		.orderBy(...orderBy)
		.limit(limit)
		.offset(offset);
	return {
		total: rows[0]?.total ?? 0,
		rows: rows.map(({ total: _, rooms, reservation, ...row }) => ({
			...row,
			typologie: typologieOf(rooms),
			rooms,
			reservation: reservation.kind
		}))
	};
}

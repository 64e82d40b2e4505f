import { and, asc, desc, eq, getTableColumns, ilike, inArray, isNull, or, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { ageAt, dayOf } from '#domain/calendar.ts';
import { typologieOf } from '#domain/dwellings/dwelling.ts';
import type { ListingGroup, listingListInput } from '#domain/needs/check.input.ts';
import { listingWorkflow, type ListingState } from '#domain/needs/listing.workflow.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { dwellingAddresses, dwellings, estates, leases } from '../dwellings/tables.ts';
import { readCriteria } from '../households/check-criterion.ts';
import { households, persons } from '../households/tables.ts';
import { communes } from '../organisms/tables.ts';
import type { Staff } from '../platform/actor.ts';
import { readSensitive } from '../platform/audit.ts';
import type { Context, Tx } from '../platform/context.ts';
import { leaving } from '../platform/data-class.ts';
import { containing, pageCountOf, pageSize, totalRows } from '../platform/paging.ts';
import { asActor, type Unit } from '../platform/unit.ts';
import { openHealth } from '../households/health.ts';
import { openMotive } from './motive.ts';
import type { ListingRow } from './own-listing.ts';
import { listings } from './tables.ts';

type StaffContext = Context & { actor: Staff };

const statesOf: Record<ListingGroup, ListingState[]> = {
	toCheck: ['submitted'],
	published: ['published', 'paused', 'engaged'],
	returned: ['returned'],
	others: ['draft', 'housed', 'withdrawn']
};

/** The annonces of the organism's own tenants, those that wait longest first. */
export const listListings = (ctx: StaffContext, input: z.output<typeof listingListInput>) =>
	asActor(ctx.deps, ctx.actor, async ({ tx, now }) => {
		const own = eq(listings.organismId, ctx.actor.organismId);
		const slice = { limit: pageSize, offset: (input.page - 1) * pageSize };
		const { rows, total } = await listingsOf(tx, ctx.actor, input, slice);
		const counts = await tx
			.select({ state: listings.state, count: sql<number>`count(*)::int` })
			.from(listings)
			.where(own)
			.groupBy(listings.state);
		const countOf = (group: ListingGroup) =>
			counts.filter(({ state }) => statesOf[group].includes(state)).reduce((sum, row) => sum + row.count, 0);
		return {
			now,
			total,
			pageCount: pageCountOf(total),
			counts: {
				toCheck: countOf('toCheck'),
				published: countOf('published'),
				returned: countOf('returned'),
				others: countOf('others')
			},
			listings: rows.map(({ householdId: _, ...listing }) => listing)
		};
	});

/** What a list says of an annonce: on a page, and in a file that leaves. */
const listingColumns = leaving({
	id: listings.id,
	state: listings.state,
	updatedAt: listings.updatedAt,
	statements: listings.statements,
	household: households.name,
	householdId: households.id,
	commune: communes.name,
	rooms: dwellings.rooms,
	area: dwellings.area,
	blockers: dwellings.blockers,
	reference: dwellingAddresses.reference
});

/** Some of the annonces that a list asks for, and how many it asks for. */
export async function listingsOf(
	tx: Tx,
	{ organismId }: Staff,
	input: Omit<z.output<typeof listingListInput>, 'page'>,
	{ limit, offset }: { limit: number; offset: number }
) {
	const pattern = containing(input.search);
	const rows = await tx
		.select({ ...listingColumns, total: totalRows() })
		.from(listings)
		.innerJoin(households, and(eq(households.id, listings.householdId), eq(households.organismId, organismId)))
		.innerJoin(dwellings, eq(dwellings.id, listings.dwellingId))
		.innerJoin(communes, eq(communes.insee, dwellings.commune))
		.leftJoin(dwellingAddresses, eq(dwellingAddresses.dwellingId, dwellings.id))
		.where(
			and(
				eq(listings.organismId, organismId),
				inArray(listings.state, statesOf[input.group]),
				pattern ? or(ilike(households.name, pattern), ilike(dwellingAddresses.reference, pattern)) : undefined
			)
		)
		.orderBy(input.group === 'toCheck' ? asc(listings.updatedAt) : desc(listings.updatedAt), asc(listings.id))
		.limit(limit)
		.offset(offset);
	return {
		total: rows[0]?.total ?? 0,
		rows: rows.map(({ rooms, blockers, statements, total: _, ...row }) => ({
			...row,
			typologie: typologieOf(rooms),
			isKeptOut: blockers.length > 0,
			hasRemarks: hasRemarks(statements)
		}))
	};
}

/** One annonce beside what the organism has on record: what the household says is different is what there is to check. */
export const getListing = (
	ctx: StaffContext,
	input: { listingId: string }
): Promise<Result<Awaited<ReturnType<typeof viewOf>>, 'LISTING_NOT_FOUND'>> =>
	asActor(ctx.deps, ctx.actor, async (unit) => {
		const { tx } = unit;
		// A household that has moved is no longer the organism's to read, whoever published its annonce.
		const [row] = await tx
			.select(getTableColumns(listings))
			.from(listings)
			.innerJoin(households, eq(households.id, listings.householdId))
			.where(
				and(
					eq(listings.id, input.listingId),
					eq(listings.organismId, ctx.actor.organismId),
					eq(households.organismId, ctx.actor.organismId)
				)
			);
		if (!row) return err('LISTING_NOT_FOUND');
		readSensitive(unit, 'listingCheck', row.householdId);
		return ok(await viewOf(unit, ctx.actor, row));
	});

const hasRemarks = (statements: ListingRow['statements']) =>
	statements.dwellingIsRight === false || statements.householdIsRight === false;

async function viewOf({ tx, now, deps }: Unit, actor: Staff, listing: ListingRow) {
	const motive = openMotive(deps.config, listing);
	const [home] = await tx
		.select({ dwelling: dwellings, commune: communes.name, estate: estates.name, address: dwellingAddresses })
		.from(dwellings)
		.innerJoin(communes, eq(communes.insee, dwellings.commune))
		.innerJoin(estates, eq(estates.id, dwellings.estateId))
		.leftJoin(dwellingAddresses, eq(dwellingAddresses.dwellingId, dwellings.id))
		.where(eq(dwellings.id, listing.dwellingId));
	const [lease] = await tx
		.select()
		.from(leases)
		.where(and(eq(leases.householdId, listing.householdId), isNull(leases.endsOn)));
	const [household] = await tx.select().from(households).where(eq(households.id, listing.householdId));
	const people = await tx
		.select()
		.from(persons)
		.where(eq(persons.householdId, listing.householdId))
		.orderBy(asc(persons.position));
	const wished = listing.need.communes?.length
		? await tx
				.select({ name: communes.name })
				.from(communes)
				.where(inArray(communes.insee, listing.need.communes))
				.orderBy(asc(communes.name))
		: [];
	const { dwelling, commune, estate, address } = home!;
	const { situation } = household!;
	return {
		now,
		id: listing.id,
		state: listing.state,
		updatedAt: listing.updatedAt,
		publishedOn: listing.publishedOn,
		returnReason: listing.returnReason,
		household: {
			id: household!.id,
			name: household!.name,
			persons: people.map((person) => ({
				name: `${person.firstName} ${person.lastName}`,
				age: ageAt(person.birthDate, dayOf(now)),
				role: person.role,
				custody: person.custody
			})),
			hasUniqueNumber: situation.uniqueNumber !== null,
			uniqueNumber: situation.uniqueNumber,
			localCriteria: await readCriteria(tx, actor, situation.localCriteria, dayOf(now)),
			accessNeeds: openHealth(deps.config, household!).accessNeeds,
			monthlyResources: situation.monthlyResources,
			arrears: situation.arrears
		},
		lease: lease && {
			number: lease.number,
			kind: lease.kind,
			startsOn: lease.startsOn,
			principalRent: lease.principalRent,
			annexRent: lease.annexRent,
			charges: lease.charges,
			noticeGiven: lease.noticeGiven,
			hasLitigation: lease.hasLitigation
		},
		dwelling: {
			reference: address?.reference ?? '',
			address: address ? `${address.street}, ${address.door}, ${address.postalCode}` : '',
			estate,
			commune,
			typologie: typologieOf(dwelling.rooms),
			rooms: dwelling.rooms,
			area: dwelling.area,
			floor: dwelling.floor,
			hasLift: dwelling.hasLift,
			accessibility: dwelling.accessibility,
			energyClass: dwelling.energyClass,
			blockers: dwelling.blockers,
			recordedOn: dwelling.recordedOn
		},
		statements: listing.statements,
		// Violence is told to two named referents; whoever checks annonces sees no motive then.
		motive: motive === 'violence' ? null : motive,
		need: listing.need,
		wishedCommunes: wished.map(({ name }) => name),
		description: listing.description,
		hasRemarks: hasRemarks(listing.statements),
		actions: listingWorkflow
			.actionsFrom(listing.state)
			.filter((action): action is 'publish' | 'return' => action === 'publish' || action === 'return')
			.filter((action) => action === 'return' || dwelling.blockers.length === 0)
	};
}

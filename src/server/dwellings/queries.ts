import { and, asc, desc, eq, gte, ilike, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm';
import type { z } from 'zod';
import { typologieOf } from '#domain/dwellings/dwelling.ts';
import { offerToChains, takeBackFromChains } from '#domain/dwellings/offer.ts';
import type { parkInput, ParkState } from '#domain/dwellings/park.input.ts';
import { liveProposalStates } from '#domain/proposals/proposal.workflow.ts';
import { households } from '../households/tables.ts';
import { communes } from '../organisms/tables.ts';
import type { Staff } from '../platform/actor.ts';
import type { Context, Tx } from '../platform/context.ts';
import { containing, pageCountOf, pageSize, totalRows } from '../platform/paging.ts';
import { asActor } from '../platform/unit.ts';
import { legs, proposals } from '../proposals/tables.ts';
import { dwellingAddresses, dwellings, estates, leases } from './tables.ts';

type StaffContext = Context & { actor: Staff };

/** A chain under way leads to the dwelling or frees it; only proposals shown to the organism count. */
const inChain = sql<boolean>`${dwellings.id} in (
	select unnest(array_remove(array[${legs.targetDwellingId}, ${legs.currentDwellingId}], null))
	from ${legs} join ${proposals} on ${proposals.id} = ${legs.proposalId}
	where ${inArray(proposals.state, [...liveProposalStates])})`;
const isBlocked = sql`jsonb_array_length(${dwellings.blockers}) > 0`;

const states: Record<ParkState, SQL> = {
	occupied: isNull(dwellings.vacantFrom),
	vacant: isNotNull(dwellings.vacantFrom),
	starter: eq(dwellings.startsChains, true),
	blocked: isBlocked,
	inChain
};

/** Which dwellings a list asks for, and in which order; to be joined with their addresses, residences and occupants. */
export function parkAsked({ organismId }: Staff, input: Omit<z.output<typeof parkInput>, 'page'>) {
	const pattern = containing(input.search);
	const where = and(
		eq(dwellings.organismId, organismId),
		input.state ? states[input.state] : undefined,
		input.commune ? eq(dwellings.commune, input.commune) : undefined,
		// T6 means six rooms or more.
		input.rooms === 6 ? gte(dwellings.rooms, 6) : input.rooms ? eq(dwellings.rooms, input.rooms) : undefined,
		pattern
			? or(
					ilike(dwellingAddresses.reference, pattern),
					ilike(dwellingAddresses.street, pattern),
					ilike(estates.name, pattern),
					ilike(households.name, pattern)
				)
			: undefined
	);
	const sorts = {
		reference: dwellingAddresses.reference,
		commune: communes.name,
		rooms: dwellings.rooms,
		area: dwellings.area,
		rent: dwellings.reletRent,
		vacantFrom: dwellings.vacantFrom
	};
	const order = input.isDescending ? desc : asc;
	return { where, orderBy: [sql`${order(sorts[input.sort])} nulls last`, asc(dwellings.id)] };
}

/** The dwellings of the organism, a page at a time. */
export const listPark = (ctx: StaffContext, input: z.output<typeof parkInput>) =>
	asActor(ctx.deps, ctx.actor, async ({ tx, now }) => {
		const own = eq(dwellings.organismId, ctx.actor.organismId);
		const { where, orderBy } = parkAsked(ctx.actor, input);
		const rows = await tx
			.select({
				dwelling: dwellings,
				reference: dwellingAddresses.reference,
				street: dwellingAddresses.street,
				door: dwellingAddresses.door,
				estate: estates.name,
				commune: communes.name,
				household: households.name,
				isInChain: inChain,
				total: totalRows()
			})
			.from(dwellings)
			.innerJoin(estates, eq(estates.id, dwellings.estateId))
			.innerJoin(communes, eq(communes.insee, dwellings.commune))
			.leftJoin(dwellingAddresses, eq(dwellingAddresses.dwellingId, dwellings.id))
			.leftJoin(leases, and(eq(leases.dwellingId, dwellings.id), isNull(leases.endsOn)))
			.leftJoin(households, eq(households.id, leases.householdId))
			.where(where)
			.orderBy(...orderBy)
			.limit(pageSize)
			.offset((input.page - 1) * pageSize);
		const total = rows[0]?.total ?? 0;
		return {
			now,
			total,
			pageCount: pageCountOf(total),
			counts: await countStates(tx, own),
			communes: await tx
				.selectDistinct({ insee: communes.insee, name: communes.name })
				.from(dwellings)
				.innerJoin(communes, eq(communes.insee, dwellings.commune))
				.where(own)
				.orderBy(asc(communes.name)),
			dwellings: rows.map(viewOf)
		};
	});

const countIf = (condition: SQL) => sql<number>`(count(*) filter (where ${condition}))::int`;

/** How many dwellings are in each state; one may be in several. */
async function countStates(tx: Tx, own: SQL): Promise<Record<ParkState, number> & { all: number }> {
	const [row] = await tx
		.select({
			all: sql<number>`count(*)::int`,
			occupied: countIf(states.occupied),
			vacant: countIf(states.vacant),
			starter: countIf(states.starter),
			blocked: countIf(states.blocked),
			inChain: countIf(states.inChain)
		})
		.from(dwellings)
		.where(own);
	return row!;
}

type Row = {
	dwelling: typeof dwellings.$inferSelect;
	reference: string | null;
	street: string | null;
	door: string | null;
	estate: string;
	commune: string;
	household: string | null;
	isInChain: boolean;
};

function viewOf({ dwelling, reference, street, door, estate, commune, household, isInChain }: Row) {
	const starter = { ...dwelling, isInChain };
	return {
		id: dwelling.id,
		reference: reference ?? '',
		address: [street, door].filter(Boolean).join(', '),
		estate,
		commune,
		typologie: typologieOf(dwelling.rooms),
		area: dwelling.area,
		floor: dwelling.floor,
		hasLift: dwelling.hasLift,
		financing: dwelling.financing,
		reletRent: dwelling.reletRent,
		vacantFrom: dwelling.vacantFrom,
		startsChains: dwelling.startsChains,
		blockers: dwelling.blockers,
		household,
		isInChain,
		actions: [
			...(offerToChains(starter).ok ? (['offer'] as const) : []),
			...(takeBackFromChains(starter).ok ? (['takeBack'] as const) : [])
		]
	};
}

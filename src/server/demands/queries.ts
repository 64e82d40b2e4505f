import { aliasedTable, and, asc, desc, eq, ilike, inArray, isNull, notInArray, or, sql, type SQL } from 'drizzle-orm';
import type { z } from 'zod';
import type { fileListInput } from '#domain/demands/file.input.ts';
import { fileStages, ownTurnStages, stageOf, stageTable, type FileStage } from '#domain/demands/file-stage.ts';
import { typologieOf } from '#domain/dwellings/dwelling.ts';
import { unpublishedProposalStates } from '#domain/proposals/proposal.workflow.ts';
import { dwellings } from '../dwellings/tables.ts';
import { mayReadHousehold } from '../households/may-read.ts';
import { households } from '../households/tables.ts';
import { communes, organisms } from '../organisms/tables.ts';
import type { Staff } from '../platform/actor.ts';
import type { Context, Tx } from '../platform/context.ts';
import { leaving } from '../platform/data-class.ts';
import { containing, pageCountOf, pageSize, totalRows } from '../platform/paging.ts';
import { asActor } from '../platform/unit.ts';
import { legs, proposals } from '../proposals/tables.ts';
import { candidacies, demands } from './tables.ts';

type StaffContext = Context & { actor: Staff };

/** The states that make a stage, as the database filters them. */
export function inStage(stage: FileStage): SQL | undefined {
	const { proposal, leg, candidacy } = stageTable[stage];
	const states = candidacy?.filter((state) => state !== 'none') ?? [];
	return and(
		inArray(proposals.state, [...proposal]),
		leg && inArray(legs.state, [...leg]),
		candidacy &&
			or(
				states.length > 0 ? inArray(candidacies.state, states) : undefined,
				candidacy.includes('none') ? isNull(candidacies.id) : undefined
			)
	);
}

/** The order of the stages, for a list sorted by them. */
const stageRank = sql`case ${sql.join(
	fileStages.map((stage, index) => sql`when ${inStage(stage)} then ${sql.raw(String(index))}`),
	sql` `
)} end`;

/** What waits for the organism, before the rest. */
const ownTurn = sql`case when ${or(...ownTurnStages.map(inStage))} then 0 else 1 end`;

const homes = aliasedTable(organisms, 'home_organism');
const targets = aliasedTable(organisms, 'target_organism');

/** What a list says of a file: on a page, and in a file that leaves. */
const fileColumns = leaving({
	legId: legs.id,
	reference: proposals.reference,
	position: legs.position,
	proposalState: proposals.state,
	legState: legs.state,
	candidacyState: candidacies.state,
	dueAt: proposals.dueAt,
	signingDay: proposals.signingDay,
	postponedTo: candidacies.postponedTo,
	/** Null when the organism may not know the household yet, or no longer. */
	household: households.name,
	householdId: households.id,
	from: homes.name,
	to: targets.name,
	rooms: dwellings.rooms,
	area: dwellings.area,
	commune: communes.name
});

/** Which files a list asks for, and in which order; to be joined as `filesOf` does. */
function filesAsked({ organismId }: Staff, input: Omit<z.output<typeof fileListInput>, 'page'>) {
	const isArriving = input.direction === 'arriving';
	const side = and(
		eq(isArriving ? legs.targetOrganismId : legs.homeOrganismId, organismId),
		notInArray(proposals.state, [...unpublishedProposalStates])
	)!;
	const pattern = containing(input.search);
	const where = and(
		side,
		// How far another organism is with a tenant of this one is told by the chain alone.
		isArriving && input.stage ? inStage(input.stage) : undefined,
		pattern
			? or(ilike(proposals.reference, pattern), ilike(households.name, pattern), ilike(demands.uniqueNumber, pattern))
			: undefined
	);
	const order = input.isDescending ? desc : asc;
	const sorts = {
		todo: isArriving ? ownTurn : proposals.dueAt,
		due: proposals.dueAt,
		reference: proposals.reference,
		household: households.name,
		commune: communes.name,
		stage: stageRank
	};
	const orderBy = [
		sql`${order(sorts[input.sort])} nulls last`,
		sql`${asc(proposals.dueAt)} nulls last`,
		desc(proposals.foundAt),
		asc(legs.id)
	];
	return { isArriving, side, where, orderBy };
}

/** The files of the organism: households it would receive, or tenants of its own that would leave. */
export const listFiles = (ctx: StaffContext, input: z.output<typeof fileListInput>) =>
	asActor(ctx.deps, ctx.actor, async ({ tx, now }) => {
		const slice = { limit: pageSize, offset: (input.page - 1) * pageSize };
		const { rows, total, side } = await filesOf(tx, ctx.actor, input, slice);
		return {
			now,
			total,
			pageCount: pageCountOf(total),
			counts: await countStages(tx, side),
			files: rows.map(({ householdId: _, ...file }) => file)
		};
	});

/** Some of the files that a list asks for, and how many it asks for. */
export async function filesOf(
	tx: Tx,
	actor: Staff,
	input: Omit<z.output<typeof fileListInput>, 'page'>,
	{ limit, offset }: { limit: number; offset: number }
) {
	const { isArriving, side, where, orderBy } = filesAsked(actor, input);
	const { organismId } = actor;
	const rows = await tx
		.select({ ...fileColumns, total: totalRows() })
		.from(legs)
		.innerJoin(proposals, eq(proposals.id, legs.proposalId))
		.innerJoin(dwellings, eq(dwellings.id, legs.targetDwellingId))
		.innerJoin(communes, eq(communes.insee, dwellings.commune))
		.innerJoin(homes, eq(homes.id, legs.homeOrganismId))
		.innerJoin(targets, eq(targets.id, legs.targetOrganismId))
		.leftJoin(households, and(eq(households.id, legs.householdId), mayReadHousehold(organismId)))
		.leftJoin(candidacies, and(eq(candidacies.legId, legs.id), eq(candidacies.organismId, organismId)))
		.leftJoin(demands, eq(demands.id, candidacies.demandId))
		.where(where)
		.orderBy(...orderBy)
		.limit(limit)
		.offset(offset);
	return {
		side,
		total: rows[0]?.total ?? 0,
		rows: rows.map(({ legState, candidacyState, rooms, total: _, ...row }) => ({
			...row,
			stage: isArriving ? stageOf(row.proposalState, legState, candidacyState) : null,
			typologie: typologieOf(rooms)
		}))
	};
}

/** How many files are in each stage. */
export async function countStages(tx: Tx, side: SQL): Promise<Record<FileStage, number>> {
	const columns = Object.fromEntries(
		fileStages.map((stage) => [stage, sql<number>`(count(*) filter (where ${inStage(stage)}))::int`])
	) as Record<FileStage, SQL<number>>;
	const [row] = await tx
		.select(columns)
		.from(legs)
		.innerJoin(proposals, eq(proposals.id, legs.proposalId))
		.leftJoin(candidacies, eq(candidacies.legId, legs.id))
		.where(side);
	return row as Record<FileStage, number>;
}

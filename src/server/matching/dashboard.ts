import { and, asc, desc, eq, gt, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import { addDays, dayOf } from '#domain/calendar.ts';
import { stageDelays, stagesReached } from '#domain/proposals/chain-steps.ts';
import type { BreakReason } from '#domain/proposals/proposal.ts';
import { liveProposalStates } from '#domain/proposals/proposal.workflow.ts';
import { dwellings } from '../dwellings/tables.ts';
import { listings } from '../needs/tables.ts';
import { organisms } from '../organisms/tables.ts';
import type { Coordinator } from '../platform/actor.ts';
import type { Context } from '../platform/context.ts';
import { asActor, asSystem, type Unit } from '../platform/unit.ts';
import { latestEvents, passedGates } from '../proposals/coordinator-queries.ts';
import { legs, proposals } from '../proposals/tables.ts';
import { matchingRuns } from './tables.ts';

type CoordinatorContext = Context & { actor: Coordinator };

/** Deadlines this near are said on the first page, days. */
const soon = 3;

/** The state of the territory: every figure with what it is counted over, at one moment. */
export const getDashboard = (ctx: CoordinatorContext) =>
	asActor(ctx.deps, ctx.actor, async (unit) => {
		const { tx, now } = unit;
		const { territoryId } = ctx.actor;
		const own = eq(proposals.territoryId, territoryId);
		const live = and(own, inArray(proposals.state, [...liveProposalStates]));
		const gates = await passedGates(tx, territoryId);
		const [lastRun] = await tx
			.select()
			.from(matchingRuns)
			.where(and(eq(matchingRuns.territoryId, territoryId), eq(matchingRuns.reason, 'coordinator')))
			.orderBy(desc(matchingRuns.requestedAt))
			.limit(1);
		const dueSoon = await tx
			.select({ proposalId: proposals.id, reference: proposals.reference, dueAt: proposals.dueAt })
			.from(proposals)
			.where(
				and(live, gt(proposals.dueAt, now), lte(proposals.dueAt, new Date(now.getTime() + (soon + 1) * 86_400_000)))
			)
			.orderBy(asc(proposals.dueAt));
		const householdsIn = async (states: readonly (typeof proposals.$inferSelect)['state'][]) => {
			const [row] = await tx
				.select({ count: sql<number>`coalesce(sum(cardinality(${proposals.householdIds})), 0)::int` })
				.from(proposals)
				.where(and(own, inArray(proposals.state, [...states])));
			return row!.count;
		};
		return {
			now,
			listings: await countListings(unit, territoryId),
			vacancies: await tx.$count(
				dwellings,
				and(
					eq(dwellings.startsChains, true),
					isNotNull(dwellings.vacantFrom),
					inArray(
						dwellings.organismId,
						tx.select({ id: organisms.id }).from(organisms).where(eq(organisms.territoryId, territoryId))
					)
				)
			),
			chains: {
				live: await tx.$count(proposals, live),
				found: await tx.$count(proposals, and(own, eq(proposals.state, 'found'))),
				householdsLive: await householdsIn(liveProposalStates),
				completed: await tx.$count(proposals, and(own, eq(proposals.state, 'completed'))),
				householdsHoused: await householdsIn(['completed'])
			},
			reached: stagesReached(gates),
			delays: stageDelays(gates),
			ends: await countEnds(unit, territoryId),
			balance: await countBalance(unit, territoryId),
			alerts: {
				dueSoon: dueSoon.map((one) => ({ ...one, dueAt: one.dueAt! })),
				repairsFound: await tx.$count(
					proposals,
					and(own, eq(proposals.state, 'found'), isNotNull(proposals.repairsId))
				),
				toPublish: await tx.$count(proposals, and(own, eq(proposals.state, 'found'))),
				isLastRunFailed: lastRun?.state === 'failed'
			},
			lastRun: lastRun
				? {
						runId: lastRun.id,
						state: lastRun.state,
						requestedAt: lastRun.requestedAt,
						households: lastRun.households,
						moves: lastRun.moves,
						cycles: lastRun.cycles,
						chains: lastRun.chains
					}
				: null,
			events: await latestEvents(tx, territoryId, 15)
		};
	});

/**
 * Annonces by state, and what the published ones look for beside their own home. A coordinator reads no annonce: only
 * these counts come out.
 */
const countListings = (unit: Unit, territoryId: string) =>
	asSystem(unit, async ({ tx, now }) => {
		const isPublished = sql`${listings.state} = 'published'`;
		const minRooms = sql`(${listings.need}->>'minRooms')::int`;
		const maxRooms = sql`(${listings.need}->>'maxRooms')::int`;
		const among = (condition: ReturnType<typeof sql>) =>
			sql<number>`count(*) filter (where ${isPublished} and ${condition})::int`;
		const [row] = await tx
			.select({
				published: sql<number>`count(*) filter (where ${isPublished})::int`,
				engaged: sql<number>`count(*) filter (where ${listings.state} = 'engaged')::int`,
				submitted: sql<number>`count(*) filter (where ${listings.state} = 'submitted')::int`,
				paused: sql<number>`count(*) filter (where ${listings.state} = 'paused')::int`,
				housed: sql<number>`count(*) filter (where ${listings.state} = 'housed')::int`,
				all: sql<number>`count(*) filter (where ${listings.state} <> 'withdrawn')::int`,
				recent: among(sql`${listings.publishedOn} >= ${addDays(dayOf(now), -30)}`),
				wantLarger: among(sql`${minRooms} > ${dwellings.rooms}`),
				wantSmaller: among(sql`${maxRooms} < ${dwellings.rooms}`)
			})
			.from(listings)
			.innerJoin(dwellings, eq(dwellings.id, listings.dwellingId))
			.innerJoin(organisms, and(eq(organisms.id, listings.organismId), eq(organisms.territoryId, territoryId)));
		return row!;
	});

/** Why chains ended before their leases, most frequent first. */
async function countEnds({ tx }: Unit, territoryId: string): Promise<{ reason: BreakReason; chains: number }[]> {
	const rows = await tx
		.select({ reason: proposals.brokenReason, chains: sql<number>`count(*)::int` })
		.from(proposals)
		.where(and(eq(proposals.territoryId, territoryId), eq(proposals.state, 'broken')))
		.groupBy(proposals.brokenReason)
		.orderBy(desc(sql`count(*)`), asc(proposals.brokenReason));
	return rows.flatMap(({ reason, chains }) => (reason ? [{ reason, chains }] : []));
}

/** Per organism: annonces published, households that leave it and that it would receive in the live chains. */
async function countBalance(unit: Unit, territoryId: string) {
	const { tx } = unit;
	const names = await tx
		.select({ id: organisms.id, name: organisms.name })
		.from(organisms)
		.where(eq(organisms.territoryId, territoryId))
		.orderBy(asc(organisms.name));
	const published = await asSystem(unit, () =>
		tx
			.select({ organismId: listings.organismId, count: sql<number>`count(*)::int` })
			.from(listings)
			.where(
				and(
					eq(listings.state, 'published'),
					inArray(
						listings.organismId,
						names.map(({ id }) => id)
					)
				)
			)
			.groupBy(listings.organismId)
	);
	const moves = await tx
		.select({ home: legs.homeOrganismId, target: legs.targetOrganismId })
		.from(legs)
		.innerJoin(proposals, eq(proposals.id, legs.proposalId))
		.where(and(eq(proposals.territoryId, territoryId), inArray(proposals.state, [...liveProposalStates, 'completed'])));
	return names.map(({ id, name }) => ({
		organism: name,
		listings: published.find((one) => one.organismId === id)?.count ?? 0,
		leaving: moves.filter((move) => move.home === id).length,
		arriving: moves.filter((move) => move.target === id).length
	}));
}

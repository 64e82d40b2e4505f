import { and, asc, eq, inArray, isNull, ne, or, sql, type SQL } from 'drizzle-orm';
import { dayOf, type Day } from '#domain/calendar.ts';
import type { FileStage } from '#domain/demands/file-stage.ts';
import { typologieOf } from '#domain/dwellings/dwelling.ts';
import type { MeetingState } from '#domain/commissions/meeting.workflow.ts';
import { agendaItems, decisions, meetings } from '../commissions/tables.ts';
import { dwellings } from '../dwellings/tables.ts';
import { mayReadHousehold } from '../households/may-read.ts';
import { correctionsOf, countLateRequests } from '../households/requests/queries.ts';
import { households } from '../households/tables.ts';
import { listings } from '../needs/tables.ts';
import { communes } from '../organisms/tables.ts';
import type { Staff } from '../platform/actor.ts';
import type { Context, Tx } from '../platform/context.ts';
import { rights } from '../platform/rights.ts';
import { isAllowed } from '../platform/trpc.ts';
import { asActor } from '../platform/unit.ts';
import { legs, proposals, visits } from '../proposals/tables.ts';
import { inStage } from './queries.ts';
import { candidacies } from './tables.ts';

/** How many lines of a queue the page shows; the rest is in its list. */
const shown = 8;

/** One line of a queue: who, what, until when. */
export type ToDoItem = {
	path: string;
	/** The household; null while it may not be known. */
	who: string | null;
	reference: string | null;
	home: { typologie: string; commune: string } | null;
	/** The instant from which it is too late. */
	dueAt: Date | null;
	/** The day it takes place. */
	on: Day | null;
	/** Since when it waits. */
	since: Date | null;
	meeting: MeetingState | null;
};

export type QueueName =
	'corrections' | 'listings' | 'visits' | 'opinions' | 'files' | 'ready' | 'conditions' | 'meetings' | 'signatures';
export type Queue = { name: QueueName; total: number; items: ToDoItem[] };

/** What waits for the organism, by deadline, each queue with its count. */
export const getToDo = (ctx: Context & { actor: Staff }) =>
	asActor(ctx.deps, ctx.actor, async ({ tx, now }) => {
		const { organismId } = ctx.actor;
		const today = dayOf(now);
		const queues: Queue[] = [
			await correctionQueue(tx, ctx.actor),
			await listingQueue(tx, organismId),
			await visitQueue(tx, organismId, now),
			await fileQueue(tx, organismId, 'opinions', ['toInstruct']),
			await fileQueue(tx, organismId, 'files', ['toComplete']),
			await fileQueue(tx, organismId, 'ready', ['ready']),
			await conditionQueue(tx, organismId),
			await meetingQueue(tx, organismId),
			await fileQueue(tx, organismId, 'signatures', ['toSchedule', 'signing'], ne(legs.state, 'signed'))
		];
		const [next] = await tx
			.select({ dueAt: sql<string | null>`min(${proposals.dueAt})` })
			.from(proposals)
			.innerJoin(legs, eq(legs.proposalId, proposals.id))
			.where(and(eq(legs.targetOrganismId, organismId), sql`${proposals.dueAt} > ${now.toISOString()}`));
		return {
			now,
			today,
			total: queues.reduce((sum, queue) => sum + queue.total, 0),
			/** When nothing waits: the next deadline of a chain the organism is in. */
			nextDueAt: next?.dueAt ? new Date(next.dueAt) : null,
			/** Requests of people on their data that wait beyond their term; told to managers alone. */
			lateRequests: await countLateRequests(tx),
			queues
		};
	});

const blank: ToDoItem = {
	path: '',
	who: null,
	reference: null,
	home: null,
	dueAt: null,
	on: null,
	since: null,
	meeting: null
};

/** What people asked to be rectified and was accepted, for who corrects it. */
async function correctionQueue(tx: Tx, actor: Staff): Promise<Queue> {
	const rows = isAllowed(rights['dataRequests.corrections']!, actor) ? await correctionsOf(tx, actor) : [];
	const items = rows.map(({ id, name, dueAt }) => ({
		...blank,
		path: `/gestion/corrections#${id}`,
		who: name,
		dueAt
	}));
	return { name: 'corrections', total: items.length, items: items.slice(0, shown) };
}

async function listingQueue(tx: Tx, organismId: string): Promise<Queue> {
	const where = and(eq(listings.organismId, organismId), eq(listings.state, 'submitted'));
	const rows = await tx
		.select({
			id: listings.id,
			who: households.name,
			since: listings.updatedAt,
			rooms: dwellings.rooms,
			commune: communes.name
		})
		.from(listings)
		.innerJoin(households, eq(households.id, listings.householdId))
		.innerJoin(dwellings, eq(dwellings.id, listings.dwellingId))
		.innerJoin(communes, eq(communes.insee, dwellings.commune))
		.where(where)
		.orderBy(asc(listings.updatedAt))
		.limit(shown);
	return {
		name: 'listings',
		total: await tx.$count(listings, where),
		items: rows.map(({ id, who, since, rooms, commune }) => ({
			...blank,
			path: `/gestion/annonces/${id}`,
			who,
			since,
			home: { typologie: typologieOf(rooms), commune }
		}))
	};
}

/** Files of the legs that lead into a dwelling of the organism. */
async function readLegs(tx: Tx, organismId: string, where: SQL | undefined) {
	const rows = await tx
		.select({
			legId: legs.id,
			reference: proposals.reference,
			who: households.name,
			rooms: dwellings.rooms,
			commune: communes.name,
			dueAt: proposals.dueAt,
			signingDay: proposals.signingDay,
			postponedTo: candidacies.postponedTo,
			candidacyId: candidacies.id
		})
		.from(legs)
		.innerJoin(proposals, eq(proposals.id, legs.proposalId))
		.innerJoin(dwellings, eq(dwellings.id, legs.targetDwellingId))
		.innerJoin(communes, eq(communes.insee, dwellings.commune))
		.leftJoin(households, and(eq(households.id, legs.householdId), mayReadHousehold(organismId)))
		.leftJoin(candidacies, eq(candidacies.legId, legs.id))
		.where(and(eq(legs.targetOrganismId, organismId), where))
		.orderBy(
			sql`coalesce(${proposals.dueAt}, ${proposals.signingDay}) nulls last`,
			asc(proposals.foundAt),
			asc(legs.id)
		);
	return rows.map((row) => ({
		candidacyId: row.candidacyId,
		item: {
			...blank,
			path: `/gestion/dossiers/${row.legId}`,
			who: row.who,
			reference: row.reference,
			home: { typologie: typologieOf(row.rooms), commune: row.commune },
			dueAt: row.dueAt,
			on: row.signingDay ?? row.postponedTo
		}
	}));
}

async function fileQueue(tx: Tx, organismId: string, name: QueueName, stages: FileStage[], also?: SQL): Promise<Queue> {
	const rows = await readLegs(tx, organismId, and(or(...stages.map(inStage)), also));
	return { name, total: rows.length, items: rows.slice(0, shown).map((row) => row.item) };
}

/** Awards that wait for a condition or for the turn of a rank. */
async function conditionQueue(tx: Tx, organismId: string): Promise<Queue> {
	const rows = await readLegs(tx, organismId, or(inStage('conditional'), inStage('ranked')));
	const dueDays = await tx
		.select({ candidacyId: decisions.candidacyId, day: decisions.conditionDueOn })
		.from(decisions)
		.where(
			inArray(
				decisions.candidacyId,
				rows.map((row) => row.candidacyId).filter((id) => id !== null)
			)
		);
	const items = rows.map(({ candidacyId, item }) => ({
		...item,
		on: dueDays.find((one) => one.candidacyId === candidacyId && one.day)?.day ?? null
	}));
	return { name: 'conditions', total: items.length, items: items.slice(0, shown) };
}

/** Visits of vacant dwellings: a time to suggest, or one to agree to. */
async function visitQueue(tx: Tx, organismId: string, now: Date): Promise<Queue> {
	const rows = await readLegs(
		tx,
		organismId,
		and(
			eq(proposals.state, 'visiting'),
			sql`${proposals.dueAt} > ${now.toISOString()}`,
			inArray(
				legs.id,
				tx
					.select({ id: visits.legId })
					.from(visits)
					.where(
						and(
							eq(visits.targetOrganismId, organismId),
							isNull(visits.hostHouseholdId),
							isNull(visits.agreedAt),
							isNull(visits.doneAt),
							or(isNull(visits.proposedBy), ne(visits.proposedBy, 'organism'))
						)
					)
			)
		)
	);
	return { name: 'visits', total: rows.length, items: rows.slice(0, shown).map((row) => row.item) };
}

async function meetingQueue(tx: Tx, organismId: string): Promise<Queue> {
	const rows = await tx
		.select({
			id: meetings.id,
			on: meetings.heldOn,
			meeting: meetings.state,
			cases: sql<number>`count(${agendaItems.id})::int`
		})
		.from(meetings)
		.leftJoin(agendaItems, eq(agendaItems.meetingId, meetings.id))
		.where(and(eq(meetings.organismId, organismId), inArray(meetings.state, ['planned', 'convened', 'open', 'closed'])))
		.groupBy(meetings.id)
		.orderBy(asc(meetings.heldOn));
	return {
		name: 'meetings',
		total: rows.length,
		items: rows
			.slice(0, shown)
			.map(({ id, on, meeting }) => ({ ...blank, path: `/gestion/commissions/${id}`, on, meeting }))
	};
}

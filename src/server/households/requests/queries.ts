import { and, asc, desc, eq, inArray, notInArray, sql } from 'drizzle-orm';
import { answersTo, isLate, refusalReasonsOf, type DataRequestRefusal } from '#domain/households/data-request.ts';
import { dataRequestWorkflow, dueRequestStates } from '#domain/households/data-request.workflow.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { organisms } from '../../organisms/tables.ts';
import type { Staff, Tenant } from '../../platform/actor.ts';
import { readSensitive } from '../../platform/audit.ts';
import type { Context, Tx } from '../../platform/context.ts';
import { asActor, type Unit } from '../../platform/unit.ts';
import { openTexts } from './sealed-text.ts';
import { dataRequests } from './tables.ts';

type StaffContext = Context & { actor: Staff };
type Row = typeof dataRequests.$inferSelect;

/** How many of the answered ones are shown, the last first. */
const answeredShown = 30;

/** What anybody who may read a request is told of it, but for what was typed. */
const outlineOf = (row: Row, now: Date) => ({
	id: row.id,
	kind: row.kind,
	state: row.state,
	part: row.part,
	ground: row.ground,
	askedAt: row.askedAt,
	dueAt: row.dueAt,
	isLate: isLate(row, now),
	prolongationReason: row.prolongationReason,
	refusalReason: row.refusalReason,
	endedAt: row.endedAt
});

/** The requests of one person with what they typed, the last first. */
export async function requestsOf({ tx, now, deps }: Unit, accountId: string) {
	const rows = await tx
		.select({ request: dataRequests, organism: organisms.name })
		.from(dataRequests)
		.innerJoin(organisms, eq(organisms.id, dataRequests.organismId))
		.where(eq(dataRequests.accountId, accountId))
		.orderBy(desc(dataRequests.askedAt));
	return rows.map(({ request, organism }) => ({
		...outlineOf(request, now),
		...openTexts(deps.config, request),
		organism,
		actions: dataRequestWorkflow.actionsFrom(request.state).filter((action) => action === 'withdraw')
	}));
}

/** What the person who asks has asked of their data, and what became of it. */
export const listOwnRequests = (ctx: Context & { actor: Tenant }) =>
	asActor(ctx.deps, ctx.actor, (unit) => requestsOf(unit, ctx.actor.accountId));

/** Who asked each request, as far as whoever reads may know. */
async function namesOf(tx: Tx): Promise<Map<string, string>> {
	const rows = await tx.execute<{ id: string; name: string }>(
		sql`select request_id as id, name from data_request_people()`
	);
	return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The requests of the tenants of the organism, for its data-protection officer: the oldest term first. */
export const listDataRequests = (ctx: StaffContext) =>
	asActor(ctx.deps, ctx.actor, async ({ tx, now }) => {
		const names = await namesOf(tx);
		const ofOrganism = eq(dataRequests.organismId, ctx.actor.organismId);
		const due = [...dueRequestStates];
		const waiting = await tx
			.select()
			.from(dataRequests)
			.where(and(ofOrganism, inArray(dataRequests.state, due)))
			.orderBy(asc(dataRequests.dueAt), asc(dataRequests.askedAt));
		const answered = await tx
			.select()
			.from(dataRequests)
			.where(and(ofOrganism, notInArray(dataRequests.state, due)))
			.orderBy(desc(dataRequests.endedAt))
			.limit(answeredShown);
		const lineOf = (row: Row) => ({ ...outlineOf(row, now), name: names.get(row.id) ?? '' });
		return { now, waiting: waiting.map(lineOf), answered: answered.map(lineOf) };
	});

/** One request with what was typed and what may be answered; that it is read is told to the household. */
export const getDataRequest = (ctx: StaffContext, input: { requestId: string }) =>
	asActor(ctx.deps, ctx.actor, async (unit): Promise<Result<DataRequestView, DataRequestRefusal>> => {
		const { tx } = unit;
		const [row] = await tx
			.select()
			.from(dataRequests)
			.where(and(eq(dataRequests.id, input.requestId), eq(dataRequests.organismId, ctx.actor.organismId)));
		if (!row) return err('DATA_REQUEST_NOT_FOUND');
		readSensitive(unit, 'rightsRequest', row.householdId);
		return ok(viewOf(unit, row, (await namesOf(tx)).get(row.id) ?? ''));
	});

const viewOf = ({ now, deps }: Unit, row: Row, name: string) => ({
	...outlineOf(row, now),
	...openTexts(deps.config, row),
	name,
	now,
	answers: answersTo(row, now),
	refusalReasons: refusalReasonsOf(row.kind)
});
type DataRequestView = ReturnType<typeof viewOf>;

/** What was accepted and is still to be corrected in the file, the oldest term first. */
export const listCorrections = (ctx: StaffContext) =>
	asActor(ctx.deps, ctx.actor, async (unit) => {
		const rows = await correctionsOf(unit.tx, ctx.actor);
		for (const { householdId } of rows) readSensitive(unit, 'rightsRequest', householdId);
		return rows.map((row) => {
			const { what, shouldSay } = openTexts(unit.deps.config, row);
			return { ...outlineOf(row, unit.now), what, shouldSay, name: row.name };
		});
	});

/** The requests of an organism that are to be corrected, with who asked them, for who corrects. */
export async function correctionsOf(tx: Tx, { organismId }: Staff) {
	const rows = await tx
		.select()
		.from(dataRequests)
		.where(and(eq(dataRequests.organismId, organismId), eq(dataRequests.state, 'toCorrect')))
		.orderBy(asc(dataRequests.dueAt), asc(dataRequests.askedAt));
	const names = await namesOf(tx);
	return rows.map((row) => ({ ...row, name: names.get(row.id) ?? '' }));
}

/** How many requests of the organism are beyond their term; the database tells its managers, and nobody else. */
export async function countLateRequests(tx: Tx): Promise<number> {
	const [row] = await tx.execute<{ count: string }>(sql`select late_data_requests() as count`);
	return Number(row!.count);
}

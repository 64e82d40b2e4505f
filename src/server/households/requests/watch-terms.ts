/** Requests on personal data that come to their term; those who answer, then their managers, are told (letters.ts). */
import { and, eq, inArray, isNull, lte } from 'drizzle-orm';
import { remindedFrom } from '#domain/households/answer-terms.ts';
import { dueRequestStates } from '#domain/households/data-request.workflow.ts';
import type { Deps } from '../../platform/context.ts';
import { asActor, type Unit } from '../../platform/unit.ts';
import { dataRequests } from './tables.ts';

type Row = typeof dataRequests.$inferSelect;
const system = { role: 'system' } as const;
const waits = inArray(dataRequests.state, [...dueRequestStates]);

/** Each request in its own transaction; harmless when run twice. */
export async function watchTerms(deps: Deps): Promise<void> {
	const unreminded = await asActor(deps, system, async ({ tx, now }) => {
		const rows = await tx
			.select()
			.from(dataRequests)
			.where(and(waits, isNull(dataRequests.remindedAt)));
		return rows.filter((row) => remindedFrom(row) <= now);
	});
	for (const { id } of unreminded) await asActor(deps, system, (unit) => remind(unit, id));
	const late = await asActor(deps, system, ({ tx, now }) =>
		tx
			.select({ id: dataRequests.id })
			.from(dataRequests)
			.where(and(waits, isNull(dataRequests.lateToldAt), lte(dataRequests.dueAt, now)))
	);
	for (const { id } of late) await asActor(deps, system, (unit) => noteLate(unit, id));
}

async function remind(unit: Unit, requestId: string): Promise<void> {
	const row = await load(unit, requestId);
	if (!row || row.remindedAt) return;
	await unit.tx.update(dataRequests).set({ remindedAt: unit.now }).where(eq(dataRequests.id, requestId));
	// What is late already is told as late.
	if (unit.now < row.dueAt) await record(unit, row, 'DataRequestDue');
}

async function noteLate(unit: Unit, requestId: string): Promise<void> {
	const row = await load(unit, requestId);
	if (!row || row.lateToldAt || unit.now < row.dueAt) return;
	await unit.tx.update(dataRequests).set({ lateToldAt: unit.now }).where(eq(dataRequests.id, requestId));
	await record(unit, row, 'DataRequestLate');
}

const record = (unit: Unit, { id, kind, organismId }: Row, type: 'DataRequestDue' | 'DataRequestLate') =>
	unit.record([{ type, requestId: id, kind }], { organismIds: [organismId] });

/** The request under lock, or null when it was answered or erased meanwhile. */
async function load({ tx }: Unit, requestId: string): Promise<Row | null> {
	const [row] = await tx
		.select()
		.from(dataRequests)
		.where(and(eq(dataRequests.id, requestId), waits))
		.for('update');
	return row ?? null;
}

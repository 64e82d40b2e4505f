import { and, asc, eq, max } from 'drizzle-orm';
import { putOnAgenda as check, type MeetingRefusal } from '#domain/commissions/meeting.ts';
import { candidacyWorkflow } from '#domain/demands/candidacy.workflow.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { saveCandidacy, type CandidacyRow } from '../demands/store.ts';
import { candidacies } from '../demands/tables.ts';
import type { Staff } from '../platform/actor.ts';
import type { Context, Tx } from '../platform/context.ts';
import { command } from '../platform/unit.ts';
import { loadMeeting } from './store.ts';
import { agendaItems } from './tables.ts';

type StaffContext = Context & { actor: Staff };
type Answer = Promise<Result<null, MeetingRefusal | 'KEY_REUSED'>>;
type CaseInput = { meetingId: string; candidacyId: string };

/** Puts a complete file at the end of the agenda. */
export const putOnAgenda = (ctx: StaffContext, input: CaseInput): Answer =>
	command(ctx, 'commissions.putOnAgenda', input, async (unit) => {
		const meeting = await loadMeeting(unit.tx, ctx.actor, input.meetingId);
		if (!meeting) return err('MEETING_NOT_FOUND');
		const row = await loadCase(unit.tx, ctx.actor, input.candidacyId);
		if (!row) return err('CASE_NOT_READY');
		const state = check(meeting, row);
		if (!state.ok) return state;
		const [last] = await unit.tx
			.select({ position: max(agendaItems.position) })
			.from(agendaItems)
			.where(eq(agendaItems.meetingId, meeting.id));
		await unit.tx.insert(agendaItems).values({
			meetingId: meeting.id,
			organismId: ctx.actor.organismId,
			candidacyId: row.id,
			position: (last?.position ?? 0) + 1
		});
		await saveCandidacy(unit.tx, row, state.value);
		await unit.record([{ type: 'AgendaChanged', meetingId: meeting.id }]);
		return ok(null);
	});

/** Takes a case off the agenda while it is open: the file stays complete. */
export const takeOffAgenda = (ctx: StaffContext, input: CaseInput): Answer =>
	command(ctx, 'commissions.takeOffAgenda', input, async (unit) => {
		const meeting = await loadMeeting(unit.tx, ctx.actor, input.meetingId);
		if (!meeting) return err('MEETING_NOT_FOUND');
		if (meeting.state !== 'planned') return err('AGENDA_CLOSED');
		const removed = await unit.tx
			.delete(agendaItems)
			.where(and(eq(agendaItems.meetingId, meeting.id), eq(agendaItems.candidacyId, input.candidacyId)))
			.returning({ id: agendaItems.id });
		if (removed.length === 0) return err('CASE_NOT_ON_AGENDA');
		const row = await loadCase(unit.tx, ctx.actor, input.candidacyId);
		const state = row && candidacyWorkflow.next(row.state, 'takeOffAgenda');
		if (row && state) await saveCandidacy(unit.tx, row, state);
		await unit.record([{ type: 'AgendaChanged', meetingId: meeting.id }]);
		return ok(null);
	});

/** Moves a case one place up or down; at the edge nothing changes. */
export const moveOnAgenda = (ctx: StaffContext, input: CaseInput & { direction: 'up' | 'down' }): Answer =>
	command(ctx, 'commissions.moveOnAgenda', input, async (unit) => {
		const meeting = await loadMeeting(unit.tx, ctx.actor, input.meetingId);
		if (!meeting) return err('MEETING_NOT_FOUND');
		if (meeting.state !== 'planned') return err('AGENDA_CLOSED');
		const items = await unit.tx
			.select({ id: agendaItems.id, candidacyId: agendaItems.candidacyId, position: agendaItems.position })
			.from(agendaItems)
			.where(eq(agendaItems.meetingId, meeting.id))
			.orderBy(asc(agendaItems.position));
		const index = items.findIndex((item) => item.candidacyId === input.candidacyId);
		const item = items[index];
		if (!item) return err('CASE_NOT_ON_AGENDA');
		const other = items[input.direction === 'up' ? index - 1 : index + 1];
		if (!other) return ok(null);
		// Positions are unique within a meeting: one of the two steps aside first.
		await setPosition(unit.tx, item.id, 0);
		await setPosition(unit.tx, other.id, item.position);
		await setPosition(unit.tx, item.id, other.position);
		await unit.record([{ type: 'AgendaChanged', meetingId: meeting.id }]);
		return ok(null);
	});

const setPosition = (tx: Tx, id: string, position: number) =>
	tx.update(agendaItems).set({ position }).where(eq(agendaItems.id, id));

async function loadCase(tx: Tx, actor: Staff, candidacyId: string): Promise<CandidacyRow | null> {
	const [row] = await tx
		.select()
		.from(candidacies)
		.where(and(eq(candidacies.id, candidacyId), eq(candidacies.organismId, actor.organismId)))
		.for('update');
	return row ?? null;
}

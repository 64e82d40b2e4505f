import { and, eq, sql } from 'drizzle-orm';
import { dayOf, type Day } from '#domain/calendar.ts';
import { convene as close, planMeeting as plan, type MeetingRefusal } from '#domain/commissions/meeting.ts';
import { meetingWorkflow } from '#domain/commissions/meeting.workflow.ts';
import { candidacyWorkflow } from '#domain/demands/candidacy.workflow.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { candidacies } from '../demands/tables.ts';
import type { Staff } from '../platform/actor.ts';
import type { Context } from '../platform/context.ts';
import { command } from '../platform/unit.ts';
import { loadMeeting, saveMeeting } from './store.ts';
import { agendaItems, meetings } from './tables.ts';

type StaffContext = Context & { actor: Staff };
type Refusal = MeetingRefusal | 'KEY_REUSED';

/** Plans a meeting of the commission. */
export const planMeeting = (
	ctx: StaffContext,
	input: { heldOn: Day; startsAt: string; place: string }
): Promise<Result<{ meetingId: string }, Refusal>> =>
	command(ctx, 'commissions.plan', input, async (unit) => {
		const state = plan(input.heldOn, dayOf(unit.now));
		if (!state.ok) return state;
		const [row] = await unit.tx
			.insert(meetings)
			.values({ ...input, organismId: ctx.actor.organismId, state: state.value })
			.returning({ id: meetings.id });
		await unit.record([{ type: 'MeetingPlanned', meetingId: row!.id }]);
		return ok({ meetingId: row!.id });
	});

/** Closes the agenda and notes that it went, with the convocation, to the members and to the prefect. */
export const conveneMeeting = (ctx: StaffContext, input: { meetingId: string }): Promise<Result<null, Refusal>> =>
	command(ctx, 'commissions.convene', input, async (unit) => {
		const row = await loadMeeting(unit.tx, ctx.actor, input.meetingId);
		if (!row) return err('MEETING_NOT_FOUND');
		// A case whose chain ended since it was put on the agenda is not one to convene for.
		const cases = await unit.tx
			.select({ id: agendaItems.id })
			.from(agendaItems)
			.innerJoin(candidacies, eq(candidacies.id, agendaItems.candidacyId))
			.where(and(eq(agendaItems.meetingId, row.id), eq(candidacies.state, 'onAgenda')));
		const state = close(row, cases.length, dayOf(unit.now));
		if (!state.ok) return state;
		await saveMeeting(unit.tx, row, state.value, { convenedAt: unit.now });
		await unit.record([{ type: 'MeetingConvened', meetingId: row.id }]);
		return ok(null);
	});

/** Cancels a meeting that has not opened; its cases are complete files again, free for another one. */
export const cancelMeeting = (ctx: StaffContext, input: { meetingId: string }): Promise<Result<null, Refusal>> =>
	command(ctx, 'commissions.cancel', input, async (unit) => {
		const row = await loadMeeting(unit.tx, ctx.actor, input.meetingId);
		if (!row) return err('MEETING_NOT_FOUND');
		const state = meetingWorkflow.next(row.state, 'cancel');
		if (!state) return err('MEETING_STEP_IMPOSSIBLE');
		const { to } = candidacyWorkflow.transitions.takeOffAgenda;
		await unit.tx
			.update(candidacies)
			.set({ state: to, version: sql`${candidacies.version} + 1` })
			.where(
				and(
					eq(candidacies.state, 'onAgenda'),
					eq(candidacies.organismId, ctx.actor.organismId),
					sql`exists (select from ${agendaItems} where ${agendaItems.candidacyId} = ${candidacies.id}
						and ${agendaItems.meetingId} = ${row.id})`
				)
			);
		await saveMeeting(unit.tx, row, state);
		await unit.record([{ type: 'MeetingCancelled', meetingId: row.id }]);
		return ok(null);
	});

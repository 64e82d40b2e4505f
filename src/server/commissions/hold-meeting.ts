import { and, eq, isNull } from 'drizzle-orm';
import { dayOf } from '#domain/calendar.ts';
import {
	changeAttendance,
	closeMeeting as close,
	openMeeting as open,
	type MeetingRefusal
} from '#domain/commissions/meeting.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { candidacies } from '../demands/tables.ts';
import type { Staff } from '../platform/actor.ts';
import type { Context } from '../platform/context.ts';
import { command } from '../platform/unit.ts';
import { readMembersOf } from './placed-cases.ts';
import { loadMeeting, readCommitteeRules, readPresences, saveMeeting, type Presence } from './store.ts';
import { agendaItems, attendances, decisions } from './tables.ts';

type StaffContext = Context & { actor: Staff };
type Answer = Promise<Result<null, MeetingRefusal | 'KEY_REUSED'>>;

/** Notes who is there, and who sits in whose place. During the meeting a quorum and the president must remain. */
export const recordAttendance = (ctx: StaffContext, input: { meetingId: string; present: Presence[] }): Answer =>
	command(ctx, 'commissions.recordAttendance', input, async (unit) => {
		const meeting = await loadMeeting(unit.tx, ctx.actor, input.meetingId);
		if (!meeting) return err('MEETING_NOT_FOUND');
		const { sitting } = await readMembersOf(unit.tx, meeting);
		const allowed = changeAttendance(
			meeting,
			sitting,
			input.present.map((one) => one.memberId)
		);
		if (!allowed.ok) return allowed;
		await unit.tx.delete(attendances).where(eq(attendances.meetingId, meeting.id));
		if (input.present.length > 0)
			await unit.tx.insert(attendances).values(
				input.present.map(({ memberId, representedBy }) => ({
					meetingId: meeting.id,
					organismId: ctx.actor.organismId,
					memberId,
					representedBy: representedBy || null
				}))
			);
		await unit.record([{ type: 'AttendanceRecorded', meetingId: meeting.id }]);
		return ok(null);
	});

/** Opens the meeting with its quorum, under a president who is there. The quorum of that day is kept with it. */
export const openMeeting = (ctx: StaffContext, input: { meetingId: string; presidentId: string }): Answer =>
	command(ctx, 'commissions.open', input, async (unit) => {
		const meeting = await loadMeeting(unit.tx, ctx.actor, input.meetingId);
		if (!meeting) return err('MEETING_NOT_FOUND');
		const rules = await readCommitteeRules(unit.tx, ctx.actor.organismId);
		const { sitting } = await readMembersOf(unit.tx, meeting);
		const present = (await readPresences(unit.tx, meeting.id)).map((one) => one.memberId);
		const opened = open(meeting, sitting, present, input.presidentId, rules, dayOf(unit.now));
		if (!opened.ok) return opened;
		await saveMeeting(unit.tx, meeting, opened.value.state, {
			presidentId: input.presidentId,
			quorum: rules.quorum,
			openedAt: unit.now
		});
		await unit.record([{ type: 'MeetingOpened', meetingId: meeting.id }]);
		return ok(null);
	});

/** Closes the meeting once every case has its decision. */
export const closeMeeting = (ctx: StaffContext, input: { meetingId: string }): Answer =>
	command(ctx, 'commissions.close', input, async (unit) => {
		const meeting = await loadMeeting(unit.tx, ctx.actor, input.meetingId);
		if (!meeting) return err('MEETING_NOT_FOUND');
		const undecided = await unit.tx
			.select({ state: candidacies.state })
			.from(agendaItems)
			.innerJoin(candidacies, eq(candidacies.id, agendaItems.candidacyId))
			.leftJoin(
				decisions,
				and(eq(decisions.meetingId, agendaItems.meetingId), eq(decisions.candidacyId, agendaItems.candidacyId))
			)
			.where(and(eq(agendaItems.meetingId, meeting.id), isNull(decisions.id)));
		const closed = close(
			meeting,
			undecided.map((one) => one.state)
		);
		if (!closed.ok) return closed;
		await saveMeeting(unit.tx, meeting, closed.value, { closedAt: unit.now });
		await unit.record([{ type: 'MeetingClosed', meetingId: meeting.id }]);
		return ok(null);
	});

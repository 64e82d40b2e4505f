/** What a member of the commission reads of a meeting once its minutes are signed. */
import { and, desc, eq, inArray } from 'drizzle-orm';
import { minutesForMember, sits, type CaseClosed, type SessionMinutes } from '#domain/commissions/seat.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { candidacies } from '../demands/tables.ts';
import type { Staff } from '../platform/actor.ts';
import { readSensitive } from '../platform/audit.ts';
import type { Context } from '../platform/context.ts';
import { asActor, asSystem, type Unit } from '../platform/unit.ts';
import { caseWithdrawals } from './member-tables.ts';
import { readOwnCases, readSeat, type Seat } from './seat-store.ts';
import type { MeetingRow } from './store.ts';
import { agendaItems, attendances, decisions, meetings } from './tables.ts';

type StaffContext = Context & { actor: Staff };

/** The minutes of a meeting that the member sat in, once signed: without the sheets, whose time is over. */
export const getSessionMinutes = (
	ctx: StaffContext,
	{ meetingId }: { meetingId: string }
): Promise<Result<{ minutes: SessionMinutes }, 'MEETING_NOT_FOUND'>> =>
	asActor(ctx.deps, ctx.actor, async (unit) => {
		const seat = await readSeat(unit.tx, ctx.actor);
		const [meeting] = seat ? await readSigned(unit, ctx.actor, seat, meetingId) : [];
		if (!seat || !meeting?.minutes) return err('MEETING_NOT_FOUND');
		const closedAt = await closedCases(unit, seat, meetingId);
		const told = await asSystem(unit, ({ tx }) =>
			tx
				.select({ householdId: candidacies.householdId, position: agendaItems.position })
				.from(decisions)
				.innerJoin(candidacies, eq(candidacies.id, decisions.candidacyId))
				.innerJoin(
					agendaItems,
					and(eq(agendaItems.meetingId, decisions.meetingId), eq(agendaItems.candidacyId, decisions.candidacyId))
				)
				.where(eq(decisions.meetingId, meetingId))
		);
		for (const { householdId, position } of told)
			if (!closedAt(position)) readSensitive(unit, 'commission', householdId);
		return ok({ minutes: minutesForMember(meeting.minutes, closedAt) });
	});

/** Why the case at a place of an agenda is closed to a member; null when it is theirs. */
async function closedCases(
	unit: Unit,
	seat: Seat,
	meetingId: string
): Promise<(position: number) => CaseClosed | null> {
	const own = await readOwnCases(unit, seat, [meetingId]);
	const withdrawn = await withdrawnPositions(unit, seat, meetingId);
	return (position) => {
		if (!own.some((one) => one.position === position)) return 'otherCommune';
		return withdrawn.includes(position) ? 'withdrawn' : null;
	};
}

/** The places on an agenda of the cases that the member withdrew from, which are closed to them. */
export const withdrawnPositions = (unit: Unit, { memberId }: Seat, meetingId: string): Promise<number[]> =>
	asSystem(unit, async ({ tx }) => {
		const rows = await tx
			.select({ position: agendaItems.position })
			.from(agendaItems)
			.innerJoin(caseWithdrawals, eq(caseWithdrawals.candidacyId, agendaItems.candidacyId))
			.where(and(eq(agendaItems.meetingId, meetingId), eq(caseWithdrawals.memberId, memberId)));
		return rows.map(({ position }) => position);
	});

/**
 * The signed meetings that the member sat in, or one of them. That they sat there is told by their own presences; the row of
 * a signed meeting holds its minutes with every sheet, so it is never theirs to read as it is.
 */
export async function readSigned(unit: Unit, actor: Staff, seat: Seat, meetingId?: string): Promise<MeetingRow[]> {
	const presences = await unit.tx
		.select({ meetingId: attendances.meetingId, representedBy: attendances.representedBy })
		.from(attendances)
		.where(
			and(
				eq(attendances.memberId, seat.memberId),
				eq(attendances.organismId, actor.organismId),
				meetingId ? eq(attendances.meetingId, meetingId) : undefined
			)
		);
	const present = presences.filter(sits).map((presence) => presence.meetingId);
	const own = await readOwnCases(unit, seat, present);
	const sat = present.filter((id) => own.some((one) => one.meetingId === id));
	return asSystem(unit, ({ tx }) =>
		tx
			.select()
			.from(meetings)
			.where(and(inArray(meetings.id, sat), eq(meetings.organismId, actor.organismId), eq(meetings.state, 'signed')))
			.orderBy(desc(meetings.heldOn), desc(meetings.startsAt))
			.limit(shownPast)
	);
}

/** How many signed meetings the list shows. */
const shownPast = 30;

/** Where a member of the commission stands to its meetings and cases: the relation `session` of the table of rights. */
import { and, eq, sql, type SQL } from 'drizzle-orm';
import { sitsFor, type CommitteeMember } from '#domain/commissions/member.ts';
import { sessionViewOf } from '#domain/commissions/seat.ts';
import { accounts } from '../accounts/tables.ts';
import { candidacies } from '../demands/tables.ts';
import { committeeMembers } from '../organisms/tables.ts';
import type { Staff } from '../platform/actor.ts';
import type { Tx } from '../platform/context.ts';
import { asSystem, type Unit } from '../platform/unit.ts';
import { ballots, caseWithdrawals } from './member-tables.ts';
import { readPlacedCases, type PlacedCase } from './placed-cases.ts';
import type { MeetingRow } from './store.ts';
import { agendaItems, attendances, meetings } from './tables.ts';

export type Seat = Pick<CommitteeMember, 'capacity' | 'commune' | 'isVoting'> & { memberId: string };

/** The seat of who asks, while they sit; null afterwards. */
export async function readSeat(tx: Tx, actor: Staff): Promise<Seat | null> {
	const [seat] = await tx
		.select({
			memberId: committeeMembers.id,
			capacity: committeeMembers.capacity,
			commune: committeeMembers.commune,
			isVoting: committeeMembers.isVoting
		})
		.from(accounts)
		.innerJoin(committeeMembers, eq(committeeMembers.id, accounts.committeeMemberId))
		.where(
			and(
				eq(accounts.id, actor.accountId),
				eq(committeeMembers.organismId, actor.organismId),
				eq(committeeMembers.isActive, true)
			)
		);
	return seat ?? null;
}

/** The cases of some meetings that a seat is for: of a mayor, those of their commune. */
export async function readOwnCases(unit: Unit, seat: Seat, meetingIds: readonly string[]): Promise<PlacedCase[]> {
	const cases = await asSystem(unit, ({ tx }) => readPlacedCases(tx, meetingIds));
	return cases.filter(({ commune }) => sitsFor(seat, commune));
}

/** A meeting with the cases that are before a member. */
export type Session = { meeting: MeetingRow; cases: PlacedCase[] };

/** The meetings whose cases a member has before them, or one of them; none where no case is for their seat. */
export async function readSessions(unit: Unit, actor: Staff, seat: Seat, meetingId?: string): Promise<Session[]> {
	const rows = await unit.tx
		.select({ meeting: meetings, presence: { id: attendances.id, representedBy: attendances.representedBy } })
		.from(meetings)
		.leftJoin(attendances, and(eq(attendances.meetingId, meetings.id), eq(attendances.memberId, seat.memberId)))
		.where(and(eq(meetings.organismId, actor.organismId), meetingId ? eq(meetings.id, meetingId) : undefined))
		.orderBy(meetings.heldOn, meetings.startsAt);
	const shown = rows
		.filter(({ meeting, presence }) => sessionViewOf(meeting.state, presence) === 'cases')
		.map(({ meeting }) => meeting);
	const own = await readOwnCases(
		unit,
		seat,
		shown.map(({ id }) => id)
	);
	return shown
		.map((meeting) => ({ meeting, cases: own.filter((one) => one.meetingId === meeting.id) }))
		.filter(({ cases }) => cases.length > 0);
}

/** Of an agenda item that a query reads: the member did not withdraw from its case, here or in another meeting. */
export const isNotWithdrawn = ({ memberId }: Seat): SQL => sql`not exists (
	select from ${caseWithdrawals}
	where ${and(eq(caseWithdrawals.candidacyId, agendaItems.candidacyId), eq(caseWithdrawals.memberId, memberId))})`;

/** A case that a member has before them, with the meeting, the seat and what is put to the vote; null as if there were none. */
export async function findSessionCase(unit: Unit, actor: Staff, input: { meetingId: string; candidacyId: string }) {
	const seat = await readSeat(unit.tx, actor);
	const [session] = seat ? await readSessions(unit, actor, seat, input.meetingId) : [];
	if (!seat || !session?.cases.some(({ candidacyId }) => candidacyId === input.candidacyId)) return null;
	const { meeting } = session;
	const [found] = await unit.tx
		.select({ candidacy: candidacies, position: agendaItems.position, asked: ballots.kind })
		.from(agendaItems)
		.innerJoin(candidacies, eq(candidacies.id, agendaItems.candidacyId))
		.leftJoin(
			ballots,
			and(eq(ballots.meetingId, agendaItems.meetingId), eq(ballots.candidacyId, agendaItems.candidacyId))
		)
		.where(
			and(eq(agendaItems.meetingId, meeting.id), eq(agendaItems.candidacyId, input.candidacyId), isNotWithdrawn(seat))
		);
	return found ? { seat, meeting, ...found } : null;
}

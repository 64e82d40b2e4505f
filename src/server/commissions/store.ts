import { and, asc, eq, sql } from 'drizzle-orm';
import type { CommitteeRules } from '#domain/commissions/meeting.ts';
import type { CommitteeMember } from '#domain/commissions/member.ts';
import type { MeetingState } from '#domain/commissions/meeting.workflow.ts';
import { committeeMembers, communes, organisms } from '../organisms/tables.ts';
import type { Staff } from '../platform/actor.ts';
import type { Tx } from '../platform/context.ts';
import { attendances, meetings } from './tables.ts';

export type MeetingRow = typeof meetings.$inferSelect;

/**
 * A meeting of the actor's organism. `update` locks it against everyone; `share` lets several cases be decided at the
 * same moment but not the meeting be closed meanwhile.
 */
export async function loadMeeting(
	tx: Tx,
	actor: Staff,
	meetingId: string,
	lock: 'update' | 'share' = 'update'
): Promise<MeetingRow | null> {
	const [row] = await tx
		.select()
		.from(meetings)
		.where(and(eq(meetings.id, meetingId), eq(meetings.organismId, actor.organismId)))
		.for(lock);
	return row ?? null;
}

/** Moves a meeting from the state it was loaded in. */
export async function saveMeeting(
	tx: Tx,
	row: MeetingRow,
	state: MeetingState,
	changes: Partial<
		Pick<
			MeetingRow,
			'presidentId' | 'quorum' | 'convenedAt' | 'openedAt' | 'closedAt' | 'signedAt' | 'minutesNumber' | 'minutes'
		>
	> = {}
): Promise<void> {
	const moved = await tx
		.update(meetings)
		.set({ ...changes, state, version: sql`${meetings.version} + 1` })
		.where(and(eq(meetings.id, row.id), eq(meetings.state, row.state), eq(meetings.version, row.version)))
		.returning({ id: meetings.id });
	if (moved.length !== 1) throw new Error('A meeting changed while its row was locked');
}

/** What the organism's règlement intérieur fixes. */
export async function readCommitteeRules(tx: Tx, organismId: string): Promise<CommitteeRules> {
	const [row] = await tx
		.select({ quorum: organisms.quorum, allowsExchangeAlone: organisms.allowsExchangeAlone })
		.from(organisms)
		.where(eq(organisms.id, organismId));
	return row!;
}

/** A member, with the name of the commune of a mayor. */
export type MemberRow = CommitteeMember & { name: string; communeName: string | null; isActive: boolean };

/** Everyone who sits or has sat, in a stable order. */
export const readMembers = (tx: Tx, organismId: string): Promise<MemberRow[]> =>
	tx
		.select({
			id: committeeMembers.id,
			name: committeeMembers.name,
			capacity: committeeMembers.capacity,
			commune: committeeMembers.commune,
			communeName: communes.name,
			isVoting: committeeMembers.isVoting,
			isActive: committeeMembers.isActive
		})
		.from(committeeMembers)
		.leftJoin(communes, eq(communes.insee, committeeMembers.commune))
		.where(eq(committeeMembers.organismId, organismId))
		.orderBy(asc(committeeMembers.capacity), asc(committeeMembers.name), asc(committeeMembers.id));

export type Presence = { memberId: string; representedBy: string | null };

/** Who is noted as present at a meeting. */
export const readPresences = (tx: Tx, meetingId: string): Promise<Presence[]> =>
	tx
		.select({ memberId: attendances.memberId, representedBy: attendances.representedBy })
		.from(attendances)
		.where(eq(attendances.meetingId, meetingId));

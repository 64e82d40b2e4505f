import { and, eq, inArray, isNull } from 'drizzle-orm';
import { accounts } from '../accounts/tables.ts';
import { writeLetters } from '../platform/letters.ts';
import type { Reaction } from '../platform/reaction.ts';
import { readMembersOf } from './placed-cases.ts';
import { meetings } from './tables.ts';

/**
 * Convenes to a meeting everyone who sits for one of its cases and has an account of their own. The letter says when and
 * where; what is on the agenda is read on its page.
 */
export const tellConvened: Reaction<'MeetingConvened'> = async (unit, event) => {
	const [meeting] = await unit.tx.select().from(meetings).where(eq(meetings.id, event.meetingId));
	if (!meeting) throw new Error(`No meeting ${event.meetingId}`);
	const { sitting } = await readMembersOf(unit.tx, meeting);
	const seats = sitting.filter((member) => member.isActive).map(({ id }) => id);
	const convened = await unit.tx
		.select()
		.from(accounts)
		.where(and(inArray(accounts.committeeMemberId, seats), isNull(accounts.lockedAt)));
	const { heldOn, startsAt, place } = meeting;
	const params = { heldOn, startsAt, place };
	await writeLetters(unit, event.eventId, convened, 'meetingConvened', params, `/gestion/seances/${meeting.id}`);
};

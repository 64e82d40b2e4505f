import { and, asc, count, eq, isNotNull, like } from 'drizzle-orm';
import { dayOf } from '#domain/calendar.ts';
import type { MeetingRefusal } from '#domain/commissions/meeting.ts';
import { meetingWorkflow } from '#domain/commissions/meeting.workflow.ts';
import type { Minutes, MinutesDecision } from '#domain/commissions/sheet.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { accounts } from '../accounts/tables.ts';
import { candidacies } from '../demands/tables.ts';
import { dwellingAddresses } from '../dwellings/tables.ts';
import { organisms } from '../organisms/tables.ts';
import type { Staff } from '../platform/actor.ts';
import type { Context, Tx } from '../platform/context.ts';
import { command } from '../platform/unit.ts';
import { readMembersOf } from './placed-cases.ts';
import { loadMeeting, readPresences, saveMeeting, type MeetingRow, type MemberRow } from './store.ts';
import { agendaItems, decisions, meetings } from './tables.ts';

type DecisionRow = typeof decisions.$inferSelect;

/**
 * The minutes are signed for the president: numbered, kept as they read that day, never edited afterwards. A mistake
 * is corrected by a later entry.
 */
export const signMinutes = (
	ctx: Context & { actor: Staff },
	input: { meetingId: string }
): Promise<Result<{ number: string }, MeetingRefusal | 'KEY_REUSED'>> =>
	command(ctx, 'commissions.sign', input, async (unit) => {
		const meeting = await loadMeeting(unit.tx, ctx.actor, input.meetingId);
		if (!meeting) return err('MEETING_NOT_FOUND');
		const state = meetingWorkflow.next(meeting.state, 'sign');
		if (!state) return err('MEETING_STEP_IMPOSSIBLE');
		const number = await nextNumber(unit.tx, ctx.actor.organismId, dayOf(unit.now).slice(0, 4));
		const [secretary] = await unit.tx
			.select({ firstName: accounts.firstName, lastName: accounts.lastName })
			.from(accounts)
			.where(eq(accounts.id, ctx.actor.accountId));
		const minutes: Minutes = {
			...(await readMinutes(unit.tx, meeting)),
			number,
			secretary: `${secretary!.firstName} ${secretary!.lastName}`,
			signedOn: dayOf(unit.now)
		};
		await saveMeeting(unit.tx, meeting, state, { signedAt: unit.now, minutesNumber: number, minutes });
		await unit.record([{ type: 'MeetingSigned', meetingId: meeting.id }]);
		return ok({ number });
	});

/** Numbers follow one another without a gap within an organism and a year: its row is locked while one is given. */
async function nextNumber(tx: Tx, organismId: string, year: string): Promise<string> {
	await tx.select({ id: organisms.id }).from(organisms).where(eq(organisms.id, organismId)).for('update');
	const [given] = await tx
		.select({ count: count() })
		.from(meetings)
		.where(
			and(
				eq(meetings.organismId, organismId),
				isNotNull(meetings.minutesNumber),
				like(meetings.minutesNumber, `PV-${year}-%`)
			)
		);
	return `PV-${year}-${String(given!.count + 1).padStart(3, '0')}`;
}

/** The minutes as they read now: a draft until they are signed, then the copy that was signed. */
export async function readMinutes(tx: Tx, meeting: MeetingRow): Promise<Minutes> {
	if (meeting.minutes) return meeting.minutes;
	const [organism] = await tx
		.select({ name: organisms.name })
		.from(organisms)
		.where(eq(organisms.id, meeting.organismId));
	const { sitting, aside } = await readMembersOf(tx, meeting);
	const everyone = [...sitting, ...aside];
	const presences = await readPresences(tx, meeting.id);
	const items = await tx
		.select({ position: agendaItems.position, dwelling: dwellingAddresses.reference, decision: decisions })
		.from(agendaItems)
		.innerJoin(candidacies, eq(candidacies.id, agendaItems.candidacyId))
		.leftJoin(dwellingAddresses, eq(dwellingAddresses.dwellingId, candidacies.dwellingId))
		.leftJoin(
			decisions,
			and(eq(decisions.meetingId, agendaItems.meetingId), eq(decisions.candidacyId, agendaItems.candidacyId))
		)
		.where(eq(agendaItems.meetingId, meeting.id))
		.orderBy(asc(agendaItems.position));
	const presenceOf = (member: MemberRow) => presences.find((one) => one.memberId === member.id);
	const named = (member: MemberRow) => ({
		name: member.name,
		capacity: member.capacity,
		commune: member.communeName,
		isVoting: member.isVoting,
		representedBy: presenceOf(member)?.representedBy ?? null
	});
	return {
		number: null,
		organism: organism!.name,
		heldOn: meeting.heldOn,
		startsAt: meeting.startsAt,
		place: meeting.place,
		quorum: meeting.quorum,
		present: sitting.filter(presenceOf).map(named),
		absent: sitting.filter((member) => member.isActive && !presenceOf(member)).map(named),
		president: everyone.find((member) => member.id === meeting.presidentId)?.name ?? null,
		secretary: null,
		cases: items.map(({ position, dwelling, decision }) => ({
			position,
			dwelling: dwelling ?? '',
			decision: decision && minutesDecision(decision, everyone)
		})),
		signedOn: null
	};
}

const minutesDecision = (row: DecisionRow, members: readonly MemberRow[]): MinutesDecision => ({
	kind: row.kind,
	motives: row.motives,
	comment: row.comment,
	votes: row.votes,
	ownVotes: row.ownVotes,
	castingVote: row.castingVote,
	withdrawn: members.filter((member) => row.withdrawnIds.includes(member.id)).map((member) => member.name),
	rank: row.rank,
	condition: row.condition,
	conditionDueOn: row.conditionDueOn,
	postponedTo: row.postponedTo,
	candidates: row.candidates,
	fewerThanThreeReason: row.fewerThanThreeReason,
	waivedRules: row.waivedRules,
	sheet: row.sheet
});

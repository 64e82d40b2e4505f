/** What a member of the commission reads: the meetings they sit in and the cases before them. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import { askVote, giveVote, withdraw, type VoteChoice } from '#domain/commissions/ballot.ts';
import { dayOf } from '#domain/calendar.ts';
import { keptSheet, type CaseSheet } from '#domain/commissions/sheet.ts';
import { typologieOf } from '#domain/dwellings/dwelling.ts';
import { isToJudge } from '#domain/eligibility/explain.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { candidacies } from '../demands/tables.ts';
import { dwellingAddresses, dwellings } from '../dwellings/tables.ts';
import { communes } from '../organisms/tables.ts';
import type { Staff } from '../platform/actor.ts';
import { readSensitive } from '../platform/audit.ts';
import type { Context, Tx } from '../platform/context.ts';
import { mayReadOneMore } from '../platform/count-reading.ts';
import { asActor, asSystem, type Unit } from '../platform/unit.ts';
import { readSheet } from './case-sheet.ts';
import { ballots, memberVotes } from './member-tables.ts';
import { findSessionCase, isNotWithdrawn, readSeat, readSessions, type Seat, type Session } from './seat-store.ts';
import { readSigned, withdrawnPositions } from './session-minutes.ts';
import type { MeetingRow } from './store.ts';
import { agendaItems, decisions } from './tables.ts';

type StaffContext = Context & { actor: Staff };

const headOf = ({ id, heldOn, startsAt, place, state, minutesNumber }: MeetingRow) => ({
	id,
	heldOn,
	startsAt,
	place,
	state,
	minutesNumber
});
export type SessionHead = ReturnType<typeof headOf>;

/** The meetings that a member is convened to or sits in, then those they sat in whose minutes are signed. */
export const listSessions = (ctx: StaffContext) =>
	asActor(ctx.deps, ctx.actor, async (unit): Promise<{ open: SessionHead[]; signed: SessionHead[] }> => {
		const seat = await readSeat(unit.tx, ctx.actor);
		if (!seat) return { open: [], signed: [] };
		return {
			open: (await readSessions(unit, ctx.actor, seat)).map(({ meeting }) => headOf(meeting)),
			signed: (await readSigned(unit, ctx.actor, seat)).map(headOf)
		};
	});

/** One meeting: what of its agenda is before the member, what is put to the vote, and their own votes. */
export const getSession = (
	ctx: StaffContext,
	{ meetingId }: { meetingId: string }
): Promise<Result<Awaited<ReturnType<typeof sessionView>>, 'MEETING_NOT_FOUND'>> =>
	asActor(ctx.deps, ctx.actor, async (unit) => {
		const seat = await readSeat(unit.tx, ctx.actor);
		const [session] = seat ? await readSessions(unit, ctx.actor, seat, meetingId) : [];
		return seat && session ? ok(await sessionView(unit, seat, session)) : err('MEETING_NOT_FOUND');
	});

async function sessionView(unit: Unit, seat: Seat, { meeting, cases }: Session) {
	const { tx } = unit;
	const ownIds = cases.map(({ candidacyId }) => candidacyId);
	const rows = await tx
		.select({
			candidacyId: agendaItems.candidacyId,
			position: agendaItems.position,
			dwellingId: candidacies.dwellingId,
			state: candidacies.state,
			asked: ballots.kind
		})
		.from(agendaItems)
		.innerJoin(candidacies, eq(candidacies.id, agendaItems.candidacyId))
		.leftJoin(
			ballots,
			and(eq(ballots.meetingId, agendaItems.meetingId), eq(ballots.candidacyId, agendaItems.candidacyId))
		)
		.where(and(eq(agendaItems.meetingId, meeting.id), inArray(agendaItems.candidacyId, ownIds), isNotWithdrawn(seat)))
		.orderBy(asc(agendaItems.position));
	const homes = await asSystem(unit, () =>
		readHomes(
			tx,
			rows.map(({ dwellingId }) => dwellingId)
		)
	);
	const own = await readOwnVotes(tx, seat, meeting.id);
	return {
		...headOf(meeting),
		isVoting: seat.isVoting,
		/** For whose dwellings a mayor sits; the cases of others are not shown. */
		mayorOf: seat.commune && (await nameOf(tx, seat.commune)),
		/** Of how many cases the member withdrew. */
		withdrawn: (await withdrawnPositions(unit, seat, meeting.id)).length,
		cases: rows.map(({ candidacyId, position, dwellingId, state, asked }) => ({
			candidacyId,
			position,
			dwelling: homes.find(({ id }) => id === dwellingId)!,
			isUndecided: state === 'onAgenda',
			asked,
			ownVote: own.find((vote) => vote.candidacyId === candidacyId && vote.kind === asked)?.choice ?? null
		}))
	};
}

async function nameOf(tx: Tx, insee: string): Promise<string> {
	const [commune] = await tx.select({ name: communes.name }).from(communes).where(eq(communes.insee, insee));
	return commune!.name;
}

async function readHomes(tx: Tx, ids: readonly string[]) {
	const rows = await tx
		.select({
			id: dwellings.id,
			reference: dwellingAddresses.reference,
			rooms: dwellings.rooms,
			area: dwellings.area,
			commune: communes.name
		})
		.from(dwellings)
		.innerJoin(communes, eq(communes.insee, dwellings.commune))
		.leftJoin(dwellingAddresses, eq(dwellingAddresses.dwellingId, dwellings.id))
		.where(inArray(dwellings.id, [...ids]));
	return rows.map(({ rooms, reference, ...home }) => ({
		...home,
		reference: reference ?? '',
		typologie: typologieOf(rooms)
	}));
}

const readOwnVotes = (tx: Tx, { memberId }: Seat, meetingId: string) =>
	tx
		.select({ candidacyId: memberVotes.candidacyId, kind: memberVotes.kind, choice: memberVotes.choice })
		.from(memberVotes)
		.where(and(eq(memberVotes.meetingId, meetingId), eq(memberVotes.memberId, memberId)));

/**
 * One case with its sheet as the secretary has it: as it was when decided, as it reads now before. Each opening is noted for
 * the household, and counted among the files that one person reads in an hour.
 */
export async function getSessionCase(
	ctx: StaffContext,
	input: { meetingId: string; candidacyId: string }
): Promise<Result<SessionCase, 'CASE_NOT_FOUND' | 'READINGS_TOO_MANY'>> {
	if (!(await mayReadOneMore(ctx))) return err('READINGS_TOO_MANY');
	return asActor(ctx.deps, ctx.actor, async (unit) => {
		const found = await findSessionCase(unit, ctx.actor, input);
		if (!found) return err('CASE_NOT_FOUND');
		const { seat, meeting, candidacy, position, asked } = found;
		// Before whom the case is was decided above, by the rows of the member; the sheet is drawn from many more.
		const { sheet, toJudge, isUndecided } = await asSystem(unit, async () => {
			const [decision] = await unit.tx
				.select({ sheet: decisions.sheet })
				.from(decisions)
				.where(and(eq(decisions.meetingId, meeting.id), eq(decisions.candidacyId, candidacy.id)));
			const isUndecided = !decision && candidacy.state === 'onAgenda';
			const read = isUndecided ? await readSheet(unit, candidacy, dayOf(unit.now)) : null;
			const toJudge = (read?.results ?? []).filter(isToJudge).map(({ rule, outcome }) => ({ rule, outcome }));
			return { isUndecided, toJudge, sheet: decision?.sheet ?? (read && keptSheet(read.sheet)) };
		});
		if (sheet) readSensitive(unit, 'commission', candidacy.householdId);
		const about = { meeting: meeting.state, isUndecided, asked };
		const own = await readOwnVotes(unit.tx, seat, meeting.id);
		const ownVote = own.find((vote) => vote.candidacyId === candidacy.id && vote.kind === asked)?.choice ?? null;
		return ok({
			meeting: headOf(meeting),
			candidacyId: candidacy.id,
			position,
			isUndecided,
			sheet,
			toJudge,
			asked: askVote(about).ok ? asked : null,
			ownVote,
			actions: [
				...(withdraw(about).ok ? (['withdraw'] as const) : []),
				...(asked && ownVote === null && giveVote(about, seat.isVoting, asked).ok ? (['vote'] as const) : [])
			]
		});
	});
}

export type SessionCase = {
	meeting: SessionHead;
	candidacyId: string;
	position: number;
	isUndecided: boolean;
	/** Null when the chain of the household ended before any decision. */
	sheet: CaseSheet | null;
	/** The rules that the commission has to look at, while the case is to be decided. */
	toJudge: CaseSheet['rules'];
	/** The decision that is put to the vote now. */
	asked: typeof ballots.$inferSelect.kind | null;
	ownVote: VoteChoice | null;
	actions: ('withdraw' | 'vote')[];
};

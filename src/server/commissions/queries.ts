import { and, asc, desc, eq, inArray, isNull, lte, or } from 'drizzle-orm';
import { dayOf, type Day } from '#domain/calendar.ts';
import { openMeeting } from '#domain/commissions/meeting.ts';
import { meetingWorkflow } from '#domain/commissions/meeting.workflow.ts';
import type { Minutes } from '#domain/commissions/sheet.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { candidacies } from '../demands/tables.ts';
import { dwellings } from '../dwellings/tables.ts';
import { households } from '../households/tables.ts';
import { communes } from '../organisms/tables.ts';
import type { Staff } from '../platform/actor.ts';
import { readSensitive } from '../platform/audit.ts';
import type { Context, Tx } from '../platform/context.ts';
import { rights } from '../platform/rights.ts';
import { isAllowed } from '../platform/trpc.ts';
import { asActor, type Unit } from '../platform/unit.ts';
import { legs, proposals } from '../proposals/tables.ts';
import { readCases } from './case-views.ts';
import { readMinutes } from './minutes.ts';
import { readMembersOf } from './placed-cases.ts';
import { readCommitteeRules, readPresences, type MeetingRow } from './store.ts';
import { agendaItems, decisions, meetings } from './tables.ts';

type StaffContext = Context & { actor: Staff };

const ended = ['signed', 'cancelled'] as const;
/** How many past meetings the list shows. */
const shownPast = 30;

/** The meetings of the organism: those to come by date, then the last ones held. */
export const listMeetings = (ctx: StaffContext) =>
	asActor(ctx.deps, ctx.actor, async ({ tx, now }) => {
		const { organismId } = ctx.actor;
		const columns = {
			id: meetings.id,
			heldOn: meetings.heldOn,
			startsAt: meetings.startsAt,
			place: meetings.place,
			state: meetings.state,
			minutesNumber: meetings.minutesNumber,
			cases: tx.$count(agendaItems, eq(agendaItems.meetingId, meetings.id)),
			decided: tx.$count(decisions, eq(decisions.meetingId, meetings.id))
		};
		const own = eq(meetings.organismId, organismId);
		const rules = await readCommitteeRules(tx, organismId);
		return {
			now,
			today: dayOf(now),
			quorum: rules.quorum,
			upcoming: await tx
				.select(columns)
				.from(meetings)
				.where(and(own, inArray(meetings.state, ['planned', 'convened', 'open', 'closed'])))
				.orderBy(asc(meetings.heldOn), asc(meetings.startsAt)),
			past: await tx
				.select(columns)
				.from(meetings)
				.where(and(own, inArray(meetings.state, [...ended])))
				.orderBy(desc(meetings.heldOn), desc(meetings.startsAt))
				.limit(shownPast),
			/** Files complete and on no agenda. */
			ready: await tx.$count(
				candidacies,
				and(eq(candidacies.organismId, organismId), eq(candidacies.state, 'fileComplete'))
			),
			actions: (['plan'] as const).filter(() => isAllowed(rights['commissions.plan']!, ctx.actor))
		};
	});

/** One meeting: agenda, presences, decisions, and what may be done now. */
export const getMeeting = (
	ctx: StaffContext,
	input: { meetingId: string }
): Promise<Result<Awaited<ReturnType<typeof viewOf>>, 'MEETING_NOT_FOUND'>> =>
	asActor(ctx.deps, ctx.actor, async (unit) => {
		const row = await readOwn(unit.tx, ctx.actor, input.meetingId);
		return row ? ok(await viewOf(unit, ctx.actor, row)) : err('MEETING_NOT_FOUND');
	});

/** The minutes of a meeting: a draft, or what was signed. */
export const getMinutes = (
	ctx: StaffContext,
	input: { meetingId: string }
): Promise<Result<{ state: MeetingRow['state']; minutes: Minutes }, 'MEETING_NOT_FOUND'>> =>
	asActor(ctx.deps, ctx.actor, async (unit) => {
		const { tx } = unit;
		const row = await readOwn(tx, ctx.actor, input.meetingId);
		if (!row) return err('MEETING_NOT_FOUND');
		const decided = await tx
			.select({ householdId: candidacies.householdId })
			.from(decisions)
			.innerJoin(candidacies, eq(candidacies.id, decisions.candidacyId))
			.where(eq(decisions.meetingId, row.id));
		for (const { householdId } of decided) readSensitive(unit, 'commission', householdId);
		return ok({ state: row.state, minutes: await readMinutes(tx, row) });
	});

async function readOwn(tx: Tx, actor: Staff, meetingId: string): Promise<MeetingRow | null> {
	const [row] = await tx
		.select()
		.from(meetings)
		.where(and(eq(meetings.id, meetingId), eq(meetings.organismId, actor.organismId)));
	return row ?? null;
}

async function viewOf(unit: Unit, actor: Staff, meeting: MeetingRow) {
	const { tx, now } = unit;
	const today = dayOf(now);
	const rules = await readCommitteeRules(tx, actor.organismId);
	const { sitting, aside } = await readMembersOf(tx, meeting);
	const presences = await readPresences(tx, meeting.id);
	const presentIds = presences.map((one) => one.memberId);
	const members = sitting
		.filter((member) => member.isActive || presentIds.includes(member.id))
		.map(({ isActive: _, ...member }) => ({
			...member,
			isPresent: presentIds.includes(member.id),
			representedBy: presences.find((one) => one.memberId === member.id)?.representedBy ?? null
		}));
	const present = members.filter((member) => member.isPresent);
	const president = present.find((member) => member.isVoting);
	// What stands in the way of opening, told before anybody tries; the president is chosen when it opens.
	const opening = president && openMeeting(meeting, sitting, presentIds, president.id, rules, today);
	return {
		now,
		today,
		id: meeting.id,
		heldOn: meeting.heldOn,
		startsAt: meeting.startsAt,
		place: meeting.place,
		state: meeting.state,
		minutesNumber: meeting.minutesNumber,
		convenedAt: meeting.convenedAt,
		/** The quorum of the meeting once it is open, that of the organism before. */
		quorum: meeting.quorum ?? rules.quorum,
		allowsExchangeAlone: rules.allowsExchangeAlone,
		presidentId: meeting.presidentId,
		president: [...sitting, ...aside].find((member) => member.id === meeting.presidentId)?.name ?? null,
		votingPresent: present.filter((member) => member.isVoting).length,
		canOpen: opening?.ok ?? false,
		members,
		/** Mayors who sit in the commission, and for no case of this agenda. */
		mayorsAside: aside
			.filter(({ isActive }) => isActive)
			.map(({ id, name, communeName }) => ({ id, name, communeName })),
		cases: await readCases(unit, meeting, today),
		ready: meeting.state === 'planned' ? await readReady(tx, actor.organismId, meeting.heldOn) : [],
		actions: meetingActions(actor, meeting)
	};
}

const procedures = {
	convene: 'commissions.convene',
	cancel: 'commissions.cancel',
	setAgenda: 'commissions.putOnAgenda',
	recordAttendance: 'commissions.recordAttendance',
	open: 'commissions.open',
	decide: 'commissions.decide',
	close: 'commissions.close',
	sign: 'commissions.sign'
} as const;
type MeetingViewAction = keyof typeof procedures;

function meetingActions(actor: Staff, { state }: MeetingRow): MeetingViewAction[] {
	const steps: MeetingViewAction[] = [...meetingWorkflow.actionsFrom(state)];
	const possible: MeetingViewAction[] = [
		...steps,
		...(state === 'planned' ? (['setAgenda'] as const) : []),
		...(['planned', 'convened', 'open'].includes(state) ? (['recordAttendance'] as const) : []),
		...(state === 'open' ? (['decide'] as const) : [])
	];
	return possible.filter((action) => isAllowed(rights[procedures[action]]!, actor));
}

/** Complete files that may be put on the agenda of a meeting of this day. */
const readReady = (tx: Tx, organismId: string, heldOn: Day) =>
	tx
		.select({
			candidacyId: candidacies.id,
			legId: candidacies.legId,
			reference: proposals.reference,
			household: households.name,
			commune: communes.name,
			rooms: dwellings.rooms
		})
		.from(candidacies)
		.innerJoin(legs, eq(legs.id, candidacies.legId))
		.innerJoin(proposals, eq(proposals.id, legs.proposalId))
		.innerJoin(dwellings, eq(dwellings.id, candidacies.dwellingId))
		.innerJoin(communes, eq(communes.insee, dwellings.commune))
		.leftJoin(households, eq(households.id, candidacies.householdId))
		.where(
			and(
				eq(candidacies.organismId, organismId),
				eq(candidacies.state, 'fileComplete'),
				or(isNull(candidacies.postponedTo), lte(candidacies.postponedTo, heldOn))
			)
		)
		.orderBy(asc(proposals.reference));

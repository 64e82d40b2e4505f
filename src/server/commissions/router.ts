import {
	agendaInput,
	askVoteInput,
	attendanceInput,
	caseInput,
	decideInput,
	meetingInput,
	moveOnAgendaInput,
	openMeetingInput,
	planMeetingInput,
	voteInput
} from '#domain/commissions/meeting.input.ts';
import { organismProcedure, router, unwrap } from '../platform/trpc.ts';
import { askVote, giveVote, withdrawFromCase } from './act-in-session.ts';
import { decideCase } from './decide-case.ts';
import { closeMeeting, openMeeting, recordAttendance } from './hold-meeting.ts';
import { signMinutes } from './minutes.ts';
import { cancelMeeting, conveneMeeting, planMeeting } from './plan-meeting.ts';
import { getMeeting, getMinutes, listMeetings } from './queries.ts';
import { getSessionMinutes } from './session-minutes.ts';
import { getSession, getSessionCase, listSessions } from './sessions.ts';
import { moveOnAgenda, putOnAgenda, takeOffAgenda } from './set-agenda.ts';

/** The commission d'attribution of an organism: meetings, agendas, decisions, minutes. */
export const commissionRouter = router({
	list: organismProcedure.query(({ ctx }) => listMeetings(ctx)),
	meeting: organismProcedure.input(meetingInput).query(async ({ ctx, input }) => unwrap(await getMeeting(ctx, input))),
	minutes: organismProcedure.input(meetingInput).query(async ({ ctx, input }) => unwrap(await getMinutes(ctx, input))),
	plan: organismProcedure
		.input(planMeetingInput)
		.mutation(async ({ ctx, input }) => unwrap(await planMeeting(ctx, input))),
	putOnAgenda: organismProcedure
		.input(agendaInput)
		.mutation(async ({ ctx, input }) => unwrap(await putOnAgenda(ctx, input))),
	takeOffAgenda: organismProcedure
		.input(agendaInput)
		.mutation(async ({ ctx, input }) => unwrap(await takeOffAgenda(ctx, input))),
	moveOnAgenda: organismProcedure
		.input(moveOnAgendaInput)
		.mutation(async ({ ctx, input }) => unwrap(await moveOnAgenda(ctx, input))),
	convene: organismProcedure
		.input(meetingInput)
		.mutation(async ({ ctx, input }) => unwrap(await conveneMeeting(ctx, input))),
	cancel: organismProcedure
		.input(meetingInput)
		.mutation(async ({ ctx, input }) => unwrap(await cancelMeeting(ctx, input))),
	recordAttendance: organismProcedure
		.input(attendanceInput)
		.mutation(async ({ ctx, input }) => unwrap(await recordAttendance(ctx, input))),
	open: organismProcedure
		.input(openMeetingInput)
		.mutation(async ({ ctx, input }) => unwrap(await openMeeting(ctx, input))),
	decide: organismProcedure.input(decideInput).mutation(async ({ ctx, input }) => unwrap(await decideCase(ctx, input))),
	askVote: organismProcedure.input(askVoteInput).mutation(async ({ ctx, input }) => unwrap(await askVote(ctx, input))),
	close: organismProcedure
		.input(meetingInput)
		.mutation(async ({ ctx, input }) => unwrap(await closeMeeting(ctx, input))),
	sign: organismProcedure.input(meetingInput).mutation(async ({ ctx, input }) => unwrap(await signMinutes(ctx, input))),

	// For who sits in the commission.
	sessions: organismProcedure.query(({ ctx }) => listSessions(ctx)),
	session: organismProcedure.input(meetingInput).query(async ({ ctx, input }) => unwrap(await getSession(ctx, input))),
	sessionCase: organismProcedure
		.input(caseInput)
		.query(async ({ ctx, input }) => unwrap(await getSessionCase(ctx, input))),
	sessionMinutes: organismProcedure
		.input(meetingInput)
		.query(async ({ ctx, input }) => unwrap(await getSessionMinutes(ctx, input))),
	withdraw: organismProcedure
		.input(caseInput)
		.mutation(async ({ ctx, input }) => unwrap(await withdrawFromCase(ctx, input))),
	vote: organismProcedure.input(voteInput).mutation(async ({ ctx, input }) => unwrap(await giveVote(ctx, input)))
});

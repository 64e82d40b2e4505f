import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { sittingStates } from '#domain/commissions/meeting.workflow.ts';
import { candidacies } from '../demands/tables.ts';
import { agendaItems, meetings } from './tables.ts';

/** Of a candidacy that a query reads: whether a commission of this organism has it before it. */
export const isBeforeCommission = (organismId: string): SQL => sql`exists (
	select from ${agendaItems} join ${meetings} on ${eq(meetings.id, agendaItems.meetingId)}
	where ${and(
		eq(agendaItems.candidacyId, candidacies.id),
		eq(meetings.organismId, organismId),
		inArray(meetings.state, [...sittingStates])
	)})`;

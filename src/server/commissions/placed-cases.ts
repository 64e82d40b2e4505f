import { asc, eq, inArray } from 'drizzle-orm';
import { sitsForSome } from '#domain/commissions/member.ts';
import { candidacies } from '../demands/tables.ts';
import { dwellings } from '../dwellings/tables.ts';
import type { Tx } from '../platform/context.ts';
import { readMembers, type MeetingRow, type MemberRow } from './store.ts';
import { agendaItems } from './tables.ts';

/** A case of an agenda, with the INSEE code of the commune of its dwelling. */
export type PlacedCase = { meetingId: string; candidacyId: string; position: number; commune: string };

/** The cases of some meetings, in the order of their agendas. Members of a commission see no dwelling: never read as one. */
export const readPlacedCases = (tx: Tx, meetingIds: readonly string[]): Promise<PlacedCase[]> =>
	tx
		.select({
			meetingId: agendaItems.meetingId,
			candidacyId: agendaItems.candidacyId,
			position: agendaItems.position,
			commune: dwellings.commune
		})
		.from(agendaItems)
		.innerJoin(candidacies, eq(candidacies.id, agendaItems.candidacyId))
		.innerJoin(dwellings, eq(dwellings.id, candidacies.dwellingId))
		.where(inArray(agendaItems.meetingId, [...meetingIds]))
		.orderBy(asc(agendaItems.position));

/** Everyone of a commission, also who sat in the past: with a case in the meeting or, neither present nor absent, aside. */
export async function readMembersOf(
	tx: Tx,
	{ id, organismId }: MeetingRow
): Promise<{ sitting: MemberRow[]; aside: MemberRow[] }> {
	const members = await readMembers(tx, organismId);
	const places = (await readPlacedCases(tx, [id])).map(({ commune }) => commune);
	const sitting = members.filter((member) => sitsForSome(member, places));
	return { sitting, aside: members.filter((member) => !sitting.includes(member)) };
}

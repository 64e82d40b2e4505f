/** A chain as an organism sees it: its own leg in full, the others by organism, state and dates, never their people. */
import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import type { Day } from '#domain/calendar.ts';
import { typologieOf } from '#domain/dwellings/dwelling.ts';
import { inOrder } from '#domain/proposals/stages.ts';
import { agendaItems, meetings } from '../commissions/tables.ts';
import { dwellings } from '../dwellings/tables.ts';
import { communes, organisms } from '../organisms/tables.ts';
import { asSystem, type Unit } from '../platform/unit.ts';
import { legs } from '../proposals/tables.ts';
import { candidacies } from './tables.ts';

export type HomeInShort = { typologie: string; area: number; commune: string };

/** The legs of a chain in the order it is told, the given one first when it is a ring. */
export async function readChain(unit: Unit, proposalId: string, legId: string, organismId: string) {
	const { tx } = unit;
	const rows = await tx.select().from(legs).where(eq(legs.proposalId, proposalId)).orderBy(asc(legs.position));
	const dwellingIds = rows.flatMap((leg) => [leg.currentDwellingId, leg.targetDwellingId]);
	const sheets = await tx
		.select({ id: dwellings.id, rooms: dwellings.rooms, area: dwellings.area, commune: communes.name })
		.from(dwellings)
		.innerJoin(communes, eq(communes.insee, dwellings.commune))
		.where(inArray(dwellings.id, dwellingIds));
	const names = await tx
		.select({ id: organisms.id, name: organisms.name })
		.from(organisms)
		.where(
			inArray(
				organisms.id,
				rows.flatMap((leg) => [leg.homeOrganismId, leg.targetOrganismId])
			)
		);
	const days = await meetingDays(
		unit,
		rows.map((leg) => leg.id)
	);
	const nameOf = (id: string) => names.find((one) => one.id === id)!.name;
	const homeOf = (id: string): HomeInShort => {
		const { rooms, area, commune } = sheets.find((one) => one.id === id)!;
		return { typologie: typologieOf(rooms), area, commune };
	};
	return inOrder(rows, legId).map((leg) => ({
		/** Only of the legs that lead into a dwelling of the organism. */
		legId: leg.targetOrganismId === organismId ? leg.id : null,
		number: leg.position + 1,
		isThis: leg.id === legId,
		state: leg.state,
		/** Where the household lives, and where it would go. */
		from: { organism: nameOf(leg.homeOrganismId), ...homeOf(leg.currentDwellingId) },
		to: { organism: nameOf(leg.targetOrganismId), ...homeOf(leg.targetDwellingId) },
		/** Nobody lives in the target: the organism shows it, and the chain is a line. */
		isVacant: !rows.some((other) => other.currentDwellingId === leg.targetDwellingId),
		meetingOn: days.get(leg.id) ?? null
	}));
}

/**
 * The day each leg goes, or went, before its commission. Meetings of the other organisms are theirs alone; of theirs
 * only this day is told, so that commissions may sit in the same weeks.
 */
const meetingDays = (unit: Unit, legIds: string[]): Promise<Map<string, Day>> =>
	asSystem(unit, async ({ tx }) => {
		const rows = await tx
			.select({ legId: candidacies.legId, heldOn: meetings.heldOn })
			.from(agendaItems)
			.innerJoin(candidacies, eq(candidacies.id, agendaItems.candidacyId))
			.innerJoin(meetings, eq(meetings.id, agendaItems.meetingId))
			.where(and(inArray(candidacies.legId, legIds), ne(meetings.state, 'cancelled')))
			.orderBy(asc(meetings.heldOn));
		// A postponed case is on several agendas: the last one counts.
		return new Map(rows.map(({ legId, heldOn }) => [legId, heldOn]));
	});

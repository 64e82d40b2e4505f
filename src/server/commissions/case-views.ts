/** The cases of a meeting as its secretary has them. */
import { and, asc, eq, sql } from 'drizzle-orm';
import type { CostComparison } from '#domain/affordability/cost.ts';
import type { Day } from '#domain/calendar.ts';
import type { SelfGiven } from '#domain/commissions/ballot.ts';
import type { DecisionKind, DecisionMotive, FewerThanThreeReason } from '#domain/commissions/decision.ts';
import type { CaseSheet } from '#domain/commissions/sheet.ts';
import { waivableRules } from '#domain/demands/file.ts';
import { typologieOf } from '#domain/dwellings/dwelling.ts';
import type { Explained } from '#domain/eligibility/explain.ts';
import { candidacies, demands } from '../demands/tables.ts';
import { dwellingAddresses, dwellings } from '../dwellings/tables.ts';
import { mayReadHousehold } from '../households/may-read.ts';
import { households } from '../households/tables.ts';
import { communes } from '../organisms/tables.ts';
import { readSensitive } from '../platform/audit.ts';
import type { Unit } from '../platform/unit.ts';
import { legs, proposals } from '../proposals/tables.ts';
import { readSheet } from './case-sheet.ts';
import { readSelfGiven } from './self-given.ts';
import type { MeetingRow } from './store.ts';
import { agendaItems, decisions } from './tables.ts';

export type CaseView = {
	candidacyId: string;
	legId: string;
	position: number;
	reference: string;
	/** Null when the household may no longer be read. */
	household: string | null;
	uniqueNumber: string;
	/** With the commune by its name and by its INSEE code. */
	dwelling: { reference: string; typologie: string; area: number; commune: string; insee: string };
	/** Decided here, waiting for the decision, or closed by the end of its chain before any. */
	status: 'undecided' | 'decided' | 'chainEnded';
	/** How many other dwellings stand or fall with this one. */
	dependants: number;
	/** Demands examined for the same dwelling on this agenda. */
	candidates: number;
	decision: {
		kind: DecisionKind;
		motives: DecisionMotive[];
		rank: number | null;
		conditionDueOn: Day | null;
		postponedTo: Day | null;
	} | null;
	/** What the commission has before it: as it was when decided, as it reads now before. */
	sheet: CaseSheet | null;
	/** The cost line by line and the organism's reference of effort, while the case is to be decided. */
	cost: (CostComparison & { landmark: number }) | null;
	results: Explained[];
	waivable: string[];
	/** Exceptions to the three candidates that this case may call upon. */
	reasons: FewerThanThreeReason[];
	/** What members did themselves: withdrawn, asked to vote, voted. */
	selfGiven: SelfGiven;
};

/** The cases of a meeting in the order of its agenda, each reading noted for its household. */
export async function readCases(unit: Unit, meeting: MeetingRow, today: Day): Promise<CaseView[]> {
	const { tx } = unit;
	const rows = await tx
		.select({
			position: agendaItems.position,
			candidacy: candidacies,
			decision: decisions,
			uniqueNumber: demands.uniqueNumber,
			household: households.name,
			reference: proposals.reference,
			dependants: sql<number>`(select count(*)::int - 1 from ${legs} other where other.proposal_id = ${proposals.id})`,
			dwellingReference: dwellingAddresses.reference,
			rooms: dwellings.rooms,
			area: dwellings.area,
			commune: communes.name,
			insee: communes.insee
		})
		.from(agendaItems)
		.innerJoin(candidacies, eq(candidacies.id, agendaItems.candidacyId))
		.innerJoin(demands, eq(demands.id, candidacies.demandId))
		.innerJoin(legs, eq(legs.id, candidacies.legId))
		.innerJoin(proposals, eq(proposals.id, legs.proposalId))
		.innerJoin(dwellings, eq(dwellings.id, candidacies.dwellingId))
		.innerJoin(communes, eq(communes.insee, dwellings.commune))
		.leftJoin(dwellingAddresses, eq(dwellingAddresses.dwellingId, dwellings.id))
		.leftJoin(households, and(eq(households.id, candidacies.householdId), mayReadHousehold(meeting.organismId)))
		.leftJoin(
			decisions,
			and(eq(decisions.meetingId, agendaItems.meetingId), eq(decisions.candidacyId, agendaItems.candidacyId))
		)
		.where(eq(agendaItems.meetingId, meeting.id))
		.orderBy(asc(agendaItems.position));
	const selfGivenOn = await readSelfGiven(tx, meeting.id);
	const cases: CaseView[] = [];
	for (const { candidacy, decision, rooms, area, commune, insee, dwellingReference, ...row } of rows) {
		const isUndecided = !decision && candidacy.state === 'onAgenda';
		const read = isUndecided ? await readSheet(unit, candidacy, today) : null;
		if (read || decision) readSensitive(unit, 'commission', candidacy.householdId);
		cases.push({
			...row,
			candidacyId: candidacy.id,
			legId: candidacy.legId,
			dwelling: { reference: dwellingReference ?? '', typologie: typologieOf(rooms), area, commune, insee },
			status: decision ? 'decided' : isUndecided ? 'undecided' : 'chainEnded',
			candidates: rows.filter((other) => other.candidacy.dwellingId === candidacy.dwellingId).length,
			decision: decision && {
				kind: decision.kind,
				motives: decision.motives,
				rank: decision.rank,
				conditionDueOn: decision.conditionDueOn,
				postponedTo: decision.postponedTo
			},
			sheet: decision?.sheet ?? read?.sheet ?? null,
			cost: read && { ...read.cost, landmark: read.landmark },
			results: read?.results ?? [],
			waivable: read ? waivableRules(read.results) : [],
			reasons: read?.reasons ?? [],
			selfGiven: selfGivenOn(candidacy.id)
		});
	}
	return cases;
}

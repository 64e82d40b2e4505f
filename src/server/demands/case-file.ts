/** The file of a leg as the organism that instructs it may read it, and what the rules and the cost say of it today. */
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { CostComparison } from '#domain/affordability/cost.ts';
import type { Day } from '#domain/calendar.ts';
import type { AskedDocument } from '#domain/documents/document.ts';
import { asFiled } from '#domain/demands/file.ts';
import type { Dwelling } from '#domain/dwellings/dwelling.ts';
import { compileRuleSet, type CompiledRuleSet } from '#domain/eligibility/compile.ts';
import type { Explanation } from '#domain/eligibility/explain.ts';
import type { Household } from '#domain/households/household.ts';
import { assessMove } from '#domain/matching/compatibility/assessment.ts';
import { dwellingOf } from '../dwellings/dwelling-of.ts';
import { dwellings, leases } from '../dwellings/tables.ts';
import { householdOf } from '../households/household-of.ts';
import { mayReadHousehold } from '../households/may-read.ts';
import { households, persons } from '../households/tables.ts';
import { loadRuleSet } from '../organisms/rule-set.ts';
import type { Tx } from '../platform/context.ts';
import type { Unit } from '../platform/unit.ts';
import { legs, proposals } from '../proposals/tables.ts';

export type LegRow = typeof legs.$inferSelect;

export type CaseFile = {
	territoryId: string;
	name: string;
	household: Household;
	/** First and last names, in the order of the lease. */
	people: { firstName: string; lastName: string }[];
	current: Dwelling;
	target: Dwelling;
	/** The household that lives in the target and would take the home of the first: an exchange of two, one landlord. */
	counterpart: { household: Household; current: Dwelling } | null;
};

/**
 * Reads the file; null when the household is not, or no longer, to be read by who asks.
 *
 * @param organismId the organism that asks; null for the exchange itself, when a run or a commission is prepared.
 */
export async function readCaseFile(
	unit: Pick<Unit, 'tx' | 'deps'>,
	leg: LegRow,
	organismId: string | null
): Promise<CaseFile | null> {
	const { tx } = unit;
	const [proposal] = await tx
		.select({ territoryId: proposals.territoryId, kind: proposals.kind })
		.from(proposals)
		.where(eq(proposals.id, leg.proposalId));
	const own = await readHousehold(unit, leg.householdId, organismId);
	const homes = await tx
		.select()
		.from(dwellings)
		.where(inArray(dwellings.id, [leg.currentDwellingId, leg.targetDwellingId]));
	const current = homes.find((home) => home.id === leg.currentDwellingId);
	const target = homes.find((home) => home.id === leg.targetDwellingId);
	if (!proposal || !own || !current || !target) return null;
	const others = await tx.select().from(legs).where(eq(legs.proposalId, leg.proposalId));
	const other = others.find((one) => one.id !== leg.id);
	const isDirect = proposal.kind === 'cycle' && others.length === 2 && leg.homeOrganismId === leg.targetOrganismId;
	const facing = isDirect && other ? await readHousehold(unit, other.householdId, organismId) : null;
	return {
		territoryId: proposal.territoryId,
		...own,
		current: dwellingOf(current),
		target: dwellingOf(target),
		counterpart: facing && { household: facing.household, current: dwellingOf(target) }
	};
}

async function readHousehold(
	{ tx, deps }: Pick<Unit, 'tx' | 'deps'>,
	householdId: string,
	organismId: string | null
): Promise<Pick<CaseFile, 'name' | 'household' | 'people'> | null> {
	const isReadable = organismId === null ? undefined : mayReadHousehold(organismId);
	const [row] = await tx
		.select()
		.from(households)
		.where(and(eq(households.id, householdId), isReadable));
	const people = await tx.select().from(persons).where(eq(persons.householdId, householdId)).orderBy(persons.position);
	const [lease] = await tx
		.select()
		.from(leases)
		.where(and(eq(leases.householdId, householdId), isNull(leases.endsOn)));
	if (!row || !lease) return null;
	return {
		name: row.name,
		household: householdOf(deps.config, row, people, lease),
		people: people.map(({ firstName, lastName }) => ({ firstName, lastName }))
	};
}

export type Assessment = { explanation: Explanation; cost: CostComparison };

/**
 * What the rules and the cost say of a file on a day. With the documents of the candidacy, the file is read as the
 * commission would read it.
 */
export async function assess(
	tx: Tx,
	file: CaseFile,
	on: Day,
	documents: readonly AskedDocument[] | null
): Promise<Assessment> {
	const rules = await loadRuleSet(tx, file.territoryId, on);
	return documents
		? assessUnder(compileRuleSet(rules, on, 'cal'), withDocuments(file, documents, on))
		: assessUnder(compileRuleSet(rules, on, 'matching'), file);
}

/** The file as the commission reads it on a day: its documents are the proof that rules ask for. */
export const withDocuments = (file: CaseFile, documents: readonly AskedDocument[], on: Day): CaseFile => ({
	...file,
	household: asFiled(file.household, documents, on)
});

/**
 * What they say under other rules than those of the day, such as the ones a proposal was made with: the file as it is
 * known now, read again with them.
 */
export function assessUnder(
	compiled: CompiledRuleSet,
	{ household, current, target, counterpart }: CaseFile
): Assessment {
	// What the household wishes is no matter of the organism's: the file is read without its need.
	const { verdicts, cost } = assessMove(
		{ household, current, need: null },
		target,
		compiled,
		counterpart && { ...counterpart, need: null }
	);
	return { explanation: verdicts, cost };
}

import { and, asc, desc, eq, gte } from 'drizzle-orm';
import type { CostComparison } from '#domain/affordability/cost.ts';
import { ageAt, dayOf, type Day } from '#domain/calendar.ts';
import type { AskedDocument } from '#domain/documents/document.ts';
import { stageOf } from '#domain/demands/file-stage.ts';
import type { FileRules } from '#domain/demands/file.input.ts';
import { withoutAmountOwed } from '#domain/demands/rent-account.ts';
import { strikeOffFrom } from '#domain/demands/strike-off.ts';
import { compileRuleSet } from '#domain/eligibility/compile.ts';
import type { Explanation } from '#domain/eligibility/explain.ts';
import type { Household } from '#domain/households/household.ts';
import { sharedFileStates } from '#domain/proposals/leg.workflow.ts';
import { unpublishedProposalStates } from '#domain/proposals/proposal.workflow.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { accounts } from '../accounts/tables.ts';
import { decisions, meetings } from '../commissions/tables.ts';
import { documentsOfFile } from '../documents/documents-of-file.ts';
import { publicSheet } from '../dwellings/public-sheet.ts';
import { dwellingAddresses, dwellings, estates } from '../dwellings/tables.ts';
import { readCriteria } from '../households/check-criterion.ts';
import { persons } from '../households/tables.ts';
import { findRuleSet, loadRuleSet } from '../organisms/rule-set.ts';
import { communes, organisms } from '../organisms/tables.ts';
import type { Staff } from '../platform/actor.ts';
import { readSensitive } from '../platform/audit.ts';
import type { Context, Tx } from '../platform/context.ts';
import { asActor, type Unit } from '../platform/unit.ts';
import { legAssessments, legs, opinions, proposals, visits } from '../proposals/tables.ts';
import { assess, assessUnder, readCaseFile, type CaseFile, type LegRow, withDocuments } from './case-file.ts';
import { readChain } from './chain-view.ts';
import { fileActions } from './file-actions.ts';
import { candidacies, demands } from './tables.ts';
import { organismRulesOf } from '#domain/eligibility/settings.ts';

type StaffContext = Context & { actor: Staff };

/** The whole file of a leg, as one of its two organisms may read it, with what may be done now. */
export const getFile = (
	ctx: StaffContext,
	input: { legId: string; rules: FileRules }
): Promise<Result<Awaited<ReturnType<typeof viewOf>>, 'FILE_NOT_FOUND'>> =>
	asActor(ctx.deps, ctx.actor, async (unit) => {
		const [row] = await unit.tx
			.select({ leg: legs, proposal: proposals })
			.from(legs)
			.innerJoin(proposals, eq(proposals.id, legs.proposalId))
			.where(eq(legs.id, input.legId));
		const { organismId } = ctx.actor;
		if (!row || ![row.leg.homeOrganismId, row.leg.targetOrganismId].includes(organismId)) return err('FILE_NOT_FOUND');
		// A chain that is only found is the coordinator's alone.
		if (unpublishedProposalStates.includes(row.proposal.state)) return err('FILE_NOT_FOUND');
		return ok(await viewOf(unit, ctx.actor, row.leg, row.proposal, input.rules));
	});

async function viewOf(
	unit: Unit,
	actor: Staff,
	leg: LegRow,
	proposal: typeof proposals.$inferSelect,
	rules: FileRules
) {
	const { tx, now } = unit;
	const today = dayOf(now);
	const [candidacy] = await tx
		.select()
		.from(candidacies)
		.where(and(eq(candidacies.legId, leg.id), eq(candidacies.organismId, actor.organismId)));
	const [demand] = await tx
		.select()
		.from(demands)
		.where(and(eq(demands.legId, leg.id), eq(demands.organismId, actor.organismId)));
	const [visit] = await tx.select().from(visits).where(eq(visits.legId, leg.id));
	const vacantVisit = visit && !visit.hostHouseholdId ? visit : null;
	const isArriving = leg.targetOrganismId === actor.organismId;
	const file = await readCaseFile(unit, leg, actor.organismId);
	if (file) readSensitive(unit, isArriving ? 'instruction' : 'followUp', leg.householdId);
	const chain = await readChain(unit, proposal.id, leg.id, actor.organismId);
	const target = await readDwelling(tx, leg.targetDwellingId, actor.organismId);
	return {
		now,
		today,
		legId: leg.id,
		number: leg.position + 1,
		reference: proposal.reference,
		proposalId: proposal.id,
		path: proposal.path,
		proposalState: proposal.state,
		legState: leg.state,
		dueAt: proposal.dueAt,
		signingDay: proposal.signingDay,
		brokenReason: proposal.brokenReason,
		isArriving,
		stage: isArriving ? stageOf(proposal.state, leg.state, candidacy?.state ?? null) : null,
		household: file && (await householdView(tx, file, leg, actor, today)),
		current: await readDwelling(tx, leg.currentDwellingId, actor.organismId),
		target,
		assessment: await readAssessment(tx, actor, leg, file, {
			rules,
			territoryId: proposal.territoryId,
			today,
			documents: candidacy?.documents ?? null,
			decided: candidacy ? await readLastDecision(tx, candidacy.id) : null
		}),
		/** The rules asked for; those of a commission may no longer compute, the book having changed. */
		askedRules: rules,
		landmark: organismRulesOf(await loadRuleSet(tx, proposal.territoryId, today), leg.targetOrganismId).effortRateMax,
		opinion: await readOpinion(tx, leg.id, actor.organismId),
		candidacy: candidacy
			? {
					...(await documentsOfFile(unit, actor, candidacy, file?.household ?? null)),
					id: candidacy.id,
					state: candidacy.state,
					postponedTo: candidacy.postponedTo,
					offerSentAt: candidacy.offerSentAt,
					offerDueAt: candidacy.offerDueAt,
					answeredAt: candidacy.answeredAt
				}
			: null,
		demand: demand
			? {
					uniqueNumber: demand.uniqueNumber,
					firstDepositedOn: demand.firstDepositedOn,
					state: demand.state,
					openedAt: demand.openedAt,
					warnedOn: demand.warnedOn,
					strikeOffFrom: demand.warnedOn && strikeOffFrom(demand.warnedOn)
				}
			: null,
		decisions: candidacy ? await readDecisions(tx, candidacy.id) : [],
		meetings: isArriving ? await readPlannedMeetings(tx, actor.organismId, today) : [],
		visit: vacantVisit && {
			plannedFor: vacantVisit.plannedFor,
			proposedBy: vacantVisit.proposedBy,
			agreedAt: vacantVisit.agreedAt,
			doneAt: vacantVisit.doneAt
		},
		chain,
		/** How many other dwellings stand or fall with this one. */
		dependants: chain.length - 1,
		actions: isArriving
			? fileActions(actor, {
					today,
					now,
					proposal,
					leg,
					legStates: chain.map((one) => one.state),
					candidacy: candidacy ?? null,
					demand: demand ?? null,
					visit: vacantVisit,
					isDecent: target.isDecent,
					demandValidUntil: file?.household.uniqueNumber?.validUntil ?? null
				})
			: []
	};
}

/** A household as its file shows it. Another organism is told whether there is a rent debt, never how much. */
async function householdView(tx: Tx, { name, household }: CaseFile, leg: LegRow, actor: Staff, today: Day) {
	const people = await tx
		.select()
		.from(persons)
		.where(eq(persons.householdId, leg.householdId))
		.orderBy(asc(persons.position));
	const { lease } = household;
	return {
		id: household.id,
		name,
		people: people.map((person) => ({
			name: `${person.firstName} ${person.lastName}`,
			age: ageAt(person.birthDate, today),
			role: person.role,
			custody: person.custody
		})),
		isCouple: household.isCouple,
		uniqueNumber: household.uniqueNumber,
		hasDalo: household.hasDalo,
		// Known to two named referents only; the same words for everyone else.
		priorityGroups: (household.priorityGroups ?? []).filter((group) => group !== 'confidential'),
		localCriteria: await readCriteria(tx, actor, household.localCriteria, today),
		accessNeeds: household.accessNeeds,
		referenceTaxIncomes: household.referenceTaxIncomes,
		monthlyResources: household.monthlyResources,
		account: accountOf(household),
		arrears: leg.homeOrganismId === actor.organismId ? household.arrears : null,
		lease: {
			since: lease.since,
			kind: lease.kind,
			principalRent: lease.principalRent,
			annexRent: lease.annexRent,
			charges: lease.charges
		}
	};
}

const accountOf = ({ arrears }: Household): 'unknown' | 'clear' | 'planRespected' | 'debt' => {
	if (!arrears) return 'unknown';
	if (arrears.value.amount <= 0) return 'clear';
	return arrears.value.plan === 'respected' ? 'planRespected' : 'debt';
};

async function readDwelling(tx: Tx, dwellingId: string, organismId: string) {
	const [row] = await tx
		.select({
			dwelling: dwellings,
			commune: communes.name,
			organism: organisms.name,
			estate: estates.name,
			address: dwellingAddresses
		})
		.from(dwellings)
		.innerJoin(communes, eq(communes.insee, dwellings.commune))
		.innerJoin(organisms, eq(organisms.id, dwellings.organismId))
		.innerJoin(estates, eq(estates.id, dwellings.estateId))
		.leftJoin(
			dwellingAddresses,
			and(eq(dwellingAddresses.dwellingId, dwellings.id), eq(dwellingAddresses.organismId, organismId))
		)
		.where(eq(dwellings.id, dwellingId));
	const { dwelling, address, estate } = row!;
	return {
		id: dwelling.id,
		...publicSheet(dwelling, row!),
		financing: dwelling.financing,
		isDecent: dwelling.isDecent,
		hasAplAgreement: dwelling.hasAplAgreement,
		reservation: dwelling.reservation,
		vacantFrom: dwelling.vacantFrom,
		recordedOn: dwelling.recordedOn,
		/** Of the organism's own dwellings only. */
		place: address && {
			reference: address.reference,
			estate,
			street: address.street,
			door: address.door,
			postalCode: address.postalCode
		}
	};
}

type Asked = {
	rules: FileRules;
	territoryId: string;
	today: Day;
	documents: readonly AskedDocument[] | null;
	decided: { rulesVersion: string; on: Day } | null;
};
type Read = {
	/** today, or the rules of the proposal or of the commission found again; kept: as they answered then, nothing is read again. */
	rules: FileRules | 'kept';
	/** Why the answers were kept and not read again: the file is closed to who asks, or the rules of then are no more. */
	keptBecause?: 'fileClosed' | 'bookChanged';
	explanation: Explanation;
	cost: CostComparison;
};

/**
 * Rules and cost of a file, with the rules of today, of its proposal or of the commission that decided. Once the household
 * can no longer be read, or the rules of then no longer computed, as they answered when it was matched.
 */
async function readAssessment(
	tx: Tx,
	actor: Staff,
	leg: LegRow,
	file: CaseFile | null,
	{ rules, territoryId, today, documents, decided }: Asked
): Promise<Read | null> {
	const isOwnTenant = leg.homeOrganismId === actor.organismId;
	const shown = (explanation: Explanation) => (isOwnTenant ? explanation : withoutDebt(explanation));
	if (file && decided && rules === 'commission') {
		const found = await findRuleSet(tx, territoryId, decided.rulesVersion, decided.on);
		if (found) {
			const filed = withDocuments(file, documents ?? [], decided.on);
			const { explanation, cost } = assessUnder(compileRuleSet(found, decided.on, 'cal'), filed);
			return { rules, cost, explanation: shown(explanation) };
		}
	}
	if (file && rules !== 'proposal') {
		const { explanation, cost } = await assess(tx, file, today, documents);
		return { rules: 'today', cost, explanation: shown(explanation) };
	}
	if (!isOwnTenant && !sharedFileStates.some((state) => state === leg.state)) return null;
	const [kept] = await tx.select().from(legAssessments).where(eq(legAssessments.legId, leg.id));
	if (!kept) return null;
	const on = dayOf(kept.computedAt);
	const found = file && (await findRuleSet(tx, territoryId, kept.rulesVersion, on));
	if (found) {
		const { explanation, cost } = assessUnder(compileRuleSet(found, on), file);
		return { rules: 'proposal', cost, explanation: shown(explanation) };
	}
	return {
		rules: 'kept',
		keptBecause: file ? 'bookChanged' : 'fileClosed',
		explanation: withoutDebt(kept.verdicts as Explanation),
		cost: kept.cost as CostComparison
	};
}

const withoutDebt = (explanation: Explanation): Explanation => ({
	...explanation,
	results: withoutAmountOwed(explanation.results)
});

async function readOpinion(tx: Tx, legId: string, organismId: string) {
	const [row] = await tx
		.select({
			kind: opinions.kind,
			reasons: opinions.reasons,
			givenAt: opinions.givenAt,
			firstName: accounts.firstName,
			lastName: accounts.lastName
		})
		.from(opinions)
		.leftJoin(accounts, eq(accounts.id, opinions.accountId))
		.where(and(eq(opinions.legId, legId), eq(opinions.organismId, organismId)));
	if (!row) return null;
	const { kind, reasons, givenAt, firstName, lastName } = row;
	return { kind, reasons, givenAt, by: [firstName, lastName].filter(Boolean).join(' ') };
}

const readDecisions = (tx: Tx, candidacyId: string) =>
	tx
		.select({
			kind: decisions.kind,
			motives: decisions.motives,
			comment: decisions.comment,
			rank: decisions.rank,
			condition: decisions.condition,
			conditionDueOn: decisions.conditionDueOn,
			postponedTo: decisions.postponedTo,
			meetingId: decisions.meetingId,
			heldOn: meetings.heldOn
		})
		.from(decisions)
		.innerJoin(meetings, eq(meetings.id, decisions.meetingId))
		.where(eq(decisions.candidacyId, candidacyId))
		.orderBy(desc(decisions.decidedAt));

/** The rules that the last decision was taken with, and their day. */
async function readLastDecision(tx: Tx, candidacyId: string): Promise<{ rulesVersion: string; on: Day } | null> {
	const [last] = await tx
		.select({ rulesVersion: decisions.rulesVersion, decidedAt: decisions.decidedAt })
		.from(decisions)
		.where(eq(decisions.candidacyId, candidacyId))
		.orderBy(desc(decisions.decidedAt))
		.limit(1);
	return last ? { rulesVersion: last.rulesVersion, on: dayOf(last.decidedAt) } : null;
}

/** The meetings whose agenda is still open. */
const readPlannedMeetings = (tx: Tx, organismId: string, today: Day) =>
	tx
		.select({ id: meetings.id, heldOn: meetings.heldOn, startsAt: meetings.startsAt, place: meetings.place })
		.from(meetings)
		.where(and(eq(meetings.organismId, organismId), eq(meetings.state, 'planned'), gte(meetings.heldOn, today)))
		.orderBy(asc(meetings.heldOn));

import { eq, inArray } from 'drizzle-orm';
import type { CostComparison } from '#domain/affordability/cost.ts';
import type { Day } from '#domain/calendar.ts';
import { fewerThanThreeReasonsFor, type FewerThanThreeReason } from '#domain/commissions/decision.ts';
import { sheetOf, type CaseSheet } from '#domain/commissions/sheet.ts';
import { withoutAmountOwed } from '#domain/demands/rent-account.ts';
import { compileRuleSet } from '#domain/eligibility/compile.ts';
import type { Explained } from '#domain/eligibility/explain.ts';
import { criteriaFor, reviewOf } from '#domain/eligibility/local-criteria.ts';
import { organismRulesOf } from '#domain/eligibility/settings.ts';
import { assessUnder, readCaseFile, withDocuments } from '../demands/case-file.ts';
import type { CandidacyRow } from '../demands/store.ts';
import { demands } from '../demands/tables.ts';
import { dwellingAddresses } from '../dwellings/tables.ts';
import { loadRuleSet } from '../organisms/rule-set.ts';
import { communes, organisms } from '../organisms/tables.ts';
import type { Unit } from '../platform/unit.ts';
import { legs } from '../proposals/tables.ts';

/** A sheet as it reads now, with what it is drawn from. */
export type LiveSheet = {
	sheet: CaseSheet;
	cost: CostComparison;
	/** INSEE code of the commune of the dwelling. */
	commune: string;
	/** The organism's reference of effort, a fraction. */
	landmark: number;
	results: Explained[];
	reasons: FewerThanThreeReason[];
};

/** The sheet of a case as it would be read on a day, with the answers of the rules; null when it can no longer be. */
export async function readSheet(
	unit: Pick<Unit, 'tx' | 'deps'>,
	candidacy: CandidacyRow,
	on: Day
): Promise<LiveSheet | null> {
	const { tx } = unit;
	const [leg] = await tx.select().from(legs).where(eq(legs.id, candidacy.legId));
	const file = leg && (await readCaseFile(unit, leg, candidacy.organismId));
	if (!file) return null;
	const rules = await loadRuleSet(tx, file.territoryId, on);
	const own = organismRulesOf(rules, candidacy.organismId);
	const { explanation, cost } = assessUnder(
		compileRuleSet(rules, on, 'cal'),
		withDocuments(file, candidacy.documents, on)
	);
	const [demand] = await tx
		.select({ uniqueNumber: demands.uniqueNumber, firstDepositedOn: demands.firstDepositedOn })
		.from(demands)
		.where(eq(demands.id, candidacy.demandId));
	const [address] = await tx
		.select({ reference: dwellingAddresses.reference })
		.from(dwellingAddresses)
		.where(eq(dwellingAddresses.dwellingId, candidacy.dwellingId));
	const places = await tx
		.select({ insee: communes.insee, name: communes.name })
		.from(communes)
		.where(inArray(communes.insee, [file.target.commune, file.current.commune]));
	const [landlord] = await tx
		.select({ name: organisms.name })
		.from(organisms)
		.where(eq(organisms.id, file.household.lease.organismId));
	const nameOf = (insee: string) => places.find((place) => place.insee === insee)?.name ?? insee;
	const sheet = sheetOf({
		explanation,
		cost,
		household: file.household,
		criteria: reviewOf(criteriaFor(rules.charter, candidacy.organismId, own), file.household.localCriteria),
		target: file.target,
		names: {
			dwelling: address?.reference ?? '',
			commune: nameOf(file.target.commune),
			presentOrganism: landlord!.name,
			presentCommune: nameOf(file.current.commune),
			presentRooms: file.current.rooms
		},
		demand: demand!
	});
	const isOwnTenant = file.household.lease.organismId === candidacy.organismId;
	const results = isOwnTenant ? explanation.results : withoutAmountOwed(explanation.results);
	return {
		sheet,
		cost,
		commune: file.target.commune,
		landmark: own.effortRateMax,
		results,
		reasons: fewerThanThreeReasonsFor(file.household, file.target)
	};
}

/** What a home would cost a household, beside what its home costs today. */
import type { Day } from '../calendar.ts';
import type { Dwelling } from '../dwellings/dwelling.ts';
import type { CurrentLease, Household } from '../households/household.ts';
import { zonesOf } from '../reference/zones.ts';
import {
	consumptionUnits,
	effortRate,
	livingAllowance,
	personsLiving,
	residualBill,
	type LivingAllowance
} from './effort.ts';
import { aidOnScale, aidScale, type AidKind, type HousingAid } from './housing-aid.ts';
import { aplDependants, aplResourcesOf, profileOf, type AplDependants, type AplResources } from './means.ts';
import { figuresMayBeOutdated, leastArea, type AplZone, type Month } from './parameters.ts';
import { greatestBase } from './resources.ts';
import { toCents } from './rounding.ts';
import type { AffordabilitySettings } from './settings.ts';

/** What the computation lacks; each has a sentence telling who can give it. */
export type CostGap =
	'reletRent' | 'aplResources' | 'monthlyResources' | 'currentDwelling' | 'targetZone' | 'currentZone';

/** What the reader must know about a figure. */
export type CostNotice =
	| 'resourcesEstimated'
	| 'dependantsToConfirm'
	| 'figuresMayBeOutdated'
	| 'overOccupiedNoAid'
	| 'notDecentNoAid'
	| 'noAplAgreement'
	| 'aidStartsNextMonth'
	| 'presentAidDeclared'
	| 'leaseTakenOver';

export type Range = { low: number; high: number };

/** One home, €/month. */
export type HomeCost = {
	rent: number;
	annexRent: number;
	charges: number;
	/** Quittance: rent, annexes and charges. */
	bill: number;
	/** APL (or AL) paid; null when the resources are unknown. */
	apl: number | null;
	rls: number | null;
	/** The detail of the aid; null when unknown or declared by the household. */
	aid: HousingAid | null;
	/** What the household pays; null when the aids are unknown. */
	residualBill: number | null;
	/** Between what and what it lies, given what is not sure. */
	range: Range;
	effortRate: number | null;
	/** As the arrêté of 2011 writes it, before the RLS existed. */
	effortRateWithoutRls: number | null;
	livingAllowance: LivingAllowance | null;
};

export type CostComparison = {
	on: Day;
	/** Null when the lease is not known enough. */
	today: HomeCost | null;
	/** Null when the re-letting rent is not known. */
	after: HomeCost | null;
	/** after − today, €/month: negative when the new home is cheaper. */
	difference: number | null;
	/** Between what and what the difference lies; null when a home is unknown. */
	range: Range | null;
	resources: AplResources | null;
	monthlyResources: number | null;
	dependants: AplDependants;
	missing: CostGap[];
	notices: CostNotice[];
};

export type CostRequest = {
	household: Household;
	target: Dwelling;
	/** The sheet of the home occupied today; null when unknown. */
	current: Dwelling | null;
	/** The day of the move. */
	on: Day;
	/** Settings of the organism of the target, and of the organism of today when it is another. */
	settings: AffordabilitySettings;
	currentSettings?: AffordabilitySettings;
	/** The lease taken over (exchange as of right): it goes on at its own amounts, no new rent is fixed. */
	takenOver?: Pick<CurrentLease, 'principalRent' | 'annexRent' | 'charges'>;
};

type Priced = { rent: number; annexRent: number; charges: number };

type Site = Priced & { zone: AplZone; aid: AidKind; noAid: boolean; rlsApplies: boolean };

/** A base above which nobody has an aid: stands for resources that are not known at all. */
const noAidBase = greatestBase * 10;

/**
 * The cost of a home beside the cost of today, with the range that the unsure inputs leave open. Nothing is guessed:
 * what is missing is listed, and the figure that needs it is null.
 */
export function costOf(request: CostRequest): CostComparison {
	const { household, target, current, on, settings } = request;
	const month: Month = on.slice(0, 7);
	const missing: CostGap[] = [];
	const notices: CostNotice[] = [];

	const currentZone = current ? zonesOf(current.commune).aplZone : null;
	const currentSettings = request.currentSettings ?? settings;
	const present =
		currentZone === null
			? null
			: { zone: currentZone, rent: household.lease.principalRent, rlsApplies: currentSettings.appliesRls };
	const resources = aplResourcesOf(household, present, settings.estimateSpread);
	const dependants = aplDependants(household.persons, month);
	const monthlyResources = household.monthlyResources?.value ?? null;

	if (!current) missing.push('currentDwelling');
	else if (currentZone === null) missing.push('currentZone');
	if (!resources) missing.push('aplResources');
	else if (resources.basis !== 'cafNotice') notices.push('resourcesEstimated');
	if (monthlyResources === null) missing.push('monthlyResources');
	if (dependants.most > dependants.least) notices.push('dependantsToConfirm');
	if (figuresMayBeOutdated(month)) notices.push('figuresMayBeOutdated');

	const { takenOver } = request;
	const targetRent = takenOver?.principalRent ?? target.reletRent;
	if (targetRent === null) missing.push('reletRent');
	if (takenOver) notices.push('leaseTakenOver');
	const targetZone = zonesOf(target.commune).aplZone;
	if (targetZone === null) missing.push('targetZone');

	const living = personsLiving(household.persons);
	if (target.area < leastArea(living)) notices.push('overOccupiedNoAid');
	if (target.isDecent === false) notices.push('notDecentNoAid');
	if (!target.hasAplAgreement) notices.push('noAplAgreement');

	const siteOf = (dwelling: Dwelling, priced: Priced, zone: AplZone, rules: AffordabilitySettings): Site => ({
		...priced,
		zone,
		aid: dwelling.hasAplAgreement ? 'APL' : 'AL',
		// No aid in a dwelling too small for its occupants (R.822-25) or not decent (R.822-24).
		noAid: dwelling.area < leastArea(living) || dwelling.isDecent === false,
		rlsApplies: rules.appliesRls
	});
	const targetSite =
		targetRent === null || targetZone === null
			? null
			: siteOf(
					target,
					{
						rent: targetRent,
						annexRent: takenOver?.annexRent ?? target.annexRent,
						charges: takenOver?.charges ?? target.charges
					},
					targetZone,
					settings
				);
	const { lease } = household;
	const currentSite =
		!current || currentZone === null
			? null
			: siteOf(
					current,
					{ rent: lease.principalRent, annexRent: lease.annexRent, charges: lease.charges },
					currentZone,
					currentSettings
				);

	const means = { household, month, resources, dependants, monthlyResources, settings, on };
	const declared = currentSite && household.declaredApl ? household.declaredApl.value : null;
	if (declared !== null) notices.push('presentAidDeclared');
	const after = targetSite && homeCost(targetSite, means, null);
	const today = currentSite && homeCost(currentSite, means, declared);
	if (after?.apl) notices.push('aidStartsNextMonth');
	const known = after && today;
	return {
		on,
		today,
		after,
		difference:
			known && after.residualBill !== null && today.residualBill !== null
				? toCents(after.residualBill - today.residualBill)
				: null,
		range: targetSite && currentSite ? differenceRange(currentSite, targetSite, means, declared) : null,
		resources,
		monthlyResources,
		dependants,
		missing,
		notices
	};
}

type Means = {
	household: Household;
	month: Month;
	resources: AplResources | null;
	dependants: AplDependants;
	monthlyResources: number | null;
	settings: AffordabilitySettings;
	on: Day;
};

function aidAt(site: Site, means: Means, annualResources: number, dependants: number): HousingAid {
	const profile = profileOf(means.household, site.zone, dependants);
	return aidOnScale(
		aidScale(means.month, { ...profile, annualResources, aid: site.aid, rlsApplies: site.rlsApplies }),
		site.rent
	);
}

const billOf = (site: Priced): number => toCents(site.rent + site.annexRent + site.charges);

function residualAt(
	site: Site,
	means: Means,
	annualResources: number,
	dependants: number,
	declared: number | null,
	roundedDown = false
): number {
	const aid = aidAt(site, means, annualResources, dependants);
	const net = declared ?? (site.noAid ? 0 : roundedDown ? Math.floor(aid.net) : aid.net);
	return residualBill(billOf(site), aid.rls, net);
}

function homeCost(site: Site, means: Means, declared: number | null): HomeCost {
	const { resources, dependants, monthlyResources, settings, household, on } = means;
	const bill = billOf(site);
	const computed = resources ? aidAt(site, means, resources.value, dependants.least) : null;
	const apl = declared ?? (computed ? (site.noAid ? 0 : computed.net) : null);
	const rls = computed ? computed.rls : null;
	const residual = apl === null || rls === null ? null : residualBill(bill, rls, apl);
	const units =
		settings.livingAllowanceDivisor === 'UC'
			? consumptionUnits(household.persons, on, settings.countVisitingChildren)
			: personsLiving(household.persons, settings.countVisitingChildren);
	// More resources never raise the aids and more dependants never lower them: the ends of the inputs give the ends
	// of the bill. The CAF may also round the amount after the RLS down to the euro.
	const low = residualAt(site, means, resources?.low ?? 0, dependants.most, declared);
	const high = residualAt(site, means, resources?.high ?? noAidBase, dependants.least, declared, true);
	return {
		rent: site.rent,
		annexRent: site.annexRent,
		charges: site.charges,
		bill,
		apl,
		rls,
		aid: declared === null ? computed : null,
		residualBill: residual,
		range: { low, high },
		effortRate: residual === null ? null : effortRate(residual, monthlyResources),
		effortRateWithoutRls: apl === null ? null : effortRate(residualBill(bill, 0, apl), monthlyResources),
		livingAllowance:
			residual === null || monthlyResources === null || units === 0
				? null
				: livingAllowance(residual, monthlyResources, units, settings.livingAllowanceDivisor)
	};
}

/** The difference does not move one way with the resources: it is looked at all along their range. */
function differenceRange(current: Site, target: Site, means: Means, declared: number | null): Range {
	const low = means.resources?.low ?? 0;
	const high = means.resources?.high ?? greatestBase;
	const step = 100 * Math.max(1, Math.ceil((high - low) / 100 / 60));
	const bases = means.resources ? [means.resources.value, high] : [high];
	for (let base = low; base < high; base += step) bases.push(base);
	let least = Infinity;
	let most = -Infinity;
	for (const dependants of new Set([means.dependants.least, means.dependants.most])) {
		for (const annualResources of bases) {
			const difference = toCents(
				residualAt(target, means, annualResources, dependants, null) -
					residualAt(current, means, annualResources, dependants, declared)
			);
			least = Math.min(least, difference);
			most = Math.max(most, difference);
		}
	}
	return { low: least, high: most };
}

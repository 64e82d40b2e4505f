/** What a home would cost a household, beside what its home costs today. */
import type { Day } from '../calendar.ts';
import type { Dwelling } from '../dwellings/dwelling.ts';
import type { CurrentLease, Household } from '../households/household.ts';
import { zonesOf } from '../reference/zones.ts';
import { personsLiving } from './effort.ts';
import {
	homeCost,
	isBilled,
	residualAt,
	siteOf,
	type BilledSite,
	type HomeCost,
	type Means,
	type Range
} from './home-cost.ts';
import { aplDependants, aplResourcesOf, type AplDependants, type AplResources } from './means.ts';
import { figuresMayBeOutdated, leastArea, type Month } from './parameters.ts';
import { greatestBase } from './resources.ts';
import { toCents } from './rounding.ts';
import type { AffordabilitySettings } from './settings.ts';

/** What the computation lacks; each has a sentence telling who can give it. */
export type CostGap =
	| 'reletRent'
	| 'charges'
	| 'presentCharges'
	| 'aplResources'
	| 'monthlyResources'
	| 'currentDwelling'
	| 'targetZone'
	| 'currentZone';

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

export type CostComparison = {
	on: Day;
	/** Null when the lease is not known enough. */
	today: HomeCost | null;
	/** Null when the re-letting rent is not known. */
	after: HomeCost | null;
	/** after − today, €/month: negative when the new home is cheaper. */
	difference: number | null;
	/** Between what and what the difference lies; null when a home or its charges are unknown. */
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
	const targetCharges = takenOver ? takenOver.charges : target.charges;
	if (targetCharges === null) missing.push('charges');
	if (takenOver) notices.push('leaseTakenOver');
	const targetZone = zonesOf(target.commune).aplZone;
	if (targetZone === null) missing.push('targetZone');

	const living = personsLiving(household.persons);
	if (target.area < leastArea(living)) notices.push('overOccupiedNoAid');
	if (target.isDecent === false) notices.push('notDecentNoAid');
	if (!target.hasAplAgreement) notices.push('noAplAgreement');

	const { lease } = household;
	const targetSite =
		targetRent === null || targetZone === null
			? null
			: siteOf(
					target,
					{ rent: targetRent, annexRent: takenOver?.annexRent ?? target.annexRent, charges: targetCharges },
					targetZone,
					{ living, rlsApplies: settings.appliesRls }
				);
	const currentSite =
		!current || currentZone === null
			? null
			: siteOf(
					current,
					{ rent: lease.principalRent, annexRent: lease.annexRent, charges: lease.charges },
					currentZone,
					{ living, rlsApplies: currentSettings.appliesRls }
				);
	if (lease.charges === null) missing.push('presentCharges');

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
		range:
			isBilled(targetSite) && isBilled(currentSite) ? differenceRange(currentSite, targetSite, means, declared) : null,
		resources,
		monthlyResources,
		dependants,
		missing,
		notices
	};
}

/** The difference does not move one way with the resources: it is looked at all along their range. */
function differenceRange(current: BilledSite, target: BilledSite, means: Means, declared: number | null): Range {
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

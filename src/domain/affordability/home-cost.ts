/** What one home costs a household each month, as far as it is known. */
import type { Day } from '../calendar.ts';
import type { Dwelling } from '../dwellings/dwelling.ts';
import type { Household } from '../households/household.ts';
import {
	consumptionUnits,
	effortRate,
	livingAllowance,
	personsLiving,
	residualBill,
	type LivingAllowance
} from './effort.ts';
import { aidOnScale, aidScale, type AidKind, type HousingAid } from './housing-aid.ts';
import { profileOf, type AplDependants, type AplResources } from './means.ts';
import { leastArea, type AplZone, type Month } from './parameters.ts';
import { greatestBase } from './resources.ts';
import { toCents } from './rounding.ts';
import type { AffordabilitySettings } from './settings.ts';

export type Range = { low: number; high: number };

/** One home, €/month. */
export type HomeCost = {
	rent: number;
	annexRent: number;
	/** Null when not known. */
	charges: number | null;
	/** Quittance: rent, annexes and charges; null when these are not known. */
	bill: number | null;
	/** APL (or AL) paid; null when the resources are unknown. */
	apl: number | null;
	rls: number | null;
	/** The detail of the aid; null when unknown or declared by the household. */
	aid: HousingAid | null;
	/**
	 * Rent and annexes once the aids are taken off: what is known when the charges are not, since the aids count flat-rate
	 * ones (arrêté of 27 September 2019, art. 9). Negative when the aids pay a part of the charges too; null when they are
	 * unknown.
	 */
	rentAfterAids: number | null;
	/** What the household pays; null when the aids or the charges are unknown. */
	residualBill: number | null;
	/** Between what and what it lies, given what is not sure; null when the charges are unknown: nothing bounds them. */
	range: Range | null;
	effortRate: number | null;
	/** As the arrêté of 2011 writes it, before the RLS existed. */
	effortRateWithoutRls: number | null;
	livingAllowance: LivingAllowance | null;
};

/** What is asked for a home, €/month. */
export type Priced = { rent: number; annexRent: number; charges: number | null };

/** A home with its price, and what fixes the aids in it; the bill is null when the charges are not known. */
export type Site = Priced & { bill: number | null; zone: AplZone; aid: AidKind; noAid: boolean; rlsApplies: boolean };
export type BilledSite = Site & { bill: number };

export const isBilled = (site: Site | null): site is BilledSite => site !== null && site.bill !== null;

/** The means of the household, and how its organism reads them. */
export type Means = {
	household: Household;
	month: Month;
	resources: AplResources | null;
	dependants: AplDependants;
	monthlyResources: number | null;
	settings: AffordabilitySettings;
	on: Day;
};

/** A base above which nobody has an aid: stands for resources that are not known at all. */
const noAidBase = greatestBase * 10;

/** A home as the aids see it, for a number of persons living there all or half of the time. */
export const siteOf = (
	dwelling: Dwelling,
	priced: Priced,
	zone: AplZone,
	{ living, rlsApplies }: { living: number; rlsApplies: boolean }
): Site => ({
	...priced,
	bill: priced.charges === null ? null : toCents(priced.rent + priced.annexRent + priced.charges),
	zone,
	aid: dwelling.hasAplAgreement ? 'APL' : 'AL',
	// No aid in a dwelling too small for its occupants (R.822-25) or not decent (R.822-24).
	noAid: dwelling.area < leastArea(living) || dwelling.isDecent === false,
	rlsApplies
});

function aidAt(site: Site, means: Means, annualResources: number, dependants: number): HousingAid {
	const profile = profileOf(means.household, site.zone, dependants);
	return aidOnScale(
		aidScale(means.month, { ...profile, annualResources, aid: site.aid, rlsApplies: site.rlsApplies }),
		site.rent
	);
}

/** What a home leaves to pay for a base of resources and a number of dependants, €/month. */
export function residualAt(
	site: BilledSite,
	means: Means,
	annualResources: number,
	dependants: number,
	declared: number | null,
	roundedDown = false
): number {
	const aid = aidAt(site, means, annualResources, dependants);
	const net = declared ?? (site.noAid ? 0 : roundedDown ? Math.floor(aid.net) : aid.net);
	return residualBill(site.bill, aid.rls, net);
}

/**
 * The cost of a home.
 * @param declared the aid that the household says it receives there, €/month; null: it is computed
 */
export function homeCost(site: Site, means: Means, declared: number | null): HomeCost {
	const { resources, dependants, monthlyResources, settings, household, on } = means;
	const { rent, annexRent, charges, bill } = site;
	const computed = resources ? aidAt(site, means, resources.value, dependants.least) : null;
	const apl = declared ?? (computed ? (site.noAid ? 0 : computed.net) : null);
	const rls = computed ? computed.rls : null;
	const residual = bill === null || apl === null || rls === null ? null : residualBill(bill, rls, apl);
	const units =
		settings.livingAllowanceDivisor === 'UC'
			? consumptionUnits(household.persons, on, settings.countVisitingChildren)
			: personsLiving(household.persons, settings.countVisitingChildren);
	return {
		rent,
		annexRent,
		charges,
		bill,
		apl,
		rls,
		aid: declared === null ? computed : null,
		rentAfterAids: apl === null || rls === null ? null : toCents(rent + annexRent - rls - apl),
		residualBill: residual,
		range: isBilled(site) ? rangeOf(site, means, declared) : null,
		effortRate: residual === null ? null : effortRate(residual, monthlyResources),
		effortRateWithoutRls:
			bill === null || apl === null ? null : effortRate(residualBill(bill, 0, apl), monthlyResources),
		livingAllowance:
			residual === null || monthlyResources === null || units === 0
				? null
				: livingAllowance(residual, monthlyResources, units, settings.livingAllowanceDivisor)
	};
}

/**
 * More resources never raise the aids and more dependants never lower them: the ends of the inputs give the ends of the
 * bill. The CAF may also round the amount after the RLS down to the euro.
 */
const rangeOf = (site: BilledSite, means: Means, declared: number | null): Range => ({
	low: residualAt(site, means, means.resources?.low ?? 0, means.dependants.most, declared),
	high: residualAt(site, means, means.resources?.high ?? noAidBase, means.dependants.least, declared, true)
});

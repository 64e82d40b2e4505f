/** What a household brings to the computation of an aid: dependants and resources, as sure as they are known. */
import { ageAt, type Day } from '../calendar.ts';
import type { Household, Person, Stated } from '../households/household.ts';
import type { AidProfile } from './housing-aid.ts';
import type { AplZone, Month } from './parameters.ts';
import { nextHundred } from './rounding.ts';
import { resourcesFromAid } from './resources.ts';

/** Dependants in the sense of the APL: sure ones, and those that a document could add. */
export type AplDependants = { least: number; most: number };

const monthsBetween = (from: Day, month: Month): number =>
	(Number(month.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(month.slice(5, 7)) - Number(from.slice(5, 7));

/** R.823-4: counted until the month before the twenty-first birthday. */
const isUnder21 = (person: Person, month: Month): boolean => monthsBetween(person.birthDate, month) < 21 * 12;

// R.823-4: 67, or 65 with ASPA, or 62 when unfit for work: from 62 on, the resources must be looked at.
const ascendantAge = 62;

function aplDependant(person: Person, month: Month): 'yes' | 'no' | 'perhaps' {
	if (person.isAplDependant !== null) return person.isAplDependant ? 'yes' : 'no';
	if (person.role === 'child') {
		if (person.custody === 'visiting') return 'no';
		// Conseil d'État, 21 July 2017, no. 398563: shared custody counts for part of the year; left to the CAF.
		if (isUnder21(person, month)) return person.custody === 'alternating' ? 'perhaps' : 'yes';
		return person.hasDisabilityCard ? 'perhaps' : 'no';
	}
	if (person.role === 'ascendant')
		return person.hasDisabilityCard || ageAt(person.birthDate, `${month}-01`) >= ascendantAge ? 'perhaps' : 'no';
	return person.role === 'other' && person.hasDisabilityCard ? 'perhaps' : 'no';
}

/** Dependants of the APL for a month; the doubtful ones make the range. */
export function aplDependants(persons: readonly Person[], month: Month): AplDependants {
	let least = 0;
	let most = 0;
	for (const person of persons) {
		const answer = aplDependant(person, month);
		if (answer !== 'no') most += 1;
		if (answer === 'yes') least += 1;
	}
	return { least, most };
}

/** Where the resources base comes from, best first. */
export type ResourceBase = 'cafNotice' | 'declaredAid' | 'taxIncome';

/** The resources base of the APL, €/year; `low` and `high` differ when it is estimated. */
export type AplResources = {
	value: number;
	low: number;
	high: number;
	basis: ResourceBase;
	stated: Stated<number>;
};

/** The aid the household has today, from which its resources may be read back. */
export type PresentAid = { zone: AplZone; rent: number; rlsApplies: boolean };

/** The best known resources base; null when nothing allows even an estimate. */
export function aplResourcesOf(household: Household, present: PresentAid | null, spread: number): AplResources | null {
	if (household.aplResources) {
		const value = nextHundred(household.aplResources.value);
		return { value, low: value, high: value, basis: 'cafNotice', stated: household.aplResources };
	}
	if (household.declaredApl && present) {
		const month = household.declaredApl.on.slice(0, 7);
		const profile = profileOf(household, present.zone, aplDependants(household.persons, month).least);
		const implied = resourcesFromAid(
			month,
			{ ...profile, rlsApplies: present.rlsApplies },
			present.rent,
			household.declaredApl.value
		);
		if (implied) {
			const value = nextHundred((implied.low + implied.high) / 2);
			return { value, ...implied, basis: 'declaredAid', stated: household.declaredApl };
		}
	}
	const latest = household.referenceTaxIncomes.reduce<(typeof household.referenceTaxIncomes)[number] | null>(
		(best, income) => (best === null || income.year > best.year ? income : best),
		null
	);
	if (!latest) return null;
	const { value } = latest.amount;
	return {
		value: nextHundred(value),
		low: nextHundred(value * (1 - spread)),
		high: nextHundred(value * (1 + spread)),
		basis: 'taxIncome',
		stated: latest.amount
	};
}

/** The profile of a household for an aid, without its resources. */
export const profileOf = (
	household: Household,
	zone: AplZone,
	dependants: number
): Omit<AidProfile, 'annualResources'> => ({
	zone,
	couple: household.isCouple,
	dependants,
	aid: 'APL',
	aahOrAeeh: household.receivesAah || household.receivesAeeh === true
});

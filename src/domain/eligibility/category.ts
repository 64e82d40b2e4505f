/** The household category of the income ceilings (arrêté of 29 July 1987; CCH L.442-12, R.441-1). */
import { ageAt, type Day } from '../calendar.ts';
import type { Person } from '../households/household.ts';

/** A category from 1 to 6, and the persons beyond the sixth. */
export type Category = { category: number; extraPersons: number };

// CGI art. 196 and 6-3: a child is a dependant until eighteen; between eighteen and twenty-five it depends on the tax
// notice it is on.
const majority = 18;
const lastAttachment = 25;

/** A dependant of the ceilings, in the sense of the CGI: never the notion of the APL. */
function ceilingDependant(person: Person, day: Day): 'yes' | 'no' | 'perhaps' {
	if (person.isCeilingDependant !== null) return person.isCeilingDependant ? 'yes' : 'no';
	if (person.role === 'child') {
		const age = ageAt(person.birthDate, day);
		if (age < majority || person.hasDisabilityCard) return 'yes';
		return age < lastAttachment ? 'perhaps' : 'no';
	}
	// CGI art. 196 A bis: a person with a disability card living under the same roof may be a dependant.
	return person.hasDisabilityCard && (person.role === 'ascendant' || person.role === 'other') ? 'perhaps' : 'no';
}

/**
 * The category for a number of dependants: headcount; a person alone with dependants counts one more; a young couple
 * without dependant is in category 3; a disability moves up one from the headcount. The highest applies, they do not
 * add up.
 */
function categoryFor(persons: readonly Person[], dependants: number, isYoungCouple: boolean): Category {
	const headcount = persons.length;
	const isAlone = headcount - dependants === 1;
	const isAloneWithDependants = isAlone && dependants >= 1;
	const hasDisability = persons.some((person) => person.hasDisabilityCard);
	const category = Math.max(
		headcount,
		isAloneWithDependants ? dependants + 2 : 0,
		isYoungCouple && dependants === 0 ? 3 : 0,
		hasDisability ? headcount + 1 : 0
	);
	// The cap of a household of six or more with a disability is not spelled out: category 6, the CAL decides.
	return {
		category: Math.min(6, Math.max(1, category)),
		extraPersons: Math.max(0, isAloneWithDependants ? dependants - 4 : headcount - 6)
	};
}

/**
 * The categories a household may be in: one when everything is stated, two ends when a dependant is in doubt. Children
 * with visiting rights are persons of the household (CCH L.442-12).
 */
export function categoriesOf(
	persons: readonly Person[],
	isCouple: boolean,
	day: Day
): { least: Category; most: Category } {
	const answers = persons.map((person) => ceilingDependant(person, day));
	const sure = answers.filter((answer) => answer === 'yes').length;
	const possible = answers.filter((answer) => answer !== 'no').length;
	const isYoungCouple = isCouple && persons.length === 2 && coupleAges(persons, day) <= 55;
	const rank = ({ category, extraPersons }: Category) => category + extraPersons;
	let least = categoryFor(persons, sure, isYoungCouple);
	let most = least;
	for (let dependants = sure + 1; dependants <= possible; dependants++) {
		const other = categoryFor(persons, dependants, isYoungCouple);
		if (rank(other) < rank(least)) least = other;
		if (rank(other) > rank(most)) most = other;
	}
	return { least, most };
}

/** Ages in completed years of the two members of a couple, added up: 55 at most makes a jeune ménage. */
function coupleAges(persons: readonly Person[], day: Day): number {
	return persons.reduce((sum, person) => sum + ageAt(person.birthDate, day), 0);
}

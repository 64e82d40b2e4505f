/** Two homes side by side for a household that says nothing of who it is: what the public simulator answers. */
import type { Day } from '../calendar.ts';
import type { Dwelling } from '../dwellings/dwelling.ts';
import { compileDwelling, compileHousehold, compileRuleSet, type CompiledRuleSet } from '../eligibility/compile.ts';
import { explain, type Explained } from '../eligibility/explain.ts';
import { incomeYearAt } from '../eligibility/income.ts';
import { bornFor } from '../eligibility/eligibility.input.ts';
import type { RuleId } from '../eligibility/rule-ids.ts';
import { organismRulesOf, type RuleSet } from '../eligibility/settings.ts';
import type { Household, Person, Stated } from '../households/household.ts';
import { costOf, type CostComparison } from './cost.ts';
import type { SimulationInput } from './simulation.input.ts';

/** What was taken for granted because nobody can be asked; each is said under the answer. */
export const suppositions = [
	'agreement',
	'decent',
	'landlordUnknown',
	'financingUnknown',
	'noTaxIncome',
	'youngCouple'
] as const;
export type Supposition = (typeof suppositions)[number];

export type Simulation = {
	cost: CostComparison;
	/** The rules that these figures are enough for. */
	results: Explained[];
	/** The reference of effort of the landlord named; null when none is. */
	landmark: number | null;
	supposed: Supposition[];
};

// Ages stand for « adult »: no figure of the aids or of the ceilings depends on them, but for a young couple.
const adultAge = 40;
const youngAge = 27;

/** The answer of the simulator on a day, under the rules of the territory of the landlord. */
export function simulate(input: SimulationInput, rules: RuleSet, on: Day): Simulation {
	const household = householdOf(input, on, adultAge);
	const { current, target } = homesOf(input);
	const compiled = compileRuleSet(rules, on);
	const isNamed = input.newLandlord !== null;
	const cost = costOf({
		household,
		target,
		current,
		on,
		settings: organismRulesOf(rules, target.organismId),
		currentSettings: organismRulesOf(rules, current.organismId)
	});
	const supposed: Supposition[] = [...(target.hasAplAgreement ? (['agreement'] as const) : []), 'decent'];
	if (!isNamed) supposed.push('landlordUnknown');

	const kept: RuleId[] = ['OCC-01', 'OCC-02'];
	if (isNamed)
		kept.unshift(
			'SOL-01',
			...(organismRulesOf(rules, target.organismId).livingAllowanceMin === null ? [] : (['SOL-02'] as const))
		);
	if (input.newFinancing === null) supposed.push('financingUnknown');
	else if (input.taxIncome === null) supposed.push('noTaxIncome');
	else if (dependsOnAge(input, { current, target }, compiled)) supposed.push('youngCouple');
	else kept.unshift('INC-01');

	const results = resultsOf(household, { current, target }, compiled).filter(({ rule }) => kept.includes(rule));
	return {
		cost,
		results,
		landmark: isNamed ? organismRulesOf(rules, target.organismId).effortRateMax : null,
		supposed
	};
}

type Homes = { current: Dwelling; target: Dwelling };

const resultsOf = (household: Household, { current, target }: Homes, compiled: CompiledRuleSet): Explained[] =>
	explain(compileHousehold(household, { current }, compiled), compileDwelling(target, compiled), compiled).results;

/** A couple of at most 55 years in all has a higher ceiling (CCH R.441-1): nobody is asked their age for that. */
function dependsOnAge(input: SimulationInput, homes: Homes, compiled: CompiledRuleSet): boolean {
	const codeAt = (age: number) =>
		resultsOf(householdOf(input, compiled.on, age), homes, compiled).find(({ rule }) => rule === 'INC-01')?.code;
	return codeAt(adultAge) !== codeAt(youngAge);
}

function householdOf(input: SimulationInput, on: Day, age: number): Household {
	const stated = (value: number): Stated<number> => ({ value, from: 'tenant', on });
	const orNull = (value: number | null) => (value === null ? null : stated(value));
	const person = (role: Person['role'], years: number): Person => ({
		role,
		birthDate: bornFor(years, on),
		hasDisabilityCard: false,
		isCeilingDependant: null,
		isAplDependant: null,
		...(role === 'child' && { custody: 'full' as const })
	});
	return {
		id: 'household',
		persons: [
			person('holder', age),
			...(input.isCouple ? [person('partner', age)] : []),
			...Array.from({ length: input.otherAdults ?? 0 }, () => person('other', adultAge)),
			...input.childrenAges.map((years) => person('child', years))
		],
		isCouple: input.isCouple,
		referenceTaxIncomes: input.taxIncome === null ? [] : [{ year: incomeYearAt(on), amount: stated(input.taxIncome) }],
		monthlyResources: orNull(input.monthlyResources),
		aplResources: null,
		declaredApl: orNull(input.todayAid),
		accessNeeds: [],
		arrears: null,
		uniqueNumber: null,
		hasRightOfResidence: null,
		ownsSuitableDwelling: null,
		hasDalo: false,
		receivesAah: false,
		compositionStated: { from: 'tenant', on },
		lease: {
			dwellingId: 'today',
			organismId: 'today',
			kind: 'ordinary',
			since: on,
			principalRent: input.todayRent,
			annexRent: 0,
			charges: input.todayCharges,
			noticeGiven: false,
			hasLitigation: false
		}
	};
}

function homesOf(input: SimulationInput): Homes {
	const home = (id: string, changes: Partial<Dwelling>): Dwelling => ({
		id,
		organismId: id,
		estateId: id,
		commune: input.newCommune,
		rooms: input.newRooms,
		area: input.newArea,
		floor: 0,
		hasLift: false,
		accessibility: 'ordinary',
		financing: input.newFinancing ?? 'PLUS',
		reletRent: input.newRent,
		annexRent: 0,
		charges: input.newCharges,
		energyClass: null,
		isDecent: null,
		// A home of the intermediate sector is let without an APL agreement.
		hasAplAgreement: input.newFinancing !== 'PLI',
		isInPriorityQuarter: false,
		reservation: { kind: 'none', reserver: null, agreementRecorded: false },
		blockers: [],
		isFurnished: false,
		vacantFrom: null,
		...changes
	});
	return {
		target: home('new', { organismId: input.newLandlord ?? 'new' }),
		current: home('today', {
			commune: input.todayCommune,
			hasAplAgreement: true,
			rooms: input.todayRooms,
			area: input.todayArea,
			reletRent: input.todayRent,
			charges: input.todayCharges
		})
	};
}

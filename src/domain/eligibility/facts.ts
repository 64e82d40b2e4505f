/**
 * The facts of a household and of a dwelling, made ready once so that millions of pairs can be judged: numbers, masks
 * and tables. NaN stands for unknown, so that every comparison with it is false.
 */
import { consumptionUnits, personsLiving } from '../affordability/effort.ts';
import { aidScale, netAid, type AidScale } from '../affordability/housing-aid.ts';
import { aplDependants, aplResourcesOf, profileOf, type AplResources } from '../affordability/means.ts';
import { aplZones, leastArea } from '../affordability/parameters.ts';
import type { AffordabilitySettings } from '../affordability/settings.ts';
import { ageAt, type Day } from '../calendar.ts';
import type { Dwelling } from '../dwellings/dwelling.ts';
import { accessNeeds, type AccessNeed, type Household } from '../households/household.ts';
import type { Need } from '../needs/need.ts';
import { abcZones, ceilingZones, zonesOf, type Zones } from '../reference/zones.ts';
import { categoriesOf, type Category } from './category.ts';
import { ceilingFamilies, ceilingFamilyOf, incomeCeiling, type CeilingFamily } from './ceilings.ts';
import { incomeCompared, type IncomeChoice } from './income.ts';
import { criteriaPoints } from './local-criteria.ts';
import type { Stage } from './rule.ts';
import {
	organismRulesOf,
	type DerogationArea,
	type OrganismRules,
	type RuleSet,
	type TerritoryCharter
} from './settings.ts';

/** When and under which rules a pair is judged. */
export type Setting = {
	rules: RuleSet;
	charter: TerritoryCharter;
	/** The day the lease would be signed. */
	on: Day;
	month: string;
	year: number;
	stage: Stage;
};

export type HouseholdFacts = {
	source: Household;
	/** The sheet of the dwelling lived in; null when unknown. */
	current: Dwelling | null;
	need: Need | null;
	organismId: string;
	/** All persons of the household, children with visiting rights included (L.442-12, L.621-2). */
	persons: number;
	/** Persons who live there all or half of the time. */
	living: number;
	/** Least area of a dwelling for them, m² (R.822-25), as the territory counts visiting children. */
	leastArea: number;
	/** The same for the aids, visiting children never counted. */
	leastAreaForAid: number;
	roomsForWork: number;
	income: IncomeChoice | null;
	/** €/year; NaN when unknown. */
	incomeAmount: number;
	categories: { least: Category; most: Category };
	hasSureCategory: boolean;
	/** €/year by ceiling index; NaN when unknown. They differ when the category or a rounding is in doubt. */
	ceilingsLow: Float64Array;
	ceilingsHigh: Float64Array;
	/** CCH L.442-3-1: does the household under-occupy its dwelling? */
	underOccupies: Answer;
	/** CCH L.442-3-2: does it live in an adapted dwelling whose disabled occupant has left? */
	keepsAdapted: Answer;
	principalRent: number;
	accessMask: number;
	monthlyResources: number;
	resources: AplResources | null;
	/** Aid scales by zone and kind of dwelling, made when first needed. */
	scales: (AidScale | null)[];
	/** Units of the reste à vivre: UC, UC with visiting children, persons, persons with visiting children. */
	units: readonly number[];
	/** What the present home leaves to pay, €/month; NaN when unknown. */
	residualToday: number;
	/** Place of the present home in the tables of ceilings; −1 when unknown. */
	currentCeilingIndex: number;
	/** A minor lives in a home that is too small or not decent (priority of L.441-1). */
	hasMinorBadlyHoused: boolean;
	/** Points of the criteria of the territory that it meets. */
	territoryPoints: number;
	needCommunes: ReadonlySet<string> | null;
	isLeaseExcluded: boolean;
	isCurrentExcluded: boolean;
	/** Verdict of the rules about the household alone. */
	bits: number;
	setting: Setting;
};

/** An answer that may be unknown. */
export const NO = 0;
export const YES = 1;
export const UNKNOWN = 2;
export type Answer = typeof NO | typeof YES | typeof UNKNOWN;

export type DwellingFacts = {
	source: Dwelling;
	organismId: string;
	zones: Zones;
	family: CeilingFamily;
	/** Place in the tables of ceilings; −1 when the zone is unknown. */
	ceilingIndex: number;
	derogation: DerogationArea | null;
	rooms: number;
	area: number;
	/** €/month; NaN when the organism has not said it. */
	reletRent: number;
	/** Annexes and charges, €/month; NaN when the charges are not known. */
	extras: number;
	/** Place in the table of aid scales; −1 when the zone is unknown. */
	scaleIndex: number;
	isNotDecent: boolean;
	/** Access needs that the dwelling meets. */
	accessMask: number;
	isAdapted: boolean;
	isExcluded: boolean;
	settings: OrganismRules;
	/** Rooms accepted beyond persons + 1: those of its organism, else of the charter. */
	extraRooms: number;
	/** €/month and by unit; NaN when the organism has set none. */
	allowanceMin: number;
	unitsIndex: number;
	/** Verdict of the rules about the dwelling alone. */
	bits: number;
	setting: Setting;
};

/** A household and a dwelling side by side. */
export type Pair = {
	h: HouseholdFacts;
	d: DwellingFacts;
	/** What the home would leave to pay, €/month; NaN when unknown. */
	residual: number;
	/** The household that lives in the dwelling and would take the home of the first, in an exchange of two. */
	counterpart: HouseholdFacts | null;
};

const abcColumns = abcZones.length;
/** PLAI, PLUS and PLS by ceiling zone, then PLI by ABC zone. */
const ceilingCount = 3 * ceilingZones.length + abcColumns;

/** Place of a family of ceilings in the tables of a household; −1 when the zone is unknown. */
export function ceilingIndexOf(family: CeilingFamily, zones: Zones): number {
	if (family === 'PLI') return zones.abcZone === null ? -1 : 3 * ceilingZones.length + abcZones.indexOf(zones.abcZone);
	if (zones.ceilingZone === null) return -1;
	return ceilingFamilies.indexOf(family) * ceilingZones.length + ceilingZones.indexOf(zones.ceilingZone);
}

type Ceilings = { low: Float64Array; high: Float64Array };

/** Tables of ceilings already made, by rule set and by categories: a territory has some tens of them. */
const ceilingsMade = new WeakMap<Setting, Map<string, Ceilings>>();

function ceilingsOf(setting: Setting, categories: HouseholdFacts['categories']): Ceilings {
	const { least, most } = categories;
	const key = `${least.category} ${least.extraPersons} ${most.category} ${most.extraPersons}`;
	const made = ceilingsMade.get(setting) ?? new Map<string, Ceilings>();
	ceilingsMade.set(setting, made);
	const ceilings = made.get(key) ?? makeCeilings(setting, categories);
	made.set(key, ceilings);
	return ceilings;
}

function makeCeilings(setting: Setting, categories: HouseholdFacts['categories']): Ceilings {
	const low = new Float64Array(ceilingCount).fill(NaN);
	const high = new Float64Array(ceilingCount).fill(NaN);
	const fill = (index: number, family: CeilingFamily, zone: Pick<Zones, 'ceilingZone' | 'abcZone'>) => {
		const useComputed = setting.charter.useComputedCeilings;
		const least = incomeCeiling(setting.year, family, zone, categories.least, useComputed);
		const most = incomeCeiling(setting.year, family, zone, categories.most, useComputed);
		if (least) low[index] = least.low;
		if (most) high[index] = most.high;
	};
	for (const family of ceilingFamilies) {
		if (family === 'PLI')
			for (const abcZone of abcZones)
				fill(3 * ceilingZones.length + abcZones.indexOf(abcZone), family, { ceilingZone: null, abcZone });
		else
			for (const ceilingZone of ceilingZones)
				fill(ceilingFamilies.indexOf(family) * ceilingZones.length + ceilingZones.indexOf(ceilingZone), family, {
					ceilingZone,
					abcZone: null
				});
	}
	return { low, high };
}

/** CCH L.621-2 since January 2017: habitable rooms, kitchen and rooms of a profession excluded, above persons + 1. */
export const underOccupies = (rooms: number, roomsForWork: number, persons: number): boolean =>
	rooms - roomsForWork > persons + 1;

const needBit = (need: AccessNeed): number => 1 << accessNeeds.indexOf(need);

/** The access needs a dwelling meets. */
function accessMet(dwelling: Dwelling): number {
	const { accessibility, hasLift, floor } = dwelling;
	let mask = 0;
	if (hasLift || floor === 0) mask |= needBit('lift');
	if (floor === 0) mask |= needBit('groundFloor');
	if (accessibility !== 'ordinary') mask |= needBit('stepFree') | needBit('wheelchair');
	if (accessibility === 'adapted') mask |= needBit('adaptedBathroom');
	return mask;
}

/** The access needs of a mask, by name. */
export const needsIn = (mask: number): AccessNeed[] => accessNeeds.filter((need) => (mask & needBit(need)) !== 0);

const keepsAdapted = (household: Household, current: Dwelling | null): Answer => {
	if (!current) return UNKNOWN;
	if (current.accessibility !== 'adapted') return NO;
	const { disabledOccupantLeft } = household.lease;
	return disabledOccupantLeft == null ? UNKNOWN : disabledOccupantLeft ? YES : NO;
};

/** What the rules need to know of a household, on a day and under a rule set. */
export function householdFacts(
	household: Household,
	around: { current: Dwelling | null; need?: Need | null },
	setting: Setting
): HouseholdFacts {
	const { charter, on } = setting;
	const { current } = around;
	const persons = household.persons.length;
	const living = personsLiving(household.persons);
	const categories = categoriesOf(household.persons, household.isCouple, on);
	const ceilings = ceilingsOf(setting, categories);
	const income = incomeCompared(household, on);
	const currentZone = current ? zonesOf(current.commune).aplZone : null;
	const ownSettings = organismRulesOf(setting.rules, household.lease.organismId);
	const roomsForWork = household.roomsForWork ?? 0;
	const facts: HouseholdFacts = {
		source: household,
		current,
		need: around.need ?? null,
		organismId: household.lease.organismId,
		persons,
		living,
		leastArea: leastArea(charter.countVisitingForArea ? persons : living),
		leastAreaForAid: leastArea(living),
		roomsForWork,
		income,
		incomeAmount: income ? income.amount : NaN,
		categories,
		hasSureCategory:
			categories.least.category === categories.most.category &&
			categories.least.extraPersons === categories.most.extraPersons,
		ceilingsLow: ceilings.low,
		ceilingsHigh: ceilings.high,
		underOccupies: current ? (underOccupies(current.rooms, roomsForWork, persons) ? YES : NO) : UNKNOWN,
		keepsAdapted: keepsAdapted(household, current),
		principalRent: household.lease.principalRent,
		accessMask: household.accessNeeds.reduce((mask, need) => mask | needBit(need), 0),
		monthlyResources: household.monthlyResources?.value ?? NaN,
		resources: aplResourcesOf(
			household,
			currentZone === null
				? null
				: { zone: currentZone, rent: household.lease.principalRent, rlsApplies: ownSettings.appliesRls },
			ownSettings.estimateSpread
		),
		scales: new Array<AidScale | null>(3 * aplZones.length).fill(null),
		units: [consumptionUnits(household.persons, on), consumptionUnits(household.persons, on, true), living, persons],
		residualToday: NaN,
		currentCeilingIndex: current ? ceilingIndexOf(ceilingFamilyOf(current.financing), zonesOf(current.commune)) : -1,
		hasMinorBadlyHoused:
			current !== null &&
			(current.area < leastArea(living) || current.isDecent === false) &&
			household.persons.some((person) => person.role === 'child' && ageAt(person.birthDate, on) < 18),
		territoryPoints: criteriaPoints(charter.localCriteria, null, household.localCriteria),
		needCommunes: around.need ? new Set(around.need.communes) : null,
		isLeaseExcluded: charter.excludedLeases.includes(household.lease.kind),
		isCurrentExcluded: current ? current.blockers.some((b) => charter.excludedDwellings.includes(b)) : false,
		bits: 0,
		setting
	};
	facts.residualToday = residualToday(facts, ownSettings);
	return facts;
}

function residualToday(h: HouseholdFacts, settings: AffordabilitySettings): number {
	const { current, source } = h;
	const zone = current ? zonesOf(current.commune).aplZone : null;
	if (!current || zone === null || h.resources === null) return NaN;
	const { principalRent, annexRent, charges } = source.lease;
	if (charges === null) return NaN;
	const scale = scaleOf(h, zone - 1 + 3 * aidVariant(current, settings));
	const computed = current.area < h.leastAreaForAid || current.isDecent === false ? 0 : netAid(scale, principalRent);
	const aid = source.declaredApl ? source.declaredApl.value : computed;
	return Math.max(0, principalRent + annexRent + charges - scale.rls - aid);
}

const isInArea = (area: DerogationArea, dwelling: Dwelling, on: Day): boolean =>
	area.from <= on &&
	on <= area.until &&
	(area.communes.includes(dwelling.commune) ||
		area.estates.includes(dwelling.estateId) ||
		area.dwellings.includes(dwelling.id));

/** What the rules need to know of a dwelling, on a day and under a rule set. */
export function dwellingFacts(dwelling: Dwelling, setting: Setting): DwellingFacts {
	const { charter, on, rules } = setting;
	const zones = zonesOf(dwelling.commune);
	const family = ceilingFamilyOf(dwelling.financing);
	const settings = organismRulesOf(rules, dwelling.organismId);
	const perMonth = settings.livingAllowancePer === 'DAY' ? 30 : 1;
	return {
		source: dwelling,
		organismId: dwelling.organismId,
		zones,
		family,
		ceilingIndex: ceilingIndexOf(family, zones),
		derogation: charter.derogationAreas.find((area) => isInArea(area, dwelling, on)) ?? null,
		rooms: dwelling.rooms,
		area: dwelling.area,
		reletRent: dwelling.reletRent ?? NaN,
		extras: dwelling.annexRent + (dwelling.charges ?? NaN),
		scaleIndex: zones.aplZone === null ? -1 : zones.aplZone - 1 + 3 * aidVariant(dwelling, settings),
		isNotDecent: dwelling.isDecent === false,
		accessMask: accessMet(dwelling),
		isAdapted: dwelling.accessibility === 'adapted',
		isExcluded: dwelling.blockers.some((blocker) => charter.excludedDwellings.includes(blocker)),
		settings,
		extraRooms: settings.ownExtraRooms ?? charter.extraRooms,
		allowanceMin: settings.livingAllowanceMin === null ? NaN : settings.livingAllowanceMin * perMonth,
		unitsIndex: (settings.livingAllowanceDivisor === 'UC' ? 0 : 2) + (settings.countVisitingChildren ? 1 : 0),
		bits: 0,
		setting
	};
}

// APL with the RLS, APL without, AL: three scales by zone.
const aidVariant = (dwelling: Dwelling, settings: AffordabilitySettings): number =>
	!dwelling.hasAplAgreement ? 2 : settings.appliesRls ? 0 : 1;

/** The aid scale of a household whose resources are known, by the index of a dwelling. */
export const scaleOf = (h: HouseholdFacts, index: number): AidScale => h.scales[index] ?? makeScale(h, index);

function makeScale(h: HouseholdFacts, index: number): AidScale {
	const variant = Math.floor(index / 3);
	const zone = aplZones[index % 3]!;
	const dependants = aplDependants(h.source.persons, h.setting.month).least;
	const scale = aidScale(h.setting.month, {
		...profileOf(h.source, zone, dependants),
		annualResources: h.resources!.value,
		aid: variant === 2 ? 'AL' : 'APL',
		rlsApplies: variant === 0
	});
	h.scales[index] = scale;
	return scale;
}

/** Points of the local criteria of a move: those of the territory, and of the organism that owns the home. */
export const localPoints = ({ source, territoryPoints }: HouseholdFacts, d: DwellingFacts): number =>
	territoryPoints + criteriaPoints(d.settings.ownCriteria, d.organismId, source.localCriteria);

/** What the home would leave to pay each month, €; NaN when the rent, the charges, the zone or the resources are unknown. */
export function residualOf(h: HouseholdFacts, d: DwellingFacts): number {
	if (d.scaleIndex < 0 || h.resources === null || d.reletRent !== d.reletRent) return NaN;
	return residualAtRent(h, d, d.reletRent);
}

/** The same for another rent; the zone and the resources must be known. */
export const residualAtRent = (h: HouseholdFacts, d: DwellingFacts, rent: number): number =>
	billOf(scaleOf(h, d.scaleIndex), rent, d.extras, d.area >= h.leastAreaForAid && !d.isNotDecent);

/** Rent and extras less the rent reduction and the aid on a scale, €/month; never under zero, NaN when one is unknown. */
export function billOf(scale: AidScale, rent: number, extras: number, hasAid: boolean): number {
	const left = rent + extras - scale.rls - (hasAid ? netAid(scale, rent) : 0);
	return left < 0 ? 0 : left;
}

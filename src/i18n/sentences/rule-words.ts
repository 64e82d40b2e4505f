/** The codes and figures of an explained rule, said with the words of the reader. */
import type { DwellingBlocker } from '#domain/dwellings/dwelling.ts';
import type { Explained } from '#domain/eligibility/explain.ts';
import type { RightCondition } from '#domain/eligibility/right-to-exchange.ts';
import type { InputName, Remedy, RuleOwner, Threshold, Waiver } from '#domain/eligibility/rule.ts';
import type { AccessNeed, LeaseKind, PriorityGroup, Provenance } from '#domain/households/household.ts';
import { documentLabel } from '#domain/reference/documents.ts';
import * as m from '../paraglide/messages.js';
import { getLocale } from '../paraglide/runtime.js';
import * as format from './format.ts';
import { financingNames } from './organisms.ts';

type Names<Code extends string> = Record<Code, () => string>;

export const provenanceNames: Names<Provenance> = {
	landlord: m.rules_from_landlord,
	tenant: m.rules_from_tenant,
	staff: m.rules_from_staff,
	computed: m.rules_from_computed
};

export const inputNames: Names<InputName> = {
	uniqueNumber: m.rules_input_unique_number,
	rightOfResidence: m.rules_input_right_of_residence,
	mainResidence: m.rules_input_main_residence,
	ownsDwelling: m.rules_input_owns_dwelling,
	documents: m.rules_input_documents,
	referenceTaxIncome: m.rules_input_reference_tax_income,
	composition: m.rules_input_composition,
	principalRent: m.rules_input_principal_rent,
	reletRent: m.rules_input_relet_rent,
	charges: m.rules_input_charges,
	presentCharges: m.rules_input_present_charges,
	monthlyResources: m.rules_input_monthly_resources,
	aplResources: m.rules_input_apl_resources,
	arrears: m.rules_input_arrears,
	lease: m.rules_input_lease,
	currentDwelling: m.rules_input_current_dwelling,
	targetDwelling: m.rules_input_target_dwelling,
	rooms: m.rules_input_rooms,
	area: m.rules_input_area,
	decency: m.rules_input_decency,
	accessibility: m.rules_input_accessibility,
	accessNeeds: m.rules_input_access_needs,
	need: m.rules_input_need,
	reservation: m.rules_input_reservation,
	priorityGroups: m.rules_input_priority_groups,
	localCriteria: m.rules_input_local_criteria,
	score: m.rules_input_score,
	programme: m.rules_input_programme
};

export const waiverNames: Names<Waiver> = {
	nobody: m.rules_waiver_nobody,
	prefect: m.rules_waiver_prefect,
	commission: m.rules_waiver_commission,
	agent: m.rules_waiver_agent,
	organism: m.rules_waiver_organism,
	reserver: m.rules_waiver_reserver,
	territory: m.rules_waiver_territory
};

export const ownerNames: Names<RuleOwner> = {
	law: m.rules_owner_law,
	territory: m.rules_owner_territory,
	organism: m.rules_owner_organism,
	reserver: m.rules_owner_reserver
};

export const leaseKindNames: Names<LeaseKind> = {
	ordinary: m.rules_lease_ordinary,
	law1948: m.rules_lease_law1948,
	precarious: m.rules_lease_precarious,
	jobTied: m.rules_lease_job_tied,
	association: m.rules_lease_association,
	shared: m.rules_lease_shared,
	specialUnit: m.rules_lease_special_unit
};

export const blockerNames: Names<DwellingBlocker> = {
	rehabilitation: m.rules_blocker_rehabilitation,
	sale: m.rules_blocker_sale,
	demolition: m.rules_blocker_demolition,
	reserver: m.rules_blocker_reserver,
	specialUnit: m.rules_blocker_special_unit,
	artistStudio: m.rules_blocker_artist_studio
};

export const accessNeedNames: Names<AccessNeed> = {
	lift: m.rules_need_lift,
	groundFloor: m.rules_need_ground_floor,
	stepFree: m.rules_need_step_free,
	adaptedBathroom: m.rules_need_adapted_bathroom,
	wheelchair: m.rules_need_wheelchair
};

export const priorityGroupNames: Names<PriorityGroup> = {
	dalo: m.rules_group_dalo,
	disability: m.rules_group_disability,
	leavingTherapeuticHousing: m.rules_group_leaving_therapeutic_housing,
	badlyHoused: m.rules_group_badly_housed,
	hosted: m.rules_group_hosted,
	backToWork: m.rules_group_back_to_work,
	unfitHousing: m.rules_group_unfit_housing,
	minorInOvercrowdedOrIndecentHousing: m.rules_group_minor_in_overcrowded_or_indecent_housing,
	withoutHousing: m.rules_group_without_housing,
	threatenedWithEviction: m.rules_group_threatened_with_eviction,
	confidential: m.rules_group_confidential
};

/** Why an exchange is not one of right. */
export const rightConditionNames: Names<RightCondition> = {
	sameOwner: m.rules_right_same_owner,
	sameEstate: m.rules_right_same_estate,
	unfurnished: m.rules_right_unfurnished,
	threeChildren: m.rules_right_three_children,
	largerFamilyGainsArea: m.rules_right_larger_family_gains_area,
	bothAsk: m.rules_right_both_ask
};

const gapNames: Names<'commune' | 'fewerRooms' | 'moreRooms' | 'area' | 'floor' | 'bill'> = {
	commune: m.rules_gap_commune,
	fewerRooms: m.rules_gap_fewer_rooms,
	moreRooms: m.rules_gap_more_rooms,
	area: m.rules_gap_area,
	floor: m.rules_gap_floor,
	bill: m.rules_gap_bill
};

const settingNames: Record<string, () => string> = {
	livingAllowanceMin: m.rules_setting_living_allowance_min,
	triennialReviewCommunes: m.rules_setting_triennial_review_communes
};

type Figure = Explained['figures'][string];

const unknown = '—';
const num = (value: Figure, say: (value: number) => string): string =>
	typeof value === 'number' ? say(value) : unknown;
const text = (value: Figure): string => (typeof value === 'string' ? value : unknown);
const day = (value: Figure): string => (typeof value === 'string' ? format.day(value) : unknown);
const euros = (value: Figure): string => num(value, format.euros);
const cents = (value: Figure): string => num(value, (amount) => format.euros(amount, { cents: true }));
const rooms = (count: number): string => m.rules_rooms({ count });

function list(value: Figure, name: (code: string) => string = (code) => code): string {
	if (typeof value !== 'object' || value === null || value.length === 0) return unknown;
	return format.list(value.map(name));
}

const named =
	<Code extends string>(names: Names<Code>) =>
	(code: string): string =>
		code in names ? names[code as Code]() : code;

/** Every figure of a result, written out; a sentence takes the ones it names. */
export function words({ figures: f, threshold }: Explained) {
	return {
		abnormalMonths: num(f.abnormalMonths, format.number),
		amount: cents(f.amount),
		area: num(f.area, format.area),
		category: num(f.category, format.number),
		categoryLow: num(f.categoryLow, format.number),
		ceiling: euros(f.ceiling),
		ceilingLow: euros(f.ceilingLow),
		computed: threshold?.isComputed ? `, ${m.rules_computed_badge()}` : '',
		count: typeof f.count === 'number' ? f.count : 0,
		derogation: text(f.derogation),
		derogationReference: text(f.reference),
		difference: cents(f.difference),
		differenceAbs: num(f.difference, (amount) => format.euros(Math.abs(amount))),
		divisor: (f.divisor === 'PERSONS' ? m.rules_units_persons : m.rules_units_uc)({
			count: typeof f.units === 'number' ? f.units : 2
		}),
		documents: list(f.documents, documentLabel),
		dwellings: num(f.dwellings, format.number),
		family: text(f.family),
		financing: typeof f.financing === 'string' ? named(financingNames)(f.financing) : unknown,
		gaps: list(f.gaps, named(gapNames)),
		groups: list(f.groups, named(priorityGroupNames)),
		homeBlockers: list(f.homeBlockers, named(blockerNames)),
		income: euros(f.income),
		incomeYear: num(f.incomeYear, String),
		labels: list(getLocale() === 'fr' ? f.labelsFr : f.labelsEn),
		notReviewed: list(getLocale() === 'fr' ? f.notReviewedFr : f.notReviewedEn),
		leaseKind: typeof f.leaseKind === 'string' ? named(leaseKindNames)(f.leaseKind) : unknown,
		leaseSince: day(f.since),
		leastArea: num(f.leastArea, format.area),
		length: num(f.length, format.number),
		max: num(f.max, (share) => format.percent(share)),
		max1: num(f.max, (share) => format.percent(share, 1)),
		minAsSet: cents(f.minAsSet),
		months: num(f.months, format.number),
		over: euros(f.over),
		per: f.per === 'MONTH' ? m.rules_per_month() : m.rules_per_day(),
		persons: num(f.persons, (count) => m.rules_persons({ count })),
		perUnit: cents(f.perUnit),
		perUnitAndDay: cents(f.perUnitAndDay),
		quartile:
			typeof f.quartile === 'number'
				? m.rules_quartile_set({ year: num(f.quartileYear, String), amount: format.euros(f.quartile) })
				: m.rules_quartile_unset(),
		rate: num(f.rate, (share) => format.percent(share)),
		rate1: num(f.rate, (share) => format.percent(share, 1)),
		reletRent: cents(f.reletRent),
		rentToday: cents(f.rentToday),
		reserver: text(f.reserver),
		residual: cents(f.residual),
		residualToday: cents(f.residualToday),
		resources: euros(f.resources),
		rooms: num(f.rooms, rooms),
		roomsToday: num(f.roomsToday, format.number),
		score: num(f.score, format.number),
		share: num(f.share, (share) => format.percent(share, 1)),
		since: day(f.since),
		targetBlockers: list(f.targetBlockers, named(blockerNames)),
		units: num(f.units, format.number),
		unmet: list(f.unmet, named(accessNeedNames)),
		unmetConditions: list(f.unmet, named(rightConditionNames)),
		until: day(f.until),
		upTo60: num(f.upTo60, format.number),
		usualLength: num(f.usualLength, format.number),
		vacantFrom: day(f.vacantFrom),
		validUntil: day(f.validUntil),
		weight: num(f.weight, format.number),
		year: num(f.year, String)
	};
}

/** The figures of a result, written out. */
export type Words = ReturnType<typeof words>;

/** Where each figure comes from: « Revenu fiscal de référence : déclarée par le locataire, le 15 janvier 2026. » */
export function figuresFrom({ inputs }: Explained): string {
	return inputs
		.map(({ name, from, on }) => {
			const figure = inputNames[name]();
			const origin = from ? provenanceNames[from]() : m.rules_from_nobody();
			return on
				? m.rules_figure_from_on({ figure, from: origin, day: format.day(on) })
				: m.rules_figure_from({ figure, from: origin });
		})
		.join(' · ');
}

function widening({ field, to }: Extract<Remedy, { kind: 'widenNeed' }>): string {
	const amount = typeof to === 'number' ? to : 0;
	switch (field) {
		case 'commune':
			return m.rules_remedy_widen_commune();
		case 'area':
			return m.rules_remedy_widen_area({ area: format.area(amount) });
		case 'floor':
			return m.rules_remedy_widen_floor({ floor: format.number(amount) });
		case 'bill':
			return m.rules_remedy_widen_bill({ amount: format.euros(amount) });
		default:
			return m.rules_remedy_widen_rooms({ rooms: rooms(amount) });
	}
}

const ends = {
	litigation: m.rules_remedy_end_of_litigation,
	notice: m.rules_remedy_end_of_notice,
	breach: m.rules_remedy_end_of_breach
};

/**
 * What would make a rule pass, in a sentence.
 *
 * @param threshold what the amounts are counted from: one made from a recomputed ceiling says « calculé ».
 */
export function remedySentence(remedy: Remedy, threshold: Threshold | null = null): string {
	const computed = threshold?.isComputed ? ` (${m.rules_computed_badge()})` : '';
	switch (remedy.kind) {
		case 'provide':
			return m.rules_remedy_provide({ input: inputNames[remedy.input](), by: provenanceNames[remedy.by]() });
		case 'renewBefore':
			return m.rules_remedy_renew_before({ day: format.day(remedy.day) });
		case 'incomeAtMost':
			return m.rules_remedy_income_at_most({
				amount: format.euros(remedy.amount),
				lessBy: format.euros(remedy.lessBy),
				computed
			});
		case 'provenRecentIncomeAtMost':
			return m.rules_remedy_proven_recent_income_at_most({ amount: format.euros(remedy.amount), computed });
		case 'rentBelow':
			return m.rules_remedy_rent_below({ amount: cents(remedy.amount) });
		case 'reletRentAtMost':
			return m.rules_remedy_relet_rent_at_most({ amount: format.euros(remedy.amount) });
		case 'resourcesAtLeast':
			return m.rules_remedy_resources_at_least({ amount: format.euros(remedy.amount) });
		case 'otherFinancings':
			return m.rules_remedy_other_financings({ financings: format.list(remedy.financings.map(named(financingNames))) });
		case 'areaAtLeast':
			return m.rules_remedy_area_at_least({ area: format.area(remedy.squareMetres) });
		case 'roomsAtMost':
			return m.rules_remedy_rooms_at_most({ rooms: rooms(remedy.rooms) });
		case 'payArrears':
			return m.rules_remedy_pay_arrears({ amount: cents(remedy.amount) });
		case 'followPlan':
			return m.rules_remedy_follow_plan();
		case 'endOf':
			return ends[remedy.what]();
		case 'reserverAgreement':
			return m.rules_remedy_reserver_agreement({ reserver: remedy.reserver ?? unknown });
		case 'sendDocuments':
			return m.rules_remedy_send_documents({ documents: list(remedy.codes, documentLabel) });
		case 'derogationArea':
			return m.rules_remedy_derogation_area();
		case 'setByOrganism':
			return m.rules_remedy_set_by_organism({ setting: settingNames[remedy.setting]?.() ?? remedy.setting });
		case 'widenNeed':
			return widening(remedy);
	}
}

/** The annonce, said: its pages, its answers, what is wrong in them. */
import type { AccessNeed, Person, PersonRole } from '#domain/households/household.ts';
import type { ListingAnswers, ListingRefusal, ListingStep } from '#domain/needs/listing.ts';
import type { floorChoices, ListingStepError } from '#domain/needs/listing-step.input.ts';
import type { ListingState } from '#domain/needs/listing.workflow.ts';
import type { PartnerError } from '#domain/needs/partner.input.ts';
import type { MoveMotive, Wish } from '#domain/needs/need.ts';
import { typologieOf } from '#domain/dwellings/dwelling.ts';
import * as m from '../paraglide/messages.js';
import * as format from './format.ts';

type Sentences<Code extends string> = Record<Code, () => string>;

export const listingStateNames: Sentences<ListingState> = {
	draft: m.needs_state_draft,
	submitted: m.needs_state_submitted,
	returned: m.needs_state_returned,
	published: m.needs_state_published,
	paused: m.needs_state_paused,
	engaged: m.needs_state_engaged,
	housed: m.needs_state_housed,
	withdrawn: m.needs_state_withdrawn
};

export const listingRefusals: Sentences<ListingRefusal | 'KEY_REUSED'> = {
	LISTING_NOT_FOUND: m.needs_refusal_not_found,
	LISTING_STEP_IMPOSSIBLE: m.needs_refusal_step_impossible,
	LISTING_LOCKED: m.needs_refusal_locked,
	HOUSEHOLD_ALONE: m.needs_refusal_household_alone,
	LISTING_INCOMPLETE: m.needs_refusal_incomplete,
	LISTING_IN_PROPOSAL: m.needs_refusal_in_proposal,
	LISTING_LIMITED: m.needs_refusal_limited,
	LEASE_NOT_FOUND: m.needs_refusal_no_lease,
	DWELLING_KEPT_OUT: m.needs_refusal_kept_out,
	COMMUNE_UNKNOWN: m.needs_refusal_commune,
	PARTNER_IS_ONESELF: m.needs_refusal_partner_oneself,
	KEY_REUSED: m.needs_refusal_key
};

export const partnerErrors: Sentences<PartnerError> = { PARTNER_CODE_WRONG: m.needs_error_partner_code };

export const listingStepErrors: Sentences<ListingStepError> = {
	ANSWER_MISSING: m.needs_error_answer_missing,
	REMARKS_MISSING: m.needs_error_remarks_missing,
	REMARKS_TOO_LONG: m.needs_error_remarks_too_long,
	ACCESS_NEEDS_MISSING: m.needs_error_access_needs_missing,
	RESOURCES_MISSING: m.needs_error_resources_missing,
	AMOUNT_INVALID: m.needs_error_amount_invalid,
	MOTIVE_MISSING: m.needs_error_motive_missing,
	ROOMS_MISSING: m.needs_error_rooms_missing,
	ROOMS_REVERSED: m.needs_error_rooms_reversed,
	AREA_MISSING: m.needs_error_area_missing,
	AREA_INVALID: m.needs_error_area_invalid,
	PLACES_MISSING: m.needs_error_places_missing,
	BILL_MISSING: m.needs_error_bill_missing,
	WISHES_MISSING: m.needs_error_wishes_missing,
	WISHES_CONTRADICTORY: m.needs_error_wishes_contradictory,
	HOUSEHOLDS_MISSING: m.needs_error_households_missing,
	DATE_MISSING: m.needs_error_date_missing,
	DATE_INVALID: m.needs_error_date_invalid,
	CHOICE_INVALID: m.needs_error_choice_invalid
};

export const listingStepNames: Sentences<ListingStep> = {
	dwelling: m.needs_step_dwelling,
	household: m.needs_step_household,
	access: m.needs_step_access,
	resources: m.needs_step_resources,
	motive: m.needs_step_motive,
	size: m.needs_step_size,
	places: m.needs_step_places,
	budget: m.needs_step_budget,
	floor: m.needs_step_floor,
	wishes: m.needs_step_wishes,
	exchange: m.needs_step_exchange
};

export const moveMotiveNames: Sentences<MoveMotive> = {
	tooSmall: m.needs_motive_too_small,
	tooLarge: m.needs_motive_too_large,
	tooExpensive: m.needs_motive_too_expensive,
	health: m.needs_motive_health,
	disability: m.needs_motive_disability,
	neighbourhood: m.needs_motive_neighbourhood,
	closerToWork: m.needs_motive_closer_to_work,
	closerToFamily: m.needs_motive_closer_to_family,
	closerToServices: m.needs_motive_closer_to_services,
	separation: m.needs_motive_separation,
	leavingParents: m.needs_motive_leaving_parents,
	indecent: m.needs_motive_indecent,
	demolition: m.needs_motive_demolition,
	violence: m.needs_motive_violence,
	jobTransfer: m.needs_motive_job_transfer,
	coupleForming: m.needs_motive_couple_forming,
	familyReunion: m.needs_motive_family_reunion,
	childminder: m.needs_motive_childminder,
	other: m.needs_motive_other
};

export const wishNames: Sentences<Exclude<Wish['kind'], 'commune'>> = {
	lift: m.needs_wish_lift,
	groundFloor: m.needs_wish_ground_floor,
	highFloor: m.needs_wish_high_floor,
	goodEnergyClass: m.needs_wish_good_energy,
	lowerBill: m.needs_wish_lower_bill,
	moreArea: m.needs_wish_more_area
};

/** A wish in words; `communeName` gives the name of an INSEE code. */
export const wishSentence = ({ kind, value }: Wish, communeName: (insee: string) => string): string =>
	kind === 'commune' ? m.needs_wish_commune({ commune: communeName(value ?? '') }) : wishNames[kind]();

export const accessNeedChoices: Sentences<AccessNeed> = {
	lift: m.needs_need_lift,
	groundFloor: m.needs_need_ground_floor,
	stepFree: m.needs_need_step_free,
	adaptedBathroom: m.needs_need_adapted_bathroom,
	wheelchair: m.needs_need_wheelchair
};

export const personRoleNames: Sentences<PersonRole> = {
	holder: m.needs_role_holder,
	coHolder: m.needs_role_co_holder,
	partner: m.needs_role_partner,
	child: m.needs_role_child,
	ascendant: m.needs_role_ascendant,
	other: m.needs_role_other
};

const custodyNames: Sentences<NonNullable<Person['custody']>> = {
	full: m.needs_custody_full,
	alternating: m.needs_custody_alternating,
	visiting: m.needs_custody_visiting
};

/** « Odette, 78 ans, titulaire du bail ». */
export function personSentence(person: {
	firstName: string;
	age: number;
	role: PersonRole;
	custody: Person['custody'] | null;
}): string {
	const said = m.needs_person({
		name: person.firstName,
		age: m.needs_age({ count: person.age }),
		role: personRoleNames[person.role]()
	});
	return person.custody && person.custody !== 'full' ? `${said} (${custodyNames[person.custody]()})` : said;
}

export const floorChoiceNames: Sentences<(typeof floorChoices)[number]> = {
	any: m.needs_floor_any,
	'0': m.needs_floor_0,
	'1': m.needs_floor_1,
	'2': () => m.needs_floor_n({ floor: 2 }),
	'3': () => m.needs_floor_n({ floor: 3 }),
	'4': () => m.needs_floor_n({ floor: 4 })
};

/** The answers of the search, page by page, in words; null for a page not answered. */
export function searchSummary(
	{ need }: Pick<ListingAnswers, 'need'>,
	communeName: (insee: string) => string
): Record<'size' | 'places' | 'budget' | 'floor' | 'wishes' | 'exchange', string[] | null> {
	const { minRooms, maxRooms, minArea, communes, maxResidualBill, maxFloorWithoutLift, wishes } = need;
	const { maxHouseholds, notBefore } = need;
	const households = { 2: m.needs_exchange_2, 3: m.needs_exchange_3, 4: m.needs_exchange_4 };
	return {
		size:
			minRooms === undefined || maxRooms === undefined
				? null
				: [
						minRooms === maxRooms
							? m.needs_row_size_one({ min: typologieOf(minRooms) })
							: m.needs_row_size({ min: typologieOf(minRooms), max: typologieOf(maxRooms) }),
						...(minArea ? [m.needs_row_min_area({ area: format.area(minArea) })] : [])
					],
		places: communes?.length ? [format.list(communes.map(communeName))] : null,
		budget:
			maxResidualBill === undefined
				? null
				: [
						maxResidualBill === null
							? m.needs_row_no_limit()
							: m.needs_row_bill({ amount: format.euros(maxResidualBill) })
					],
		floor:
			maxFloorWithoutLift === undefined
				? null
				: maxFloorWithoutLift === null
					? [m.needs_floor_any()]
					: [
							floorChoiceNames[String(maxFloorWithoutLift) as '0']?.() ??
								m.needs_floor_n({ floor: maxFloorWithoutLift }),
							m.needs_floor_with_lift()
						],
		wishes:
			wishes === undefined
				? null
				: wishes.length === 0
					? [m.needs_wish_none()]
					: wishes.map((wish) => wishSentence(wish, communeName)),
		exchange:
			maxHouseholds === undefined
				? null
				: [
						households[maxHouseholds](),
						notBefore ? m.needs_row_not_before({ day: format.day(notBefore) }) : m.needs_exchange_now()
					]
	};
}

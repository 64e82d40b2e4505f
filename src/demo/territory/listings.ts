/** A listing with everything behind it: the household, its dwelling, its lease, what it looks for. */
import { addDays, type Day } from '#domain/calendar.ts';
import { leastArea } from '#domain/affordability/parameters.ts';
import type { PriorityGroup } from '#domain/households/household.ts';
import type { MoveMotive } from '#domain/needs/need.ts';
import demand from '../data/demand.json' with { type: 'json' };
import { pick, type Chances } from './chances.ts';
import type { DrawnDwelling, DwellingMaker } from './dwellings.ts';
import type { PlaceWish } from './geography.ts';
import { drawAdmission, drawLease, latest, leaseTerms } from './leases.ts';
import { drawMoney, residualBillToday } from './money.ts';
import { emailOf, mobileOf } from './names.ts';
import { drawNeed } from './needs.ts';
import { drawPersons, type DrawnPersons } from './persons.ts';
import type { Profile } from './profiles.ts';
import { evenUnits, idOf, randomFor, streams, type Random } from './random.ts';
import type { AccountRow, AddressRow, DwellingRow, HouseholdRow, LeaseRow, ListingRow } from './rows.ts';

export type DrawnListing = {
	dwelling: DwellingRow;
	address: AddressRow;
	household: HouseholdRow;
	lease: LeaseRow;
	listing: ListingRow;
	accounts: AccountRow[];
};

/** Motives that mean leaving the commune. */
export const leavingMotives: readonly MoveMotive[] = ['closerToWork', 'closerToFamily', 'jobTransfer', 'violence'];

/** Share of the listings with such a motive, 0 to 1. */
export const leavingShare = leavingMotives.reduce((sum, motive) => sum + demand.motives.values[motive], 0) / 100;

export type ListingMaker = (number: number) => DrawnListing;

/** Makes the listings 0 … count−1 of a territory, one at a time. */
export function listingMaker(world: {
	seed: number;
	count: number;
	today: Day;
	profiles: Chances<Profile>;
	makeDwelling: DwellingMaker;
	placeWish: PlaceWish;
}): ListingMaker {
	const { seed, count, today, profiles, makeDwelling, placeWish } = world;
	const order = randomFor(seed, streams.order, 0);
	const profileUnits = evenUnits(count, order);
	const eraUnits = evenUnits(count, order);
	const incomeUnits = evenUnits(count, order);
	const placeUnits = evenUnits(count, order);
	const placeCountUnits = evenUnits(count, order);

	return (number) => {
		const profile = pick(profiles, profileUnits[number]!);
		const random = randomFor(seed, streams.household, number);
		const drawn = drawPersons(seed, number, profile, today, random);
		const place = makeDwelling(
			idOf(seed, streams.dwelling, number),
			number,
			{
				rooms: profile.rooms,
				isToDemolish: profile.motive === 'demolition',
				isIndecent: profile.motive === 'indecent',
				isHardToReach: drawn.accessNeeds.some((need) => need !== 'adaptedBathroom'),
				vacantFrom: null
			},
			eraUnits[number]!
		);
		const money = drawMoney(
			profile,
			drawn,
			place.dwelling,
			incomeUnits[number]!,
			today,
			randomFor(seed, streams.money, number)
		);
		const householdId = idOf(seed, streams.household, number);
		const lease = drawLease(seed, number, householdId, place, drawn, today, random);
		const { resources: _resources, ...statedMoney } = money;
		const household: HouseholdRow = {
			id: householdId,
			organismId: place.dwelling.organismId,
			name: drawn.holder.last.text,
			persons: drawn.persons,
			isCouple: drawn.isCouple,
			...statedMoney,
			accessNeeds: drawn.accessNeeds,
			...drawAdmission(number, lease, today, random),
			receivesAah: drawn.receivesAah,
			receivesAeeh: drawn.receivesAeeh,
			lease: leaseTerms(lease),
			compositionStated: { from: 'tenant', on: addDays(today, -random.between(3, 200)) }
		};
		household.priorityGroups = priorityGroupsOf(household, place.dwelling, profile.motive);
		const need = drawNeed(
			profile,
			drawn,
			place.dwelling,
			residualBillToday(household, lease, money, today),
			placeWish(
				place.dwelling.commune,
				leavingMotives.includes(profile.motive),
				randomFor(seed, streams.need, number),
				{ place: placeUnits[number]!, count: placeCountUnits[number]! }
			),
			today,
			random
		);
		const listing: ListingRow = {
			id: idOf(seed, streams.listing, number),
			householdId,
			dwellingId: place.dwelling.id,
			organismId: place.dwelling.organismId,
			motive: profile.motive,
			need,
			description: describe(place, random),
			publishedOn: latest(addDays(today, -random.between(1, 540)), addDays(lease.since, 40))
		};
		return {
			dwelling: place.dwelling,
			address: place.address,
			household,
			lease,
			listing,
			accounts: accountsOf(seed, number, householdId, drawn, random)
		};
	};
}

/** The legal groups that the file itself shows (CCH L.441-1); violence is only ever « confidential ». */
function priorityGroupsOf(household: HouseholdRow, dwelling: DwellingRow, motive: MoveMotive): PriorityGroup[] {
	const groups: PriorityGroup[] = [];
	if (household.hasDalo) groups.push('dalo');
	if (household.persons.some((person) => person.hasDisabilityCard)) groups.push('disability');
	const hasChild = household.persons.some((person) => person.role === 'child');
	const isTooSmall = dwelling.area < leastArea(household.persons.length);
	if (hasChild && (isTooSmall || dwelling.isDecent === false)) groups.push('minorInOvercrowdedOrIndecentHousing');
	if (motive === 'violence') groups.push('confidential');
	return groups;
}

const openings = [
	'Logement lumineux',
	'Logement calme',
	'Logement bien agencé',
	'Logement traversant',
	'Logement refait il y a peu'
];
const surroundings = [
	'écoles et commerces à pied',
	'bus au pied de la résidence',
	'espace vert devant les fenêtres',
	'gare à un quart d’heure à pied',
	'crèche et médecin tout près',
	'marché deux fois par semaine'
];

function describe({ dwelling, estate }: DrawnDwelling, random: Random): string {
	const where = estate.isHouses
		? 'maison de ville'
		: dwelling.floor === 0
			? 'rez-de-chaussée'
			: `${dwelling.floor === 1 ? '1er' : `${dwelling.floor}e`} étage ${dwelling.hasLift ? 'avec' : 'sans'} ascenseur`;
	return `${random.one(openings)}, ${where}, ${random.one(surroundings)}.`;
}

function accountsOf(
	seed: number,
	number: number,
	householdId: string,
	drawn: DrawnPersons,
	random: Random
): AccountRow[] {
	// Every lease holder is a party, so every lease holder signs in.
	const holders = drawn.coHolder ? [drawn.holder, drawn.coHolder] : [drawn.holder];
	return holders.map(({ first, last }, i) => ({
		id: idOf(seed, streams.account, number * 2 + i),
		kind: 'tenant',
		householdId,
		email: emailOf(first, last, 'exemple.test').replace('@', `.${number + 1}${i === 0 ? '' : 'b'}@`),
		firstName: first.text,
		lastName: last.text,
		phone: mobileOf(random.below(10000))
	}));
}

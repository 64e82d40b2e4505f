/** Dwellings: from an estate and a number of rooms to a sheet with its area, rent, charges and access. */
import { addDays, type Day } from '#domain/calendar.ts';
import {
	typologieOf,
	type Accessibility,
	type DwellingBlocker,
	type Financing,
	type Reservation
} from '#domain/dwellings/dwelling.ts';
import stock from '../data/stock.json' with { type: 'json' };
import { pick } from './chances.ts';
import { energyClassByEra, eraByRooms, recentFinancings, type Estate, type EstateChoice } from './estates.ts';
import { streams, randomFor, type Random } from './random.ts';
import type { AddressRow, DwellingRow } from './rows.ts';

/** What the reason of the move says about the dwelling left. */
export type DwellingFacts = {
	rooms: number;
	/** Due to be demolished, or not decent: the reason of the move. */
	isToDemolish?: boolean;
	isIndecent?: boolean;
	/** The household can no longer climb its stairs. */
	isHardToReach?: boolean;
	/** Day from which a vacant dwelling can be let; null when somebody lives there. */
	vacantFrom: Day | null;
};

export type DrawnDwelling = {
	dwelling: DwellingRow;
	address: AddressRow;
	estate: Estate;
	/** Level of the rent, known even when the organism has not said it. */ rent: number;
};

const cents = (amount: number) => Math.round(amount * 100) / 100;

/** A value around a mean, kept within two and a half times the spread. */
const around = (random: Random, { mean, spread }: { mean: number; spread: number }) =>
	mean + spread * Math.min(2.5, Math.max(-2.5, random.bell()));

/** Small homes cost more per square metre: corrections that leave the mean of the stock where it is. */
const rentByRooms = [1.07, 1.02, 1, 0.985, 0.97, 0.96];

const identifiedReservers = ['Ministère des armées', 'Police nationale', 'Centre hospitalier'];
const flowReservers = ['État', 'Action Logement Services', 'Commune', 'Conseil départemental'];
const situations = stock.situations.values;

function drawReservation(random: Random): Reservation {
	const { flowReservation, identifiedReservation } = situations;
	const aim = random.unit() * 100;
	if (aim < identifiedReservation)
		return { kind: 'identified', reserver: random.one(identifiedReservers), agreementRecorded: random.chance(35) };
	if (aim < identifiedReservation + flowReservation)
		return { kind: 'flow', reserver: random.one(flowReservers), agreementRecorded: false };
	return { kind: 'none', reserver: null, agreementRecorded: false };
}

function drawBlockers(random: Random, facts: DwellingFacts): DwellingBlocker[] {
	if (facts.isToDemolish) return ['demolition'];
	for (const blocker of ['rehabilitation', 'sale', 'reserver'] as const)
		if (random.chance(situations[blocker])) return [blocker];
	return [];
}

// Adapted and accessible dwellings are counted over the whole stock and stand only where one arrives without a step.
const stepFreeShare =
	stock.lift.value / 100 +
	(1 - stock.lift.value / 100) * (stock.groundFloorFlats.value / (stock.groundFloorFlats.value + 3));

function drawAccessibility(random: Random, isStepFree: boolean, facts: DwellingFacts): Accessibility {
	if (!isStepFree || facts.isHardToReach) return 'ordinary';
	const { adapted, accessible } = stock.accessibility.values;
	const aim = random.unit() * 100 * stepFreeShare;
	// Those who need an adapted home stay in it: a household that looks for another has one that its occupant has left.
	const isVacant = facts.vacantFrom !== null;
	const offered = isVacant ? adapted : (adapted * stock.adaptedHomes.values.occupantGone) / 100;
	return aim < offered ? 'adapted' : aim < adapted + accessible ? 'accessible' : 'ordinary';
}

function financingOf(estate: Estate, random: Random): Financing {
	if (estate.era === 'old') return 'HLM_BEFORE_1977';
	return estate.era === 'middle' ? 'PLA_1977_1999' : pick(recentFinancings, random.unit());
}

/** An estate for these rooms; one with stairs to climb for those whose home is hard to reach. */
function chooseEstate(choice: EstateChoice, facts: DwellingFacts, eraUnit: number, random: Random): Estate {
	// Only old buildings are demolished.
	const era = facts.isToDemolish ? 'old' : pick(eraByRooms[facts.rooms - 1]!, eraUnit);
	const isHouse = !facts.isHardToReach && random.chance(stock.houses.values[typologieOf(facts.rooms)]);
	let estate = choice.choose(era, isHouse, random.unit());
	for (let tries = 0; facts.isHardToReach && estate.hasLift && tries < 12; tries++)
		estate = choice.choose(era, isHouse, random.unit());
	return estate;
}

export type DwellingMaker = (id: string, number: number, facts: DwellingFacts, eraUnit: number) => DrawnDwelling;

/**
 * Makes the dwellings of a territory. `largestArea` says, for a commune and a number of rooms, the area from which a
 * dwelling would suit the cast; drawn dwellings stay below.
 */
export function dwellingMaker(
	seed: number,
	today: Day,
	choice: EstateChoice,
	largestArea: (commune: string, rooms: number) => number
): DwellingMaker {
	const doors = new Int32Array(choice.estates.length);
	return (id, number, facts, eraUnit) => {
		const random = randomFor(seed, streams.dwelling, number);
		const estate = chooseEstate(choice, facts, eraUnit, random);
		const financing = financingOf(estate, random);
		const upper = facts.isHardToReach
			? 1
			: random.chance(100 / (1 + stock.groundFloorFlats.value / estate.levels))
				? 1
				: 0;
		const floor = estate.isHouses || upper === 0 ? 0 : random.between(1, estate.levels);
		const size = stock.area.values[typologieOf(facts.rooms)];
		const drawnArea = Math.min(size.most, Math.max(size.least, around(random, size)));
		const area = Math.round(Math.min(drawnArea, largestArea(estate.commune, facts.rooms) - 1 - 3 * random.unit()));
		const perSquareMetre = around(random, stock.rentPerSquareMetre.values[financing]) * rentByRooms[facts.rooms - 1]!;
		const { collectiveHeating, individualHeating } = stock.chargesPerSquareMetre.values;
		const charges = area * around(random, estate.hasCollectiveHeating ? collectiveHeating : individualHeating);
		const rent = cents(area * perSquareMetre);
		const door = ++doors[estate.number]!;
		const dwelling: DwellingRow = {
			id,
			organismId: estate.organismId,
			estateId: estate.id,
			commune: estate.commune,
			rooms: facts.rooms,
			area,
			floor,
			hasLift: estate.hasLift,
			accessibility: drawAccessibility(random, estate.hasLift || floor === 0, facts),
			financing,
			reletRent: random.chance(situations.reletRentUnknown) ? null : rent,
			// A parking place for one in three.
			annexRent: random.chance(35) ? cents(24 + 24 * random.unit()) : 0,
			charges: cents(charges),
			energyClass: random.chance(situations.energyClassUnknown)
				? null
				: pick(energyClassByEra[estate.era], random.unit()),
			isDecent: facts.isIndecent
				? false
				: random.chance(situations.decencyUnknown)
					? null
					: !random.chance(situations.indecent),
			hasAplAgreement: financing !== 'PLI',
			isInPriorityQuarter: estate.isInPriorityQuarter,
			reservation: drawReservation(random),
			blockers: drawBlockers(random, facts),
			isFurnished: false,
			vacantFrom: facts.vacantFrom,
			recordedOn: addDays(today, -random.between(5, 90)),
			startsChains: facts.vacantFrom !== null
		};
		const address: AddressRow = {
			dwellingId: id,
			organismId: estate.organismId,
			reference: `R${String(estate.number + 1).padStart(5, '0')}-${String(door).padStart(4, '0')}`,
			street: `${estate.streetNumber + 2 * Math.floor(door / 40)} ${estate.street}`,
			postalCode: estate.postalCode,
			door: estate.isHouses ? `maison ${door}` : `${floor === 0 ? 'rez-de-chaussée' : `étage ${floor}`}, porte ${door}`
		};
		return { dwelling, address, estate, rent };
	};
}

/**
 * The invented territory: a pure function of a size, a seed and a day. Same arguments, same bytes, on any machine.
 * Figures and their sources: docs/demo-territory.md.
 */
import { addDays, type Day } from '#domain/calendar.ts';
import { typologies } from '#domain/dwellings/dwelling.ts';
import { givenDuties } from '#domain/organisms/organism.ts';
import demand from '../data/demand.json' with { type: 'json' };
import stock from '../data/stock.json' with { type: 'json' };
import { castRows, castSize, largestAreaDrawn, seatCast } from './cast.ts';
import { chancesFrom, pick } from './chances.ts';
import { dwellingMaker, type DwellingMaker } from './dwellings.ts';
import { drawEstates, type Estate } from './estates.ts';
import { communesOf, placeWishes, type Size } from './geography.ts';
import { leavingShare, listingMaker } from './listings.ts';
import { drawCommittee, drawOrganisms, drawStaff, firstOrganisms } from './organisms.ts';
import { profileChances, type Imbalance } from './profiles.ts';
import { evenUnits, idOf, randomFor, streams } from './random.ts';
import type { Batch, EstateRow, OrganismRow, RowKind, RowsByKind } from './rows.ts';

export type { Size };

export type TerritoryRequest = {
	size: Size;
	/** Any safe integer. */
	seed: number;
	/** The day on which the territory is told; from 2025 on. */
	today: Day;
	/** Households that want bigger for one that wants smaller: 2, 3.5 (unless said otherwise) or 5.5. */
	imbalance?: Imbalance;
};

/** Live listings of each size, the cast included. */
export const listingsOf: Record<Size, number> = { XS: 80, S: 600, M: 4_000, L: 20_000, XL: 260_000 };

/** Listings that share an estate, on average. */
const listingsPerEstate: Record<Size, number> = { XS: 3, S: 5, M: 5, L: 6, XL: 14 };

/** Vacant dwellings that start chains, the one of the cast included. */
export const vacanciesOf = (size: Size): number =>
	Math.max(4, Math.round((listingsOf[size] * demand.vacancies.value) / 100));

const listingsPerBatch = 2_000;

/**
 * The territory, batch after batch, in an order in which the rows may be written: a row only refers to rows already given.
 * Memory stays bounded whatever the size: some tens of megabytes for the largest.
 *
 * @throws RangeError when the seed is no safe integer or the day is before 2025.
 */
export function* generateTerritory(request: TerritoryRequest): Generator<Batch, void, undefined> {
	const { size, seed, today, imbalance = 3.5 } = request;
	if (!Number.isSafeInteger(seed)) throw new RangeError(`The seed must be a whole number: ${seed}`);
	if (!/^\d{4}-\d{2}-\d{2}$/.test(today) || today < '2025-01-01')
		throw new RangeError(`The day must be written YYYY-MM-DD, from 2025 on: ${today}`);

	const communes = communesOf(size);
	const organisms = drawOrganisms(seed, size, communes);
	const cast = castRows(today);
	const drawnListings = listingsOf[size] - castSize.listings;
	const estateCount = Math.max(24, Math.round(listingsOf[size] / listingsPerEstate[size]));
	const choice = drawEstates(seed, estateCount, communes, organisms);

	const estates = [...cast.estates, ...choice.estates.map(estateRow)];

	yield { kind: 'territories', rows: cast.territories };
	yield { kind: 'communes', rows: communes };
	yield { kind: 'organisms', rows: organisms.rows };
	yield {
		kind: 'committeeMembers',
		rows: organisms.rows
			.flatMap((organism, place) => drawCommittee(seed, organism, place, communes, placesOf(organism, estates)))
			.map(seatCast)
	};
	yield { kind: 'estates', rows: estates };
	yield { kind: 'dwellings', rows: cast.dwellings };
	yield { kind: 'addresses', rows: cast.addresses };
	yield { kind: 'households', rows: cast.households };
	yield { kind: 'leases', rows: cast.leases };
	yield { kind: 'listings', rows: cast.listings };
	yield {
		kind: 'accounts',
		rows: [...cast.accounts, ...organisms.rows.flatMap((organism, i) => staffOf(seed, organism, i))]
	};
	yield { kind: 'dataRequests', rows: cast.dataRequests };
	yield { kind: 'mandates', rows: cast.mandates };

	const makeDwelling = dwellingMaker(seed, today, choice, largestAreaDrawn);
	const makeListing = listingMaker({
		seed,
		count: drawnListings,
		today,
		profiles: profileChances(imbalance),
		makeDwelling,
		placeWish: placeWishes(communes, leavingShare)
	});
	for (let start = 0; start < drawnListings; start += listingsPerBatch) {
		const count = Math.min(listingsPerBatch, drawnListings - start);
		const drawn = Array.from({ length: count }, (_, i) => makeListing(start + i));
		yield { kind: 'dwellings', rows: drawn.map(({ dwelling }) => dwelling) };
		yield { kind: 'addresses', rows: drawn.map(({ address }) => address) };
		yield { kind: 'households', rows: drawn.map(({ household }) => household) };
		yield { kind: 'leases', rows: drawn.map(({ lease }) => lease) };
		yield { kind: 'listings', rows: drawn.map(({ listing }) => listing) };
		yield { kind: 'accounts', rows: drawn.flatMap(({ accounts }) => accounts) };
	}
	yield* drawVacancies(seed, today, vacanciesOf(size) - castSize.vacancies, drawnListings, makeDwelling);
}

/** Everything at once, for the sizes that fit in memory. */
export function collectTerritory(request: TerritoryRequest): { [K in RowKind]: RowsByKind[K][] } {
	const rows: { [K in RowKind]: RowsByKind[K][] } = {
		territories: [],
		communes: [],
		organisms: [],
		committeeMembers: [],
		estates: [],
		dwellings: [],
		addresses: [],
		households: [],
		leases: [],
		listings: [],
		accounts: [],
		dataRequests: [],
		mandates: []
	};
	for (const batch of generateTerritory(request)) (rows[batch.kind] as unknown[]).push(...batch.rows);
	return rows;
}

/** Where an organism has dwellings. */
const placesOf = ({ id }: OrganismRow, estates: readonly EstateRow[]): Set<string> =>
	new Set(estates.filter(({ organismId }) => organismId === id).map(({ commune }) => commune));

const estateRow = ({ id, organismId, commune, name }: Estate): EstateRow => ({ id, organismId, commune, name });

/** More officers where there is more stock; the first person of each role of the first organisms belongs to the cast. */
function staffOf(seed: number, organism: OrganismRow, place: number) {
	const known = Object.values(firstOrganisms)[place];
	const officers = Array.from({ length: known ? Math.round(known.sharePercent / 8) : 2 }, () => 'officer' as const);
	return drawStaff(seed, organism, place, known ? officers : [...officers, ...givenDuties]);
}

function* drawVacancies(
	seed: number,
	today: Day,
	count: number,
	firstNumber: number,
	makeDwelling: DwellingMaker
): Generator<Batch, void, undefined> {
	const order = randomFor(seed, streams.order, 2);
	const roomUnits = evenUnits(count, order);
	const eraUnits = evenUnits(count, order);
	const rooms = chancesFrom(stock.rooms.values);
	const drawn = Array.from({ length: count }, (_, i) => {
		const random = randomFor(seed, streams.vacancy, i);
		const typologie = pick(rooms, roomUnits[i]!);
		const number = firstNumber + i;
		const place = makeDwelling(
			idOf(seed, streams.dwelling, number),
			number,
			{ rooms: typologies.indexOf(typologie) + 1, vacantFrom: addDays(today, random.between(-60, 60)) },
			eraUnits[i]!
		);
		// A vacancy is put in by its organism: nothing keeps it out of the exchange.
		place.dwelling.blockers = [];
		place.dwelling.isDecent = true;
		return place;
	});
	yield { kind: 'dwellings', rows: drawn.map(({ dwelling }) => dwelling) };
	yield { kind: 'addresses', rows: drawn.map(({ address }) => address) };
}

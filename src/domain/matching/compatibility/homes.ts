/**
 * Homes on shelves, so that a household only looks at those that may suit it: by commune and rooms, then by what one
 * must climb and the access needs met, then by rent.
 */
import type { AidScale } from '../../affordability/housing-aid.ts';
import type { DwellingFacts, HouseholdFacts } from '../../eligibility/facts.ts';
import { billOf, residualOf, scaleOf } from '../../eligibility/facts.ts';
import type { Need } from '../../needs/need.ts';

/** A home of the pool: that of a listing, or a vacant one. */
export type Home = {
	facts: DwellingFacts;
	/** The household that lives there; null when vacant. */
	householdId: string | null;
	/** Taken out of the pool since. */
	isGone: boolean;
	/** Its place in the register of homes. */
	slot: number;
	/** What the table of verdicts knows it by. */
	dwellingClass: number;
	organism: number;
	/** The wishes that it meets whoever asks. */
	wishesMet: number;
};

/** T6 means six rooms or more. */
export const mostRooms = 6;

/** The largest typologie stands for all larger homes. */
export const roomsClass = (rooms: number): number => Math.min(rooms, mostRooms);

/** Homes alike in everything but their rent; the cheapest first, those whose rent is unknown last. */
type Shelf = {
	accessMask: number;
	/** Floors to climb on foot. */
	climb: number;
	/** Zone and kind of the housing aid. */
	scaleIndex: number;
	homes: Home[];
	/** What decides whether a home is inside a need, side by side in the order of the homes. */
	figures: Float64Array;
	isSorted: boolean;
};

export type Homes = {
	add(home: Home): void;
	/** Calls `visit` with every home inside the limits of the need, and what it would leave to pay (NaN: unknown). */
	search(household: HouseholdFacts, need: Need, visit: (home: Home, residual: number) => void): void;
};

/** An empty set of shelves. */
export function homesOnShelves(): Homes {
	const shelves = new Map<string, Shelf[]>();

	const shelfOf = ({ facts }: Home): Shelf => {
		const place = placeKey(facts.source.commune, roomsClass(facts.rooms));
		const climb = climbOf(facts);
		const there = shelves.get(place) ?? [];
		shelves.set(place, there);
		const found = there.find(
			(shelf) => shelf.accessMask === facts.accessMask && shelf.climb === climb && shelf.scaleIndex === facts.scaleIndex
		);
		if (found) return found;
		const shelf = {
			accessMask: facts.accessMask,
			climb,
			scaleIndex: facts.scaleIndex,
			homes: [],
			figures: new Float64Array(0),
			isSorted: true
		};
		there.push(shelf);
		return shelf;
	};

	return {
		add(home) {
			const shelf = shelfOf(home);
			shelf.homes.push(home);
			shelf.isSorted = false;
		},
		search(household, need, visit) {
			for (const commune of need.communes)
				for (let rooms = roomsClass(need.minRooms); rooms <= roomsClass(need.maxRooms); rooms++)
					for (const shelf of shelves.get(placeKey(commune, rooms)) ?? []) {
						if ((household.accessMask & ~shelf.accessMask) !== 0) continue;
						if (need.maxFloorWithoutLift !== null && shelf.climb > need.maxFloorWithoutLift) continue;
						searchShelf(shelf, household, need, visit);
					}
		}
	};
}

/** The place of a home among the places that households ask for. */
export const placeKey = (commune: string, rooms: number): string => `${commune}/${rooms}`;

const climbOf = ({ source }: DwellingFacts): number => (source.hasLift ? 0 : Math.max(0, source.floor));

const rentRank = (home: Home): number => (Number.isNaN(home.facts.reletRent) ? Infinity : home.facts.reletRent);

/** Rent, extras, area, and the area that counts for the aid: none does in a home that is not decent. */
const figuresPerHome = 4;

function sort(shelf: Shelf): void {
	shelf.homes = shelf.homes.filter((home) => !home.isGone).sort((a, b) => rentRank(a) - rentRank(b));
	shelf.figures = new Float64Array(shelf.homes.length * figuresPerHome);
	for (const [i, { facts }] of shelf.homes.entries())
		shelf.figures.set(
			[facts.reletRent, facts.extras, facts.area, facts.isNotDecent ? -1 : facts.area],
			i * figuresPerHome
		);
	shelf.isSorted = true;
}

/**
 * A dearer rent leaves more to pay, but for the roundings: with a little more rent the aid may rise by the euro that was
 * dropped, and begin to be paid at all. €/month.
 */
const mostGainedByRent = ({ figures, aid }: AidScale): number => figures.minimumPayment[aid] + 2;

function searchShelf(
	shelf: Shelf,
	household: HouseholdFacts,
	need: Need,
	visit: (home: Home, residual: number) => void
): void {
	if (!shelf.isSorted) sort(shelf);
	const { homes, figures, scaleIndex } = shelf;
	const mostBill = need.maxResidualBill ?? Infinity;
	const hasLimit = need.maxResidualBill !== null;
	const leastArea = need.minArea ?? 0;
	const { leastAreaForAid } = household;
	const scale = scaleIndex < 0 || household.resources === null ? null : scaleOf(household, scaleIndex);
	// What the dearer homes that follow leave to pay at least, without their extras.
	let leastBefore = -Infinity;
	for (let i = 0, at = 0; i < homes.length; i++, at += figuresPerHome) {
		if (figures[at + 2]! < leastArea) continue;
		const rent = figures[at]!;
		const extras = figures[at + 1]!;
		const hasAid = figures[at + 3]! >= leastAreaForAid;
		if (hasAid && leastBefore + extras > mostBill) continue;
		const residual = scale === null || rent !== rent ? NaN : billOf(scale, rent, extras, hasAid);
		if (hasLimit && !(residual <= mostBill)) {
			// A home without aid (too small, not decent) says nothing of the others, nor does one whose bill is unknown.
			if (!hasAid || scale === null) continue;
			leastBefore = residual - extras - mostGainedByRent(scale);
			if (leastBefore > mostBill) return;
			continue;
		}
		const home = homes[i]!;
		if (!home.isGone) visit(home, residual);
	}
}

/** Whether one home is inside the limits of a need: the question of the shelves, for a single home. */
export function suits(household: HouseholdFacts, need: Need, home: Pick<Home, 'facts'>): { residual: number } | null {
	const { facts } = home;
	const rooms = roomsClass(facts.rooms);
	if (rooms < roomsClass(need.minRooms) || rooms > roomsClass(need.maxRooms)) return null;
	if (!need.communes.includes(facts.source.commune)) return null;
	if ((household.accessMask & ~facts.accessMask) !== 0) return null;
	if (need.maxFloorWithoutLift !== null && climbOf(facts) > need.maxFloorWithoutLift) return null;
	if (need.minArea !== null && facts.area < need.minArea) return null;
	const residual = residualOf(household, facts);
	return need.maxResidualBill !== null && !(residual <= need.maxResidualBill) ? null : { residual };
}

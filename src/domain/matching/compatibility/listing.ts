/** What the engine is given of a household and its home, and the part of its need that must be known. */
import type { Day } from '../../calendar.ts';
import type { Dwelling } from '../../dwellings/dwelling.ts';
import type { Household } from '../../households/household.ts';
import type { Need } from '../../needs/need.ts';

/** A published listing: a household that would leave its home for another. */
export type PoolListing = {
	listingId: string;
	household: Household;
	/** The home it brings. */
	dwelling: Dwelling;
	/** Questions not answered are absent or null. */
	need: Partial<Need>;
	/** What it asks for in its own words, where the search is given a need that no home meets: explanations are of this one. */
	askedNeed?: Partial<Need>;
	/** Since when it has been waiting here. */
	publishedOn: Day;
};

/** Whether no search may reach a household, whatever it asks for and whomever it names. */
export const isOutOfReach = ({ askedNeed }: PoolListing): boolean => askedNeed !== undefined;

/** A household that will not move to a dwelling: it said no, or was told no. Never proposed again. */
export type RefusedPair = { householdId: string; dwellingId: string };

/** A home as it is now; with neither listing nor vacancy it is in the exchange no more. */
export type StandingHome = {
	dwellingId: string;
	listing: PoolListing | null;
	vacancy: Dwelling | null;
	/** No live exchange holds it. */
	isFree: boolean;
	/** Homes that its household will not have. */
	refused: readonly string[];
};

/** The need with its limits spelled out; null when a question without which nothing can be searched has no answer. */
export function searchableNeed(need: Partial<Need>): Need | null {
	const { minRooms, maxRooms, communes, maxHouseholds } = need;
	if (minRooms == null || maxRooms == null || maxHouseholds == null || !communes || communes.length === 0) return null;
	return {
		minRooms,
		maxRooms,
		communes: [...new Set(communes)],
		maxHouseholds,
		maxResidualBill: need.maxResidualBill ?? null,
		minArea: need.minArea ?? null,
		maxFloorWithoutLift: need.maxFloorWithoutLift ?? null,
		wishes: need.wishes ?? [],
		notBefore: need.notBefore ?? null
	};
}

/** The homes of a territory that stand between repairs, found by what a repair asks for without going through them all. */
import type { StandingHome } from './listing.ts';

export type StandingHomes = {
	get(dwellingId: string): StandingHome | undefined;
	/** The home that a household would leave. */
	ofHousehold(householdId: string): StandingHome | undefined;
	/** The homes with an annonce in one estate. */
	inEstate(estateId: string): Iterable<StandingHome>;
	/** How many annonces a live exchange holds. */
	held(): number;
	/** Takes over a home as it is now, with neither annonce nor vacancy when it is gone; as it was before, if it was there. */
	put(home: StandingHome): StandingHome | undefined;
};

/** @param all the homes there are to begin with */
export function standingHomes(all: Iterable<StandingHome>): StandingHomes {
	const homes = new Map<string, StandingHome>();
	const byHousehold = new Map<string, StandingHome>();
	const byEstate = new Map<string, Map<string, StandingHome>>();
	let held = 0;

	const remove = ({ dwellingId, listing, isFree }: StandingHome) => {
		homes.delete(dwellingId);
		if (!listing) return;
		// Its household may bring another home already.
		if (byHousehold.get(listing.household.id)?.dwellingId === dwellingId) byHousehold.delete(listing.household.id);
		byEstate.get(listing.dwelling.estateId)!.delete(dwellingId);
		if (!isFree) held--;
	};

	const add = (home: StandingHome) => {
		const { dwellingId, listing, isFree } = home;
		homes.set(dwellingId, home);
		if (!listing) return;
		byHousehold.set(listing.household.id, home);
		const { estateId } = listing.dwelling;
		const estate = byEstate.get(estateId);
		if (estate) estate.set(dwellingId, home);
		else byEstate.set(estateId, new Map([[dwellingId, home]]));
		if (!isFree) held++;
	};

	for (const home of all) add(home);
	return {
		get: (dwellingId) => homes.get(dwellingId),
		ofHousehold: (householdId) => byHousehold.get(householdId),
		inEstate: (estateId) => byEstate.get(estateId)?.values() ?? [],
		held: () => held,
		put(home) {
			const before = homes.get(home.dwellingId);
			if (before) remove(before);
			if (home.listing || home.vacancy) add(home);
			return before;
		}
	};
}

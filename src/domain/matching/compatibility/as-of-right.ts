/**
 * Exchanges as of right (law of 6 July 1989, art. 9) that the ordinary rules keep out of the graph of the engine, such
 * as a family above the ceiling. The right looks at no ceiling, so they are looked for among those the run left out:
 * an exchange found there takes nothing from the others.
 */
import { compileDwelling, compileHousehold, compileRuleSet, type CompiledRuleSet } from '../../eligibility/compile.ts';
import { rightToExchange } from '../../eligibility/right-to-exchange.ts';
import type { CompatibilitySetting } from './compatibility.ts';
import type { ArrangedExchange, Exchange, Move } from './exchanges.ts';
import { suits } from './homes.ts';
import { isOutOfReach, searchableNeed, type PoolListing, type RefusedPair } from './listing.ts';

/**
 * Pairs of free listings that have the right to exchange and ask for each other's home, each listing once.
 *
 * @param free listings that no other exchange of the run serves; the same ones give the same pairs in whatever order
 */
export function exchangesOfRight(
	setting: CompatibilitySetting,
	free: readonly PoolListing[],
	refused: readonly RefusedPair[]
): Exchange[] {
	const compiled = compileRuleSet(setting.rules, setting.on);
	const asksFor = (one: PoolListing, other: PoolListing) =>
		!isRefused(refused, one, other) && asks(one, other, compiled, setting.leasesBy);
	const neighbours = Map.groupBy(
		free.toSorted((a, b) => (a.listingId < b.listingId ? -1 : 1)),
		({ dwelling }) => dwelling.estateId
	);
	const taken = new Set<PoolListing>();
	const exchanges: Exchange[] = [];
	for (const listings of neighbours.values())
		for (const [place, one] of listings.entries()) {
			const other = listings
				.slice(place + 1)
				.find(
					(next) => !taken.has(one) && !taken.has(next) && holds(one, next) && asksFor(one, next) && asksFor(next, one)
				);
			if (!other) continue;
			taken.add(one).add(other);
			exchanges.push(between(one, other));
		}
	return exchanges;
}

/**
 * Of the exchanges that households arranged themselves, those that are their right: having named each other, they ask for
 * each other's home whatever else they search for. Each listing once, the first arranged before the others.
 */
export function arrangedOfRight(
	listings: readonly PoolListing[],
	arranged: readonly ArrangedExchange[],
	refused: readonly RefusedPair[]
): Exchange[] {
	const listingOf = new Map(listings.map((listing) => [listing.listingId, listing]));
	const taken = new Set<PoolListing>();
	return arranged.flatMap(({ listingIds }) => {
		const [one, other, ...others] = listingIds.map((id) => listingOf.get(id));
		if (!one || !other || others.length > 0 || taken.has(one) || taken.has(other)) return [];
		if (isOutOfReach(one) || isOutOfReach(other)) return [];
		if (isRefused(refused, one, other) || isRefused(refused, other, one) || !holds(one, other)) return [];
		taken.add(one).add(other);
		return [between(one, other)];
	});
}

const isRefused = (refused: readonly RefusedPair[], one: PoolListing, other: PoolListing): boolean =>
	refused.some(({ householdId, dwellingId }) => householdId === one.household.id && dwellingId === other.dwelling.id);

const between = (one: PoolListing, other: PoolListing): Exchange => ({
	kind: 'cycle',
	moves: [moveOf(one, other), moveOf(other, one)]
});

// Both are asked before anything is done: the right is recognised once they have said yes.
const holds = (one: PoolListing, other: PoolListing): boolean => rightToExchange(one, other, true).holds === true;

/** Whether a household asks for a home, at the amounts of the lease that it would take over. */
function asks(one: PoolListing, other: PoolListing, compiled: CompiledRuleSet, leasesBy: string): boolean {
	const need = searchableNeed(one.need);
	if (!need || (need.notBefore !== null && need.notBefore > leasesBy)) return false;
	const { principalRent, annexRent, charges } = other.household.lease;
	const home = compileDwelling({ ...other.dwelling, reletRent: principalRent, annexRent, charges }, compiled);
	const household = compileHousehold(one.household, { current: one.dwelling, need }, compiled);
	return suits(household, need, { facts: home }) !== null;
}

const moveOf = (mover: PoolListing, target: PoolListing): Move => ({
	listingId: mover.listingId,
	householdId: mover.household.id,
	homeOrganismId: mover.dwelling.organismId,
	currentDwellingId: mover.dwelling.id,
	targetDwellingId: target.dwelling.id,
	targetOrganismId: target.dwelling.organismId
});

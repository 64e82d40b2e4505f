/**
 * The exchange as of right (loi n° 89-462 of 6 July 1989, art. 9): each tenant takes over the other's lease, nobody is
 * a new entrant. No CAL, no ceiling, no new rent: the landlord only checks the conditions.
 */
import type { Dwelling } from '../dwellings/dwelling.ts';
import type { Household } from '../households/household.ts';

/** The two ways to exchange: through the commissions, or as of right. */
export const exchangePaths = ['ORDINARY', 'RIGHT_ART9'] as const;
export type ExchangePath = (typeof exchangePaths)[number];

export const rightConditions = [
	'sameOwner',
	'sameEstate',
	'unfurnished',
	'threeChildren',
	'largerFamilyGainsArea',
	'bothAsk'
] as const;
export type RightCondition = (typeof rightConditions)[number];

/** Each condition with its answer: true, false, or null when it is not known. */
export type RightToExchange = {
	holds: boolean | null;
	conditions: Record<RightCondition, boolean | null>;
};

type Side = { household: Household; dwelling: Dwelling };

const childrenOf = (household: Household): number =>
	household.persons.filter((person) => person.role === 'child' && person.custody !== 'visiting').length;

const ownerOf = (dwelling: Dwelling): string => dwelling.ownerId ?? dwelling.organismId;

/** A large family has three children at least; the one whose home must grow is the larger of the two. */
function largerFamilyGainsArea(one: Side, other: Side): boolean {
	const gap =
		childrenOf(one.household) - childrenOf(other.household) ||
		one.household.persons.length - other.household.persons.length;
	if (gap === 0) return one.dwelling.area !== other.dwelling.area;
	return gap > 0 ? other.dwelling.area > one.dwelling.area : one.dwelling.area > other.dwelling.area;
}

/**
 * Do two households have the right to exchange?
 * @param bothAsk both tenants asked for this exchange; null while one has not answered
 */
export function rightToExchange(one: Side, other: Side, bothAsk: boolean | null): RightToExchange {
	const conditions: RightToExchange['conditions'] = {
		sameOwner: ownerOf(one.dwelling) === ownerOf(other.dwelling),
		sameEstate: one.dwelling.estateId === other.dwelling.estateId,
		unfurnished: !one.dwelling.isFurnished && !other.dwelling.isFurnished,
		threeChildren: Math.max(childrenOf(one.household), childrenOf(other.household)) >= 3,
		largerFamilyGainsArea: largerFamilyGainsArea(one, other),
		bothAsk
	};
	const answers = Object.values(conditions);
	return { holds: answers.includes(false) ? false : answers.includes(null) ? null : true, conditions };
}

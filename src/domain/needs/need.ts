import type { Day } from '../calendar.ts';

/** Why a household wants to move: codes of the national register (SNE), main motive. */
export const moveMotives = [
	'tooSmall',
	'tooLarge',
	'tooExpensive',
	'health',
	'disability',
	'neighbourhood',
	'closerToWork',
	'closerToFamily',
	'closerToServices',
	'separation',
	'leavingParents',
	'indecent',
	'demolition',
	'violence',
	'jobTransfer',
	'coupleForming',
	'familyReunion',
	'childminder',
	'other'
] as const;
export type MoveMotive = (typeof moveMotives)[number];

/** What a household asks of its next home. Everything here is required of a match; wishes only rank. */
export type Need = {
	minRooms: number;
	maxRooms: number;
	/** INSEE codes accepted; at least one. */
	communes: string[];
	/** Highest residual bill accepted (rent + charges − aids), €/month; null: no limit. */
	maxResidualBill: number | null;
	/** Smallest habitable area accepted, m²; null: no limit. */
	minArea: number | null;
	/** Highest floor accepted without a lift; null: any. */
	maxFloorWithoutLift: number | null;
	/** What makes one home better than another among those that fit. */
	wishes: Wish[];
	/** Longest chain accepted, in households: 2 is a direct swap. */
	maxHouseholds: 2 | 3 | 4;
	/** The household cannot move before. */
	notBefore: Day | null;
};

export const wishKinds = [
	'commune',
	'lift',
	'groundFloor',
	'highFloor',
	'goodEnergyClass',
	'lowerBill',
	'moreArea'
] as const;
export type Wish = { kind: (typeof wishKinds)[number]; value?: string };

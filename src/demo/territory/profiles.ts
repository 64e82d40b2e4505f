/**
 * What a listing is before its details: why the household moves, how many rooms more or fewer it wants, what it is made
 * of, and the rooms it has today. The published shares hold together only if these are drawn at once: a household that
 * says « too small » must live in too small a home.
 */
import { moveMotives, type MoveMotive } from '#domain/needs/need.ts';
import demand from '../data/demand.json' with { type: 'json' };
import stock from '../data/stock.json' with { type: 'json' };
import { chancesOf, fitShares, type Chances } from './chances.ts';

export const householdKinds = ['single', 'couple', 'singleParent', 'coupleWithChildren', 'other'] as const;
export type HouseholdKind = (typeof householdKinds)[number];

/** First ages of the classes in which lease holders are counted. */
export const ageClasses = [18, 30, 40, 50, 60, 70] as const;

export const roomChanges = [-2, -1, 0, 1, 2] as const;

export type Profile = {
	motive: MoveMotive;
	/** Rooms wanted minus rooms of today. */
	change: (typeof roomChanges)[number];
	kind: HouseholdKind;
	/** Persons; 6 means six or more. */
	size: number;
	/** Rooms of the present dwelling; 6 means six or more. */
	rooms: number;
	/** First age of the class of the lease holder. */
	ageClass: (typeof ageClasses)[number];
};

/** How many households want bigger for one that wants smaller. */
export const imbalances = [2, 3.5, 5.5] as const;
export type Imbalance = (typeof imbalances)[number];

/** Children of a household of this kind and size. */
export function childrenOf(kind: HouseholdKind, size: number): number {
	if (kind === 'singleParent') return size - 1;
	return kind === 'coupleWithChildren' ? size - 2 : 0;
}

/**
 * Too many persons for the rooms: more than one per room, or fewer bedrooms than needed (one for the adult or the couple,
 * one for two children, one for each other adult). Plain sense, not the legal over-occupation, which counts square metres.
 */
export function isCramped(kind: HouseholdKind, size: number, rooms: number): boolean {
	if (kind === 'single') return false;
	const bedrooms = kind === 'other' ? size : 1 + Math.ceil(childrenOf(kind, size) / 2);
	return size > rooms || rooms - 1 < bedrooms;
}

/** What each motive asks for: weights of −2, −1, 0, +1, +2 rooms before the shares are fitted. */
const changesByMotive: Record<MoveMotive, readonly [number, number, number, number, number]> = {
	tooSmall: [0, 0, 0, 85, 15],
	tooLarge: [35, 65, 0, 0, 0],
	tooExpensive: [8, 42, 50, 0, 0],
	health: [2, 18, 70, 10, 0],
	disability: [1, 10, 65, 22, 2],
	neighbourhood: [0, 4, 72, 22, 2],
	closerToWork: [0, 8, 72, 18, 2],
	closerToFamily: [1, 14, 68, 15, 2],
	closerToServices: [1, 15, 70, 13, 1],
	separation: [12, 38, 38, 12, 0],
	leavingParents: [12, 70, 18, 0, 0],
	indecent: [0, 4, 60, 30, 6],
	demolition: [0, 12, 60, 25, 3],
	violence: [0, 15, 75, 10, 0],
	jobTransfer: [0, 5, 70, 23, 2],
	coupleForming: [0, 0, 20, 70, 10],
	familyReunion: [0, 0, 5, 60, 35],
	childminder: [0, 0, 5, 80, 15],
	other: [2, 14, 54, 27, 3]
};

/** Who has this motive, where not everybody may; by kind of household. */
const kindsByMotive: Partial<Record<MoveMotive, Partial<Record<HouseholdKind, number>>>> = {
	separation: { single: 1, singleParent: 1.2 },
	coupleForming: { couple: 1, coupleWithChildren: 0.3 },
	familyReunion: { coupleWithChildren: 1, other: 0.5 },
	childminder: { singleParent: 0.3, coupleWithChildren: 1 },
	leavingParents: { single: 1, couple: 1.2, singleParent: 0.5, coupleWithChildren: 0.4 },
	violence: { single: 0.7, singleParent: 1 }
};

/** At what ages, where it matters; by age class. */
const agesByMotive: Partial<Record<MoveMotive, readonly number[]>> = {
	tooLarge: [0, 0.1, 0.3, 1.2, 2, 2.5],
	health: [0.3, 0.5, 0.8, 1.2, 1.8, 2.5],
	disability: [0.5, 0.7, 1, 1.2, 1.2, 1.2],
	closerToWork: [1.2, 1.2, 1, 0.8, 0.1, 0],
	jobTransfer: [1.2, 1.2, 1, 0.6, 0, 0],
	closerToServices: [0.6, 0.7, 0.8, 1, 1.5, 2],
	leavingParents: [0, 0, 0.6, 1.5, 1.2, 0.5],
	coupleForming: [2.5, 1.5, 0.5, 0.3, 0.1, 0],
	childminder: [0.5, 1.5, 1.2, 0.8, 0, 0],
	familyReunion: [0.8, 1.4, 1.2, 0.5, 0.1, 0]
};

/** At what ages each kind of household is met. Later children stay at home after the lease holder is sixty. */
function ageWeight(kind: HouseholdKind, size: number, place: number): number {
	const youngFamily = [1, 1, 0.45, 0.2, 0.09, 0.04][childrenOf(kind, size)]!;
	const weights: Record<HouseholdKind, readonly number[]> = {
		single: [1, 0.8, 0.8, 1, 1.2, 1.2],
		couple: [1, 0.7, 0.5, 1, 1.3, 1.1],
		singleParent: [0.7 * youngFamily, 1, 1, 0.6, 0.12, 0.03],
		coupleWithChildren: [0.6 * youngFamily, 1.1, 1.1, 0.55, 0.1, 0.02],
		other: [0.4, 0.6, 0.8, 1, 1, 0.8]
	};
	return weights[kind][place]!;
}

/** How often a household of this size is met in this number of rooms. */
function occupancyWeight(size: number, rooms: number): number {
	const weights = [0.01, 0.06, 0.25, 0.8, 1.2, 1, 0.35, 0.1, 0.03];
	return weights[Math.min(Math.max(rooms - size + 4, 0), 8)]!;
}

/** 0 for what does not happen, else how plausible it is before the shares are fitted. */
function plausibility(profile: Profile, changePlace: number, agePlace: number): number {
	const { motive, change, kind, size, rooms } = profile;
	const wanted = rooms + change;
	if (wanted < 1 || wanted > 6) return 0;
	if (change > 0 && (rooms > size || wanted > size + 1)) return 0;
	if (change < 0 && (rooms < size + 1 || isCramped(kind, size, wanted))) return 0;
	if (change === 0 && (rooms > size + 2 || rooms < size - 2)) return 0;
	if (motive === 'tooSmall' && !isCramped(kind, size, rooms)) return 0;
	// Legal under-occupation: habitable rooms above persons + 1 (CCH L.621-2).
	if (motive === 'tooLarge' && rooms <= size + 1) return 0;
	const kinds = kindsByMotive[motive];
	return (
		changesByMotive[motive][changePlace]! *
		(kinds ? (kinds[kind] ?? 0) : 1) *
		(agesByMotive[motive]?.[agePlace] ?? 1) *
		ageWeight(kind, size, agePlace) *
		occupancyWeight(size, rooms)
	);
}

/** The shares of the changes of rooms when bigger is to smaller as `imbalance` to 1. */
export function changeShares(imbalance: Imbalance): number[] {
	const { '-2': muchSmaller, '-1': smaller, '0': same, '1': bigger, '2': muchBigger } = demand.roomsWanted.values;
	const moving = muchSmaller + smaller + bigger + muchBigger;
	const down = moving / (1 + imbalance) / (muchSmaller + smaller);
	const up = (moving * imbalance) / (1 + imbalance) / (bigger + muchBigger);
	return [muchSmaller * down, smaller * down, same, bigger * up, muchBigger * up];
}

const sizesOf: Record<HouseholdKind, readonly number[]> = {
	single: [1],
	couple: [2],
	singleParent: [2, 3, 4, 5, 6],
	coupleWithChildren: [3, 4, 5, 6],
	other: [2, 3, 4, 5]
};

/** All the profiles with their chances, such that every published share holds. */
export function profileChances(imbalance: Imbalance): Chances<Profile> {
	const profiles: Profile[] = [];
	const seed: number[] = [];
	for (const motive of moveMotives)
		for (const [changePlace, change] of roomChanges.entries())
			for (const kind of householdKinds)
				for (const size of sizesOf[kind])
					for (let rooms = 1; rooms <= 6; rooms++)
						for (const [agePlace, ageClass] of ageClasses.entries()) {
							const profile: Profile = { motive, change, kind, size, rooms, ageClass };
							const weight = plausibility(profile, changePlace, agePlace);
							if (weight === 0) continue;
							profiles.push(profile);
							seed.push(weight);
						}
	const wanted = (shares: Record<string, number>, keys: readonly (string | number)[]) =>
		keys.map((key) => shares[String(key)]!);
	const weights = fitShares(seed, [
		{
			classOf: profiles.map((profile) => ageClasses.indexOf(profile.ageClass)),
			wanted: wanted(demand.holderAges.values, ageClasses)
		},
		{
			classOf: profiles.map((profile) => householdKinds.indexOf(profile.kind)),
			wanted: wanted(demand.householdKinds.values, householdKinds)
		},
		{
			classOf: profiles.map((profile) => profile.size - 1),
			wanted: wanted(demand.householdSizes.values, [1, 2, 3, 4, 5, 6])
		},
		{
			classOf: profiles.map((profile) => profile.rooms - 1),
			wanted: wanted(stock.rooms.values, ['T1', 'T2', 'T3', 'T4', 'T5', 'T6'])
		},
		{ classOf: profiles.map((profile) => roomChanges.indexOf(profile.change)), wanted: changeShares(imbalance) },
		{
			classOf: profiles.map((profile) => moveMotives.indexOf(profile.motive)),
			wanted: wanted(demand.motives.values, moveMotives)
		}
	]);
	return chancesOf(profiles, weights);
}

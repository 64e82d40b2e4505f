/**
 * What the charter of a territory decides of the objective of a run: the order of its levels and what each thing
 * counts. Versioned and dated with the charter; a run keeps the version it used.
 */

/** Situations that a move may end, in the order they are told. */
export const priorityKinds = ['access', 'notDecent', 'overOccupied', 'underOccupied', 'tooDear'] as const;
export type PriorityKind = (typeof priorityKinds)[number];

/** What each ended situation counts. */
export type PriorityPoints = Readonly<Record<PriorityKind, number>>;

/** Levels that a charter puts in its order; a level is settled before the next is looked at. */
export const orderedLevels = ['priorities', 'households', 'balance', 'independence', 'quality'] as const;
export type OrderedLevel = (typeof orderedLevels)[number];

/** Names of all levels, as a record keeps them; the first is of repairs only, and always comes before the others. */
export const levelNames = ['rehoused', ...orderedLevels] as const;
export type LevelName = (typeof levelNames)[number];

/** What the level of quality is made of, in the order it is told. */
export const qualityParts = [
	'base',
	'perWish',
	'eurosPerPoint',
	'mostForBill',
	'perYearWaited',
	'mostForWait',
	'toCheck'
] as const;
export type QualityPart = (typeof qualityParts)[number];

/** Points of the level of quality. */
export type QualityPoints = Readonly<{
	/** Any move. */
	base: number;
	/** Each wish met. */
	perWish: number;
	/** Euros a month saved that make one point; and at most so many points, gained or lost. */
	eurosPerPoint: number;
	mostForBill: number;
	/** Each year waited, and at most so many points. */
	perYearWaited: number;
	mostForWait: number;
	/** Taken off when an organism or a commission has something left to check. */
	toCheck: number;
}>;

export type ObjectiveSettings = {
	/** Every level once, the most important first. A version older than a level does not serve it. */
	order: readonly OrderedLevel[];
	priorityPoints: PriorityPoints;
	qualityPoints: QualityPoints;
};

/**
 * Before a territory has decided anything: no comfort is ever bought with an urgent need, with somebody's move, nor with what an
 * organism would do for its households without the others.
 * The figures are ours, not law. The base of quality keeps every move above zero.
 */
export const defaultObjective: ObjectiveSettings = {
	order: ['priorities', 'households', 'balance', 'independence', 'quality'],
	priorityPoints: { access: 3, notDecent: 3, overOccupied: 2, underOccupied: 2, tooDear: 1 },
	qualityPoints: {
		base: 30,
		perWish: 10,
		eurosPerPoint: 10,
		mostForBill: 20,
		perYearWaited: 2,
		mostForWait: 10,
		toCheck: 5
	}
};

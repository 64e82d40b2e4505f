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
export const orderedLevels = ['priorities', 'households', 'balance', 'robustness', 'quality'] as const;
export type OrderedLevel = (typeof orderedLevels)[number];

/** Names of all levels, as a record keeps them; the first is of repairs only, and always comes before the others. */
export const levelNames = ['rehoused', ...orderedLevels] as const;
export type LevelName = (typeof levelNames)[number];

/** Names that the record of a run may hold: those of today, and that of short exchanges, whose place robustness has taken. */
export type RecordedLevel = LevelName | 'independence';

/** What makes a move more or less likely, in the order it is told. */
export const linkChanceParts = ['base', 'toCheck', 'dearer'] as const;
export type LinkChancePart = (typeof linkChanceParts)[number];

/** Chances that a move that is proposed is made, in percent, 1 … 100. */
export type LinkChances = Readonly<{
	/** Any move. */
	base: number;
	/** What is left of it when an organism or a commission has something left to check. */
	toCheck: number;
	/** What is left of it when the household would have more to pay. */
	dearer: number;
}>;

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
	linkChances: LinkChances;
	qualityPoints: QualityPoints;
};

/**
 * Before a territory has decided anything: no comfort is ever bought with an urgent need, with somebody's move, nor with what an
 * organism would do for its households without the others.
 * The figures are ours, not law. The base of quality keeps every move above zero; chances are guesses, until a territory has
 * counted how many of its own proposals end well.
 */
export const defaultObjective: ObjectiveSettings = {
	order: ['priorities', 'households', 'balance', 'robustness', 'quality'],
	priorityPoints: { access: 3, notDecent: 3, overOccupied: 2, underOccupied: 2, tooDear: 1 },
	linkChances: { base: 80, toCheck: 80, dearer: 90 },
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

/** The objective as a version of a charter wrote it, whatever the book let decide then. */
export type WrittenObjective = Partial<Omit<ObjectiveSettings, 'order'>> & {
	order: readonly (OrderedLevel | 'independence')[];
};

/** The level of short exchanges has become that of the moves that can be expected: it keeps its rank. */
export const completedObjective = ({ order, ...written }: WrittenObjective): ObjectiveSettings => ({
	...defaultObjective,
	...written,
	order: order.map((level) => (level === 'independence' ? 'robustness' : level))
});

/**
 * The local criteria of a move: those of the territory, and those that the organism of the target publishes for its own
 * dwellings (CCH R.441-9 IV). They rank, they never exclude. One that nobody has reviewed is not known: it counts for
 * nothing, and is said to be missing.
 */
import type { CriterionCheck } from '../households/household.ts';
import type { LocalCriterion, Orientations, TerritoryCharter } from './settings.ts';

/** A criterion, and whose it is: null for the territory. */
export type OwnedCriterion = LocalCriterion & { organismId: string | null };

/** A criterion with what was checked of it; null: not reviewed. */
export type ReviewedCriterion = OwnedCriterion & { check: CriterionCheck | null };

/** Whose a list of criteria is, by the name of its setting. */
export const criteriaLists = ['localCriteria', 'ownCriteria'] as const;
export type CriteriaList = (typeof criteriaLists)[number];

/**
 * Points that the criteria of one owner may count together. In a run those of an organism stand beside the situations of
 * the charter, in one level for everybody's moves: 10 rank its candidates without passing all those situations, which
 * count 11 together by default. Ours, not law.
 */
export const mostCriteriaPoints: Readonly<Record<CriteriaList, number>> = { localCriteria: 100, ownCriteria: 10 };

/** Whether the criteria of an owner stay within the points it may give. */
export const isWithinPoints = (list: CriteriaList, criteria: readonly Pick<LocalCriterion, 'weight'>[]): boolean =>
	criteria.reduce((sum, { weight }) => sum + weight, 0) <= mostCriteriaPoints[list];

/** The criteria that count for a move into a dwelling of an organism, or for what one of its officers may check. */
export const criteriaFor = (
	charter: Pick<TerritoryCharter, 'localCriteria'>,
	organismId: string,
	{ ownCriteria }: Pick<Orientations, 'ownCriteria'>
): OwnedCriterion[] => [
	...charter.localCriteria.map((criterion) => ({ ...criterion, organismId: null })),
	...ownCriteria.map((criterion) => ({ ...criterion, organismId }))
];

/** The criteria with what was checked of each for a household. */
export const reviewOf = (
	criteria: readonly OwnedCriterion[],
	checks: readonly CriterionCheck[] | undefined
): ReviewedCriterion[] =>
	criteria.map((criterion) => ({
		...criterion,
		check:
			checks?.find(({ organismId, code }) => organismId === criterion.organismId && code === criterion.code) ?? null
	}));

/**
 * Points of the criteria that a household meets, for the criteria of one owner: what a run adds to the priority of its
 * moves. Whole, as every value of the engine.
 */
export function criteriaPoints(
	criteria: readonly LocalCriterion[],
	organismId: string | null,
	checks: readonly CriterionCheck[] | undefined
): number {
	if (!checks || criteria.length === 0) return 0;
	const met = criteria.filter(({ code }) =>
		checks.some((check) => check.isMet && check.organismId === organismId && check.code === code)
	);
	return Math.round(met.reduce((sum, { weight }) => sum + weight, 0));
}

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

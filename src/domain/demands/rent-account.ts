import type { Explained } from '../eligibility/explain.ts';

/**
 * The answers of the rules for an organism that is not the landlord of today: the situation of the rent account is
 * known to it, the amount owed is not.
 */
export const withoutAmountOwed = (results: readonly Explained[]): Explained[] =>
	results.map((result) =>
		result.rule === 'SOL-04'
			? {
					...result,
					figures: { ...result.figures, amount: null },
					inputs: result.inputs.map((input) => ({ ...input, value: null })),
					remedies: result.remedies.filter((remedy) => remedy.kind !== 'payArrears')
				}
			: result
	);

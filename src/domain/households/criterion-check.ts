/** What an officer notes of a local criterion in the file of a household: met or not, on what proof, by whom and when. */
import { z } from 'zod';
import type { Day } from '../calendar.ts';
import { err, ok, type Result } from '../result.ts';
import { oneCodeOf } from '../typed.input.ts';
import { criterionProofs, type CriterionCheck } from './household.ts';

export const criterionAnswers = ['met', 'notMet', 'notReviewed'] as const;
export type CriterionAnswer = (typeof criterionAnswers)[number];

export type CriterionError = 'CRITERION_ANSWER_MISSING' | 'CRITERION_PROOF_MISSING';
const code = (error: CriterionError): CriterionError => error;

/** A criterion is the territory's or the officer's own organism's: nobody checks the orientations of another. */
export const criterionOwners = ['territory', 'organism'] as const;

export const criterionCheckInput = z
	.object({
		householdId: z.uuid(),
		owner: z.enum(criterionOwners),
		code: z.string().max(40),
		answer: oneCodeOf(criterionAnswers, code('CRITERION_ANSWER_MISSING')),
		proof: z.preprocess(
			(typed) => (typed === '' || typed === undefined ? null : typed),
			z.enum(criterionProofs, code('CRITERION_PROOF_MISSING')).nullable()
		)
	})
	.refine(({ answer, proof }) => answer === 'notReviewed' || proof !== null, {
		path: ['proof'],
		error: code('CRITERION_PROOF_MISSING')
	});
export type CriterionCheckInput = z.output<typeof criterionCheckInput>;

/** HOUSEHOLD_NOT_FOUND: not, or no longer, to be read. CRITERION_NOT_IN_FORCE: not, or no longer, in the rules. */
export type CriterionRefusal = 'CRITERION_NOT_IN_FORCE' | 'HOUSEHOLD_NOT_FOUND';

/**
 * The checks of a household with one more, in the place of the one before it; « not reviewed » takes it away.
 *
 * @param published the criteria in force that the officer may check
 */
export function checkCriterion(
	checks: readonly CriterionCheck[],
	{ answer, proof, code: asked }: Pick<CriterionCheckInput, 'answer' | 'proof' | 'code'>,
	{
		organismId,
		published,
		by,
		on
	}: { organismId: string | null; published: readonly { code: string }[]; by: string; on: Day }
): Result<CriterionCheck[], CriterionRefusal> {
	if (!published.some((criterion) => criterion.code === asked)) return err('CRITERION_NOT_IN_FORCE');
	const others = checks.filter((check) => check.organismId !== organismId || check.code !== asked);
	if (answer === 'notReviewed') return ok(others);
	return ok([...others, { organismId, code: asked, isMet: answer === 'met', proof, on, by }]);
}

import { z } from 'zod';
import { answerAnyAid } from '#domain/affordability/aid-door.ts';
import { simulationInput } from '#domain/affordability/simulation.input.ts';
import { answerAnyEligibility } from '#domain/eligibility/eligibility-door.ts';
import { publicProcedure, router, unwrap } from '../platform/trpc.ts';
import { answerPublicly, questionsAtOnce } from './public-questions.ts';
import { getChoices, simulateMove } from './simulate.ts';

/** The questions of the commands `aid` and `eligibility`, each answered on its own: a bad one never stops the others. */
export const questions = z.array(z.unknown()).min(1).max(questionsAtOnce);

export const affordabilityRouter = router({
	aid: publicProcedure
		.input(questions)
		.query(async ({ ctx, input }) => unwrap(await answerPublicly(ctx, input.length, () => input.map(answerAnyAid)))),
	simulate: publicProcedure
		.input(questions)
		.query(async ({ ctx, input }) => unwrap(await answerPublicly(ctx, input.length, () => input.map(costAsked)))),
	choices: publicProcedure.query(({ ctx }) => getChoices(ctx)),
	simulateMove: publicProcedure
		.input(simulationInput)
		.query(async ({ ctx, input }) => unwrap(await answerPublicly(ctx, 1, () => simulateMove(ctx, input))))
});

/** The cost alone of a question of the eligibility door. */
function costAsked(item: unknown) {
	const answer = answerAnyEligibility(item);
	return 'error' in answer ? answer : answer.cost;
}

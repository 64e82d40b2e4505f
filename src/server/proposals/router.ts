import { z } from 'zod';
import { acceptInput, declineInput } from '#domain/proposals/answer.input.ts';
import { router, tenantProcedure, unwrap } from '../platform/trpc.ts';
import { sayNo, sayYes } from './answer-proposal.ts';
import { answerQuestions } from './tables.ts';

export const proposalRouter = router({
	sayYes: tenantProcedure
		.input(acceptInput.extend({ question: z.enum(answerQuestions) }))
		.mutation(async ({ ctx, input }) => unwrap(await sayYes(ctx, input))),
	sayNo: tenantProcedure.input(declineInput).mutation(async ({ ctx, input }) => unwrap(await sayNo(ctx, input)))
});

import { z } from 'zod';
import { acceptInput, declineInput, planVisitInput } from '#domain/proposals/answer.input.ts';
import { householdProcedure, router, tenantProcedure, unwrap } from '../platform/trpc.ts';
import { sayNo, sayYes } from './answer-proposal.ts';
import { coordinatorProcedures } from './coordinator-procedures.ts';
import { organismProcedures } from './organism-procedures.ts';
import { answerQuestions } from './tables.ts';
import { getOwnProposal, listOwnProposals } from './tenant-queries.ts';
import { listOwnVisits } from './visit-queries.ts';
import { agreeVisit, suggestVisit } from './visits.ts';

export const proposalRouter = router({
	own: householdProcedure.query(({ ctx }) => listOwnProposals(ctx)),
	ownProposal: householdProcedure
		.input(acceptInput)
		.query(async ({ ctx, input }) => unwrap(await getOwnProposal(ctx, input))),
	ownVisits: tenantProcedure
		.input(acceptInput)
		.query(async ({ ctx, input }) => unwrap(await listOwnVisits(ctx, input))),
	suggestVisit: tenantProcedure
		.input(planVisitInput)
		.mutation(async ({ ctx, input }) => unwrap(await suggestVisit(ctx, input))),
	agreeVisit: tenantProcedure
		.input(planVisitInput)
		.mutation(async ({ ctx, input }) => unwrap(await agreeVisit(ctx, input))),
	sayYes: tenantProcedure
		.input(acceptInput.extend({ question: z.enum(answerQuestions) }))
		.mutation(async ({ ctx, input }) => unwrap(await sayYes(ctx, input))),
	sayNo: tenantProcedure.input(declineInput).mutation(async ({ ctx, input }) => unwrap(await sayNo(ctx, input))),
	...organismProcedures,
	...coordinatorProcedures
});

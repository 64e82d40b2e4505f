import {
	answerDataRequestInput,
	askDataRequestInput,
	dataRequestInput
} from '#domain/households/data-request.input.ts';
import { organismProcedure, router, tenantProcedure, unwrap } from '../../platform/trpc.ts';
import { answerDataRequest, markCorrected } from './answer.ts';
import { askDataRequest, withdrawDataRequest } from './ask.ts';
import { getDataRequest, listCorrections, listDataRequests, listOwnRequests } from './queries.ts';

/** What people ask of their data: rectification, limitation, objection; answered by the data-protection officer. */
export const dataRequestRouter = router({
	own: tenantProcedure.query(({ ctx }) => listOwnRequests(ctx)),
	ask: tenantProcedure
		.input(askDataRequestInput)
		.mutation(async ({ ctx, input }) => unwrap(await askDataRequest(ctx, input))),
	withdraw: tenantProcedure
		.input(dataRequestInput)
		.mutation(async ({ ctx, input }) => unwrap(await withdrawDataRequest(ctx, input))),
	list: organismProcedure.query(({ ctx }) => listDataRequests(ctx)),
	read: organismProcedure
		.input(dataRequestInput)
		.query(async ({ ctx, input }) => unwrap(await getDataRequest(ctx, input))),
	answer: organismProcedure
		.input(answerDataRequestInput)
		.mutation(async ({ ctx, input }) => unwrap(await answerDataRequest(ctx, input))),
	corrections: organismProcedure.query(({ ctx }) => listCorrections(ctx)),
	correct: organismProcedure
		.input(dataRequestInput)
		.mutation(async ({ ctx, input }) => unwrap(await markCorrected(ctx, input)))
});

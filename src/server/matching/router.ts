import {
	leftOutInput,
	listingInsightInput,
	requestRunInput,
	runInput,
	runPageInput
} from '#domain/matching/run.input.ts';
import { coordinatorProcedure, householdProcedure, organismProcedure, router, unwrap } from '../platform/trpc.ts';
import { getDashboard } from './dashboard.ts';
import { getListingInsight, getOwnInsight } from './insight-queries.ts';
import { getRun, listLeftOut, listRuns } from './queries.ts';
import { requestReplay } from './replay-run.ts';
import { cancelRun, requestRun } from './request-run.ts';

export const matchingRouter = router({
	dashboard: coordinatorProcedure.query(({ ctx }) => getDashboard(ctx)),
	runs: coordinatorProcedure.query(({ ctx }) => listRuns(ctx)),
	run: coordinatorProcedure.input(runPageInput).query(async ({ ctx, input }) => unwrap(await getRun(ctx, input))),
	leftOut: coordinatorProcedure
		.input(leftOutInput)
		.query(async ({ ctx, input }) => unwrap(await listLeftOut(ctx, input))),
	ownInsight: householdProcedure.query(({ ctx }) => getOwnInsight(ctx)),
	listingInsight: organismProcedure
		.input(listingInsightInput)
		.query(async ({ ctx, input }) => unwrap(await getListingInsight(ctx, input))),
	requestRun: coordinatorProcedure
		.input(requestRunInput)
		.mutation(async ({ ctx, input }) => unwrap(await requestRun(ctx, input))),
	cancelRun: coordinatorProcedure
		.input(runInput)
		.mutation(async ({ ctx, input }) => unwrap(await cancelRun(ctx, input))),
	requestReplay: coordinatorProcedure
		.input(runInput)
		.mutation(async ({ ctx, input }) => unwrap(await requestReplay(ctx, input)))
});

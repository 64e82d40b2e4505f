import { z } from 'zod';
import { leftOutCauses } from '#domain/matching/compatibility/left-out.ts';
import { requestRunInput, runInput } from '#domain/matching/run.input.ts';
import { coordinatorProcedure, router, unwrap } from '../platform/trpc.ts';
import { getDashboard } from './dashboard.ts';
import { getRun, listLeftOut, listRuns } from './queries.ts';
import { requestReplay } from './replay-run.ts';
import { cancelRun, requestRun } from './request-run.ts';

const leftOutInput = runInput.extend({
	cause: z.enum(leftOutCauses).nullable().catch(null).default(null),
	page: z.coerce.number().int().min(1).catch(1).default(1)
});

export const matchingRouter = router({
	dashboard: coordinatorProcedure.query(({ ctx }) => getDashboard(ctx)),
	runs: coordinatorProcedure.query(({ ctx }) => listRuns(ctx)),
	run: coordinatorProcedure.input(runInput).query(async ({ ctx, input }) => unwrap(await getRun(ctx, input))),
	leftOut: coordinatorProcedure
		.input(leftOutInput)
		.query(async ({ ctx, input }) => unwrap(await listLeftOut(ctx, input))),
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

import { z } from 'zod';
import { activateInput, charterDraftInput, thresholdsDraftInput } from '#domain/eligibility/rule-version.input.ts';
import { coordinatorProcedure, organismProcedure, router, unwrap } from '../platform/trpc.ts';
import { previewDraft } from './preview-rules.ts';
import { getCharterInForce, getRules } from './rule-queries.ts';
import { activateDraft, discardDraft, saveDraft } from './rule-versions.ts';

const looked = z.object({ revision: activateInput.shape.revision });

export const eligibilityRouter = router({
	charter: coordinatorProcedure.query(({ ctx }) => getRules(ctx, 'territory')),
	previewCharter: coordinatorProcedure.query(async ({ ctx }) => unwrap(await previewDraft(ctx))),
	saveCharter: coordinatorProcedure
		.input(charterDraftInput)
		.mutation(async ({ ctx, input }) => unwrap(await saveDraft<'territory'>(ctx, input))),
	discardCharter: coordinatorProcedure
		.input(looked)
		.mutation(async ({ ctx, input }) => unwrap(await discardDraft(ctx, input))),
	activateCharter: coordinatorProcedure
		.input(activateInput)
		.mutation(async ({ ctx, input }) => unwrap(await activateDraft(ctx, input))),

	charterInForce: organismProcedure.query(({ ctx }) => getCharterInForce(ctx)),
	thresholds: organismProcedure.query(({ ctx }) => getRules(ctx, 'organism')),
	previewThresholds: organismProcedure.query(async ({ ctx }) => unwrap(await previewDraft(ctx))),
	saveThresholds: organismProcedure
		.input(thresholdsDraftInput)
		.mutation(async ({ ctx, input }) => unwrap(await saveDraft<'organism'>(ctx, input))),
	discardThresholds: organismProcedure
		.input(looked)
		.mutation(async ({ ctx, input }) => unwrap(await discardDraft(ctx, input))),
	activateThresholds: organismProcedure
		.input(activateInput)
		.mutation(async ({ ctx, input }) => unwrap(await activateDraft(ctx, input)))
});

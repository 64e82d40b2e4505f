import { z } from 'zod';
import { activateInput, charterDraftInput, thresholdsDraftInput } from '#domain/eligibility/rule-version.input.ts';
import { participationInput } from '#domain/eligibility/participation.input.ts';
import { saidEligibility } from '#i18n/sentences/rule-answers.ts';
import { answerPublicly } from '../affordability/public-questions.ts';
import { questions } from '../affordability/router.ts';
import { withLocale } from '../platform/locale.ts';
import { coordinatorProcedure, organismProcedure, publicProcedure, router, unwrap } from '../platform/trpc.ts';
import { answerParticipation } from './participate.ts';
import { previewDraft } from './preview-rules.ts';
import { getCharterInForce, getRules } from './rule-queries.ts';
import { activateDraft, discardDraft, saveDraft } from './rule-versions.ts';

const looked = z.object({ revision: activateInput.shape.revision });

export const eligibilityRouter = router({
	check: publicProcedure
		.input(questions)
		.query(async ({ ctx, input }) =>
			unwrap(await answerPublicly(ctx, input.length, () => withLocale(ctx.locale, () => input.map(saidEligibility))))
		),
	mayTakePart: publicProcedure
		.input(participationInput)
		.query(async ({ ctx, input }) => unwrap(await answerPublicly(ctx, 1, () => answerParticipation(ctx, input)))),

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

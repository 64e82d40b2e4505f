/** The part of the API that an organism plays in a chain: it shows vacant homes, gives its opinion, signs leases. */
import { opinionInput } from '#domain/demands/file.input.ts';
import { legInput, planVisitInput, signingDayInput } from '#domain/proposals/answer.input.ts';
import { visitTimeInput } from '#domain/proposals/visit.input.ts';
import { organismProcedure, unwrap } from '../platform/trpc.ts';
import { giveOpinion } from './give-opinion.ts';
import { recordSignature, setSigningDay } from './signing.ts';
import { agreeVacantVisit, suggestVacantVisit } from './staff-visit.ts';

export const organismProcedures = {
	suggestVacantVisit: organismProcedure
		.input(visitTimeInput)
		.mutation(async ({ ctx, input }) => unwrap(await suggestVacantVisit(ctx, input))),
	agreeVacantVisit: organismProcedure
		.input(planVisitInput)
		.mutation(async ({ ctx, input }) => unwrap(await agreeVacantVisit(ctx, input))),
	giveOpinion: organismProcedure
		.input(opinionInput)
		.mutation(async ({ ctx, input }) => unwrap(await giveOpinion(ctx, input))),
	setSigningDay: organismProcedure
		.input(signingDayInput)
		.mutation(async ({ ctx, input }) => unwrap(await setSigningDay(ctx, input))),
	recordSignature: organismProcedure
		.input(legInput)
		.mutation(async ({ ctx, input }) => unwrap(await recordSignature(ctx, input)))
};

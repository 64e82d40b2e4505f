import { decencyInput, dwellingInput, parkInput } from '#domain/dwellings/park.input.ts';
import { organismProcedure, router, unwrap } from '../platform/trpc.ts';
import { offerDwelling, recordDecency, takeBackDwelling } from './offer-dwelling.ts';
import { listPark } from './queries.ts';

/** The dwellings of an organism, for its staff. */
export const dwellingRouter = router({
	park: organismProcedure.input(parkInput).query(({ ctx, input }) => listPark(ctx, input)),
	offer: organismProcedure
		.input(dwellingInput)
		.mutation(async ({ ctx, input }) => unwrap(await offerDwelling(ctx, input))),
	takeBack: organismProcedure
		.input(dwellingInput)
		.mutation(async ({ ctx, input }) => unwrap(await takeBackDwelling(ctx, input))),
	recordDecency: organismProcedure
		.input(decencyInput)
		.mutation(async ({ ctx, input }) => unwrap(await recordDecency(ctx, input)))
});

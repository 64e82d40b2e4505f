import { listingStepInput } from '#domain/needs/listing-step.input.ts';
import { householdProcedure, router, tenantProcedure, unwrap } from '../platform/trpc.ts';
import { answerStep } from './answer-step.ts';
import { changeListing } from './change-listing.ts';
import { partnerInput } from '#domain/needs/partner.input.ts';
import { getPartner, namePartner } from './partner.ts';
import { getOwnListing, listCommunes } from './queries.ts';
import { staffProcedures } from './staff-procedures.ts';
import { startListing } from './start-listing.ts';

/** The annonce, for the household that writes it and for the organism that checks it. */
export const needRouter = router({
	own: householdProcedure.query(({ ctx }) => getOwnListing(ctx)),
	communes: householdProcedure.query(({ ctx }) => listCommunes(ctx)),
	start: householdProcedure.mutation(async ({ ctx }) => unwrap(await startListing(ctx))),
	answer: householdProcedure
		.input(listingStepInput)
		.mutation(async ({ ctx, input }) => unwrap(await answerStep(ctx, input))),
	submit: tenantProcedure.mutation(async ({ ctx }) => unwrap(await changeListing(ctx, 'submit'))),
	pause: tenantProcedure.mutation(async ({ ctx }) => unwrap(await changeListing(ctx, 'pause'))),
	resume: tenantProcedure.mutation(async ({ ctx }) => unwrap(await changeListing(ctx, 'resume'))),
	withdraw: tenantProcedure.mutation(async ({ ctx }) => unwrap(await changeListing(ctx, 'withdraw'))),
	partner: tenantProcedure.query(({ ctx }) => getPartner(ctx)),
	namePartner: tenantProcedure
		.input(partnerInput)
		.mutation(async ({ ctx, input }) => unwrap(await namePartner(ctx, input))),
	forgetPartner: tenantProcedure.mutation(async ({ ctx }) => unwrap(await namePartner(ctx, { code: null }))),
	...staffProcedures
});

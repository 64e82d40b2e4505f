/** The annonces of its tenants, for the organism that checks them. */
import { listingInput, listingListInput, returnListingInput } from '#domain/needs/check.input.ts';
import { organismProcedure, unwrap } from '../platform/trpc.ts';
import { publishListing, returnListing } from './check-listing.ts';
import { getListing, listListings } from './staff-queries.ts';

export const staffProcedures = {
	listings: organismProcedure.input(listingListInput).query(({ ctx, input }) => listListings(ctx, input)),
	listing: organismProcedure.input(listingInput).query(async ({ ctx, input }) => unwrap(await getListing(ctx, input))),
	publishListing: organismProcedure
		.input(listingInput)
		.mutation(async ({ ctx, input }) => unwrap(await publishListing(ctx, input))),
	returnListing: organismProcedure
		.input(returnListingInput)
		.mutation(async ({ ctx, input }) => unwrap(await returnListing(ctx, input)))
};

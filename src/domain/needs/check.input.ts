import { z } from 'zod';

export const listingInput = z.object({ listingId: z.uuid() });
export const returnListingInput = listingInput.extend({
	/** What the organism asks the household to make precise; it reads these words. */
	reason: z.string('RETURN_REASON_MISSING').trim().min(1, 'RETURN_REASON_MISSING').max(1000)
});

/** Which annonces of the organism's own tenants. */
export const listingGroups = ['toCheck', 'published', 'returned', 'others'] as const;
export type ListingGroup = (typeof listingGroups)[number];
export const listingListInput = z.object({
	group: z.enum(listingGroups).default('toCheck'),
	search: z.string().trim().max(80).default(''),
	page: z.number().int().min(1).max(10_000).default(1)
});

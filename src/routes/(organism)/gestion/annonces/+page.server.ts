import { read } from '#ui/attempt.ts';
import { pageIn } from '../list-address.ts';
import { listingFilters } from '../list-filters.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { group, search } = listingFilters(url);
	const page = pageIn(url);
	return { group, search, page, ...(await read(locals.api.needs.listings({ group, search, page }))) };
};

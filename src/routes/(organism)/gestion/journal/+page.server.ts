import { read } from '#ui/attempt.ts';
import { pageIn } from '../list-address.ts';
import { journalFilters } from '../list-filters.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const filters = journalFilters(url);
	const page = pageIn(url);
	const told = await read(locals.api.accounts.journal({ ...filters, page }));
	return { ...filters, page, ...told };
};

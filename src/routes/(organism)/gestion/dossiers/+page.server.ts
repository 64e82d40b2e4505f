import { read } from '#ui/attempt.ts';
import { pageIn } from '../list-address.ts';
import { fileFilters } from '../list-filters.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { direction, stage, search, ...order } = fileFilters(url);
	const page = pageIn(url);
	const list = await read(locals.api.demands.files({ direction, stage, search, page, ...order }));
	return { direction, stage, search, page, order, ...list };
};

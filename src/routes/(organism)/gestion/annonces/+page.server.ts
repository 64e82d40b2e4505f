import { listingGroups } from '#domain/needs/check.input.ts';
import { read } from '#ui/attempt.ts';
import { codeIn, pageIn } from '../list-address.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const group = codeIn(url, 'groupe', listingGroups) ?? 'toCheck';
	const search = (url.searchParams.get('q') ?? '').slice(0, 80);
	const page = pageIn(url);
	return { group, search, page, ...(await read(locals.api.needs.listings({ group, search, page }))) };
};

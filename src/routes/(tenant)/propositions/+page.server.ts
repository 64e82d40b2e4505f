import { read } from '#ui/attempt.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const [{ now, proposals }, { listing }] = await Promise.all([
		read(locals.api.proposals.own()),
		read(locals.api.households.home())
	]);
	return { now, proposals, isSearching: listing?.state === 'published' };
};

import { read } from '#ui/attempt.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const list = url.searchParams.get('liste') ?? 'live';
	const chains = await read(locals.api.proposals.chains({ list, page: url.searchParams.get('page') ?? 1 }));
	return { chains };
};

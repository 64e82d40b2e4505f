import { read } from '#ui/attempt.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => ({
	proposal: await read(locals.api.proposals.ownProposal({ proposalId: params.id })),
	next: (await read(locals.api.households.home())).next,
	/** What was just answered, to say it. */
	done: url.searchParams.get('fait')
});

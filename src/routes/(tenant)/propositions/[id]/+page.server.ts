import { read } from '#ui/attempt.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	proposal: await read(locals.api.proposals.ownProposal({ proposalId: params.id })),
	communes: await read(locals.api.needs.communes())
});

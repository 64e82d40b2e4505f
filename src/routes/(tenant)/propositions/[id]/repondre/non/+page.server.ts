import { redirect } from '@sveltejs/kit';
import { declineInput } from '#domain/proposals/answer.input.ts';
import { attempt, parsed, read } from '#ui/attempt.ts';
import type { Actions, PageServerLoad } from './$types';

const answer = declineInput.omit({ proposalId: true });

export const load: PageServerLoad = async ({ locals, params }) => {
	const proposal = await read(locals.api.proposals.ownProposal({ proposalId: params.id }));
	if (!proposal.actions.includes('sayNo')) redirect(303, `/echanges/${params.id}`);
	return { proposal };
};

export const actions: Actions = {
	/** Shows the answer again before it binds: nothing is sent yet. */
	review: async ({ request }) => {
		const { value, failure } = parsed(answer, await request.formData());
		return failure ?? { review: value };
	},
	decline: async ({ request, locals, params }) => {
		const form = await request.formData();
		const { value, failure: unread } = parsed(answer, form);
		if (unread) return unread;
		const { failure } = await attempt(locals.apiFor(form).proposals.sayNo({ proposalId: params.id, ...value }), form);
		if (failure) return failure;
		redirect(303, `/echanges/${params.id}?fait=non`);
	}
};

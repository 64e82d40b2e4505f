import { redirect } from '@sveltejs/kit';
import { attempt, read } from '#ui/attempt.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	chain: await read(locals.api.proposals.chain({ proposalId: params.proposalId }))
});

export const actions: Actions = {
	publish: async ({ request, locals, params }) => {
		const form = await request.formData();
		const { failure } = await attempt(locals.apiFor(form).proposals.publish({ proposalId: params.proposalId }), form);
		if (failure) return failure;
		redirect(303, `/territoire/chaines/${params.proposalId}`);
	},
	discard: async ({ request, locals, params }) => {
		const form = await request.formData();
		const { failure } = await attempt(locals.apiFor(form).proposals.discard({ proposalId: params.proposalId }), form);
		if (failure) return failure;
		redirect(303, `/territoire/chaines/${params.proposalId}`);
	}
};

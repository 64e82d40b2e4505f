import { redirect } from '@sveltejs/kit';
import { attempt, read } from '#ui/attempt.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	letter: await read(locals.api.accounts.letter({ letterId: params.letterId }))
});

export const actions: Actions = {
	open: async ({ request, locals, params }) => {
		const form = await request.formData();
		const { failure } = await attempt(locals.apiFor(form).accounts.openLetter({ letterId: params.letterId }), form);
		if (failure) return failure;
		redirect(303, '/gestion/courrier');
	}
};

import { redirect } from '@sveltejs/kit';
import { attempt, read } from '#ui/attempt.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { listing } = await read(locals.api.needs.own());
	if (!listing?.actions.includes('withdraw')) redirect(303, '/mon-annonce');
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await request.formData();
		const { failure } = await attempt(locals.apiFor(form).needs.withdraw(), form);
		if (failure) return failure;
		redirect(303, '/mon-annonce?fait=retrait');
	}
};

import { error, redirect } from '@sveltejs/kit';
import { attempt, read } from '#ui/attempt.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({ letters: await read(locals.api.accounts.letters()) });

export const actions: Actions = {
	/** Opening a letter marks it as read: a change, so it is a form and not a link. */
	open: async ({ request, locals }) => {
		const form = await request.formData();
		const letterId = String(form.get('letterId'));
		const { failure } = await attempt(locals.apiFor(form).accounts.openLetter({ letterId }), form);
		if (failure) error(404);
		redirect(303, `/messages/${letterId}`);
	}
};

import { fail, redirect } from '@sveltejs/kit';
import { attempt, read, type Failure } from '#ui/attempt.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	readings: await read(locals.api.accounts.whoReadMyFile()),
	erasure: await read(locals.api.households.erasure())
});

export const actions: Actions = {
	effacer: async ({ request, locals }) => {
		const form = await request.formData();
		if (form.get('confirm') !== 'yes') {
			const fields = { confirm: ['CONFIRM_MISSING'] };
			return fail(400, { refusal: null, fields, values: {} } satisfies Failure as Failure);
		}
		const { failure } = await attempt(locals.apiFor(form).households.askErasure(), form);
		if (failure) return failure;
		redirect(303, '/mes-donnees#effacer');
	}
};

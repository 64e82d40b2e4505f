import { redirect } from '@sveltejs/kit';
import { attempt, read } from '#ui/attempt.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => read(locals.api.commissions.list());

export const actions: Actions = {
	plan: async ({ request, locals }) => {
		const form = await request.formData();
		const { value, failure } = await attempt(
			locals.apiFor(form).commissions.plan({
				heldOn: String(form.get('heldOn') ?? ''),
				startsAt: String(form.get('startsAt') ?? ''),
				place: String(form.get('place') ?? '')
			}),
			form
		);
		if (failure) return failure;
		redirect(303, `/gestion/commissions/${value.meetingId}`);
	}
};

import { redirect } from '@sveltejs/kit';
import { attempt, read } from '#ui/attempt.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	corrections: await read(locals.api.dataRequests.corrections()),
	isMarked: url.searchParams.has('fait')
});

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await request.formData();
		const requestId = String(form.get('requestId'));
		const { failure } = await attempt(locals.apiFor(form).dataRequests.correct({ requestId }), form);
		return failure ?? redirect(303, '/gestion/corrections?fait=correction');
	}
};

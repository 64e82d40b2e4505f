import { redirect } from '@sveltejs/kit';
import { answerDataRequestInput } from '#domain/households/data-request.input.ts';
import { attempt, parsed, read } from '#ui/attempt.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	request: await read(locals.api.dataRequests.read({ requestId: params.id }))
});

export const actions: Actions = {
	default: async ({ request, locals, params }) => {
		const form = await request.formData();
		form.set('requestId', params.id);
		const answer = parsed(answerDataRequestInput, form);
		if (answer.failure) return answer.failure;
		const { failure } = await attempt(locals.apiFor(form).dataRequests.answer(answer.value), form);
		return failure ?? redirect(303, '/gestion/demandes?fait=reponse');
	}
};

import { redirect } from '@sveltejs/kit';
import { attempt } from '#ui/attempt.ts';
import { askedNow } from '../asked.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => askedNow(locals, params.id);

type Question = Parameters<App.Locals['api']['proposals']['sayYes']>[0]['question'];

export const actions: Actions = {
	default: async ({ request, locals, params }) => {
		const form = await request.formData();
		// The question that was read: a chain that has moved on meanwhile refuses the answer to an older one.
		const question = form.get('question') as Question;
		const { failure } = await attempt(locals.apiFor(form).proposals.sayYes({ proposalId: params.id, question }), form);
		if (failure) return failure;
		redirect(303, `/echanges/${params.id}?fait=oui`);
	}
};

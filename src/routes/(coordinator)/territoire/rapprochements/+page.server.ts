import { redirect } from '@sveltejs/kit';
import { attempt, read } from '#ui/attempt.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => read(locals.api.matching.runs());

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await request.formData();
		const { value, failure } = await attempt(
			locals.apiFor(form).matching.requestRun({
				maxCycle: form.get('maxCycle'),
				maxChain: String(form.get('maxChain') ?? ''),
				arranged: String(form.get('arranged') ?? '')
			}),
			form
		);
		if (failure) return failure;
		redirect(303, `/territoire/rapprochements/${value.runId}`);
	}
};

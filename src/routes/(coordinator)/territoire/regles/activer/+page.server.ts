import { redirect } from '@sveltejs/kit';
import { attempt, read } from '#ui/attempt.ts';
import { rulesPages } from '#ui/rules/rules.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const rules = await read(locals.api.eligibility.charter());
	return { rules, preview: rules.draft ? await read(locals.api.eligibility.previewCharter()) : null };
};

const { overview } = rulesPages.territory;

export const actions: Actions = {
	activate: async ({ request, locals }) => {
		const form = await request.formData();
		const { failure } = await attempt(
			locals
				.apiFor(form)
				.eligibility.activateCharter({ revision: form.get('revision'), from: String(form.get('from')) }),
			form
		);
		return failure ?? redirect(303, `${overview}?fait=active`);
	},
	discard: async ({ request, locals }) => {
		const form = await request.formData();
		const { failure } = await attempt(
			locals.apiFor(form).eligibility.discardCharter({ revision: form.get('revision') }),
			form
		);
		return failure ?? redirect(303, `${overview}?fait=abandon`);
	}
};

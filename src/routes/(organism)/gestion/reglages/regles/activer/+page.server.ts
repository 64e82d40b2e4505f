import { error, redirect } from '@sveltejs/kit';
import { attempt, read } from '#ui/attempt.ts';
import { rulesPages } from '#ui/rules/rules.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const rules = await read(locals.api.eligibility.thresholds());
	if (!rules.actions.includes('write')) error(403, 'Forbidden');
	return { rules, preview: rules.draft ? await read(locals.api.eligibility.previewThresholds()) : null };
};

const { overview } = rulesPages.organism;

export const actions: Actions = {
	activate: async ({ request, locals }) => {
		const form = await request.formData();
		const { failure } = await attempt(
			locals
				.apiFor(form)
				.eligibility.activateThresholds({ revision: form.get('revision'), from: String(form.get('from')) }),
			form
		);
		return failure ?? redirect(303, `${overview}?fait=active`);
	},
	discard: async ({ request, locals }) => {
		const form = await request.formData();
		const { failure } = await attempt(
			locals.apiFor(form).eligibility.discardThresholds({ revision: form.get('revision') }),
			form
		);
		return failure ?? redirect(303, `${overview}?fait=abandon`);
	}
};

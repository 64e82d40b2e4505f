import { error, redirect } from '@sveltejs/kit';
import type { input as ZodInput } from 'zod';
import type { thresholdsDraftInput } from '#domain/eligibility/rule-version.input.ts';
import { attempt, read, typedValues } from '#ui/attempt.ts';
import { rulesPages } from '#ui/rules/rules.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const rules = await read(locals.api.eligibility.thresholds());
	if (!rules.actions.includes('write')) error(403, 'Forbidden');
	return { rules };
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await request.formData();
		// Texts as they were typed: the input of the API reads them.
		const draft = typedValues(form) as ZodInput<typeof thresholdsDraftInput>;
		const { failure } = await attempt(locals.apiFor(form).eligibility.saveThresholds(draft), form);
		return failure ?? redirect(303, rulesPages.organism.activate);
	}
};

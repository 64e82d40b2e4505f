import type { thresholdsDraftInput } from '#domain/eligibility/rule-version.input.ts';
import { typedValues } from '#ui/attempt.ts';
import { rulesToWrite, saveDraft } from '#ui/rules/pages.ts';
import { rulesPages } from '#ui/rules/rules.ts';
import { linesIn } from '#ui/typed-lines.ts';
import type { input as ZodInput } from 'zod';
import type { Actions, PageServerLoad } from './$types';

/** Texts as they were typed, criteria line by line: the input of the API reads them. */
const draftIn = (form: FormData) =>
	({ ...typedValues(form), ownCriteria: linesIn(form, 'ownCriteria') }) as unknown as ZodInput<
		typeof thresholdsDraftInput
	>;

export const load: PageServerLoad = async ({ locals }) => ({
	rules: await rulesToWrite<'organism'>(locals.api.eligibility.thresholds())
});

export const actions: Actions = {
	default: saveDraft((api, form) => api.eligibility.saveThresholds(draftIn(form)), rulesPages.organism.activate)
};

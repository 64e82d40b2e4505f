import type { thresholdsDraftInput } from '#domain/eligibility/rule-version.input.ts';
import { typedValues } from '#ui/attempt.ts';
import { draftPage } from '#ui/rules/pages.ts';
import { linesIn } from '#ui/typed-lines.ts';
import type { input as ZodInput } from 'zod';

/** Texts as they were typed, criteria line by line: the input of the API reads them. */
const draftIn = (form: FormData) =>
	({ ...typedValues(form), ownCriteria: linesIn(form, 'ownCriteria') }) as unknown as ZodInput<
		typeof thresholdsDraftInput
	>;

export const { load, actions } = draftPage('organism', draftIn);

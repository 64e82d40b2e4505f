import type { ParticipationInput } from '#domain/eligibility/participation.input.ts';
import { attempt, read, typedValues } from '#ui/attempt.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { landlords } = await read(locals.api.affordability.choices());
	return { landlords };
};

export const actions: Actions = {
	/** Answers in the same request; nothing is written, and nothing of it stands in an address. */
	default: async ({ request, locals }) => {
		const form = await request.formData();
		const values = typedValues(form);
		const { value, failure } = await attempt(
			locals.api.eligibility.mayTakePart(values as unknown as ParticipationInput),
			form
		);
		return failure ?? { answer: value, values };
	}
};

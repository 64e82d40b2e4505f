import type { SimulationInput } from '#domain/affordability/simulation.input.ts';
import { attempt, read, typedValues } from '#ui/attempt.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	choices: await read(locals.api.affordability.choices())
});

export const actions: Actions = {
	/** Answers in the same request; nothing is written, and nothing of it stands in an address. */
	default: async ({ request, locals }) => {
		const form = await request.formData();
		const values = typedValues(form);
		const { value, failure } = await attempt(
			// Texts as they were typed: the input of the API reads them.
			locals.api.affordability.simulateMove(values as unknown as SimulationInput),
			form
		);
		return failure ?? { answer: value, values };
	}
};

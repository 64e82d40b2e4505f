import { attempt, read } from '#ui/attempt.ts';
import type { Actions, PageServerLoad } from './$types';

/** Outside a demonstration this page does not exist: the API says so. */
export const load: PageServerLoad = async ({ locals }) => {
	const clock = await read(locals.api.clock.read());
	const { chains } = await read(locals.api.proposals.chains({ list: 'live' }));
	return { clock, next: chains.filter((chain) => chain.dueAt !== null).slice(0, 8) };
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await request.formData();
		const { failure } = await attempt(locals.apiFor(form).clock.move({ days: String(form.get('days') ?? '') }), form);
		return failure ?? { done: true as const };
	}
};

import { redirect } from '@sveltejs/kit';
import { nameHelperInput } from '#domain/households/mandate.input.ts';
import { attempt, parsed, read } from '#ui/attempt.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	...(await read(locals.api.households.helper())),
	done: url.searchParams.get('fait')
});

export const actions: Actions = {
	name: async ({ request, locals }) => {
		const form = await request.formData();
		// Before one is asked who one is.
		const { value: named, failure: unread } = parsed(nameHelperInput, form);
		if (unread) return unread;
		const { failure } = await attempt(locals.apiFor(form).households.nameHelper(named), form);
		if (failure) return failure;
		redirect(303, '/compte/aide?fait=choix');
	},
	end: async ({ request, locals }) => {
		const form = await request.formData();
		const mandateId = String(form.get('mandateId') ?? '');
		const { failure } = await attempt(locals.apiFor(form).households.endMandate({ mandateId }), form);
		if (failure) return failure;
		redirect(303, '/compte/aide?fait=fin');
	}
};

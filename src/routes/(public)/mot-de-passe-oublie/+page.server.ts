import { redirect } from '@sveltejs/kit';
import { attempt } from '#ui/attempt.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ isAsked: url.searchParams.get('fait') === 'lien' });

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await request.formData();
		const email = String(form.get('email') ?? '');
		const { failure } = await attempt(locals.api.accounts.requestRecovery({ email }), form);
		if (failure) return failure;
		redirect(303, '/mot-de-passe-oublie?fait=lien');
	}
};

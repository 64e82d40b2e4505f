import { redirect } from '@sveltejs/kit';
import { attempt, read } from '#ui/attempt.ts';
import { deviceOf } from '#ui/session-cookie.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	// The address opens an account: nothing keeps what it shows.
	setHeaders({ 'Cache-Control': 'no-store' });
	const { value } = await attempt(locals.api.accounts.link({ token: params.token }));
	const signOns = await read(locals.api.accounts.signOns());
	return {
		link: value,
		token: params.token,
		/** Who is invited by an organism that signs its staff on needs no password here. */
		signOn: (value?.kind === 'invitation' && signOns.find((one) => one.organismId === value.organismId)) || null
	};
};

export const actions: Actions = {
	default: async ({ request, locals, params, cookies, url }) => {
		const form = await request.formData();
		const { failure } = await attempt(
			locals.api.accounts.followLink({
				token: params.token,
				newPassword: String(form.get('newPassword') ?? ''),
				device: deviceOf(cookies, url)
			}),
			form
		);
		if (failure) return failure;
		redirect(303, '/connexion?fait=mot-de-passe');
	}
};

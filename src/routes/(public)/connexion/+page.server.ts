import { redirect } from '@sveltejs/kit';
import { attempt, read } from '#ui/attempt.ts';
import { homeOf } from '#ui/only-for.ts';
import { sameSitePath } from '#ui/same-site.ts';
import { sessionCookie } from '#ui/session-cookie.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, parent }) => {
	const { me } = await parent();
	if (me) redirect(303, homeOf[me.kind]);
	const demoAccounts = await read(locals.api.accounts.demoAccounts());
	return {
		back: url.searchParams.get('retour'),
		demoAccounts,
		/** The account chosen in the list, to fill the form with. */
		chosen: demoAccounts.find(({ email }) => email === url.searchParams.get('compte')) ?? null
	};
};

export const actions: Actions = {
	default: async ({ request, locals, cookies, url }) => {
		const form = await request.formData();
		const { value, failure } = await attempt(
			locals.api.accounts.signIn({
				email: String(form.get('email') ?? ''),
				password: String(form.get('password') ?? ''),
				userAgent: request.headers.get('user-agent')
			}),
			form
		);
		if (failure) return failure;
		const { name, options } = sessionCookie(url);
		cookies.set(name, value.token, { ...options, maxAge: value.maxAgeSeconds });
		const back = sameSitePath(form.get('retour'), url);
		redirect(303, back === '/' ? homeOf[value.role] : back);
	}
};

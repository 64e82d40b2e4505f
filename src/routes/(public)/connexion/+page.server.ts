import { redirect } from '@sveltejs/kit';
import { attempt, read } from '#ui/attempt.ts';
import { homeOf } from '#ui/only-for.ts';
import { sameSitePath } from '#ui/same-site.ts';
import { deviceOf, keepSession } from '#ui/session-cookie.ts';
import { stepPage } from '#ui/sign-in-step.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, parent }) => {
	const { me } = await parent();
	if (me) redirect(303, homeOf[me.kind]);
	const back = url.searchParams.get('retour');
	if (locals.session?.pending) redirect(303, stepPage(locals.session.pending, back));
	const demoAccounts = await read(locals.api.accounts.demoAccounts());
	return {
		back,
		hasNewPassword: url.searchParams.get('fait') === 'mot-de-passe',
		demoAccounts,
		signOns: await read(locals.api.accounts.signOns()),
		refused: url.searchParams.get('refus'),
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
				userAgent: request.headers.get('user-agent')?.slice(0, 1000) ?? null,
				device: deviceOf(cookies, url)
			}),
			form
		);
		if (failure) return failure;
		keepSession(cookies, url, value);
		const back = sameSitePath(form.get('retour'), url);
		if (value.pending) redirect(303, stepPage(value.pending, back));
		redirect(303, back === '/' ? homeOf[value.role] : back);
	}
};

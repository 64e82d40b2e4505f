import { redirect } from '@sveltejs/kit';
import { attempt, read } from '#ui/attempt.ts';
import { homeOf } from '#ui/only-for.ts';
import { sameSitePath } from '#ui/same-site.ts';
import { keepSession } from '#ui/session-cookie.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const back = url.searchParams.get('retour');
	if (locals.session?.pending !== 'code') redirect(303, '/connexion');
	return { back, isStaff: locals.session.kind === 'staff', demoCode: await read(locals.api.accounts.demoCode()) };
};

export const actions: Actions = {
	default: async ({ request, locals, cookies, url }) => {
		const form = await request.formData();
		const { session } = locals;
		const { value, failure } = await attempt(
			locals.api.accounts.verifyCode({ code: String(form.get('code') ?? '') }),
			form
		);
		if (failure) return failure;
		keepSession(cookies, url, value);
		const back = sameSitePath(form.get('retour'), url);
		redirect(303, back === '/' && session ? homeOf[session.kind] : back);
	}
};

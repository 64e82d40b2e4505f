import { redirect } from '@sveltejs/kit';
import { languageInput } from '#domain/accounts/language.input.ts';
import { cookieMaxAge, cookieName } from '#i18n/paraglide/runtime.js';
import { attempt, parsed, read } from '#ui/attempt.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	account: await read(locals.api.accounts.me()),
	isSaved: url.searchParams.get('fait') === 'langue'
});

export const actions: Actions = {
	language: async ({ request, locals, cookies }) => {
		const form = await request.formData();
		const { value, failure: unread } = parsed(languageInput, form);
		if (unread) return unread;
		const { failure } = await attempt(locals.apiFor(form).accounts.changeLanguage(value), form);
		if (failure) return failure;
		// The pages follow: the browser reads this cookie too.
		cookies.set(cookieName, value.language, { path: '/', maxAge: cookieMaxAge, httpOnly: false, sameSite: 'lax' });
		redirect(303, '/compte?fait=langue');
	},
	giveUp: async ({ request, locals }) => {
		const form = await request.formData();
		const { failure } = await attempt(locals.apiFor(form).households.giveUpMandate(), form);
		if (failure) return failure;
		redirect(303, '/compte');
	}
};

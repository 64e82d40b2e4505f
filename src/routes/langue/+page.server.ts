import { error, redirect } from '@sveltejs/kit';
import { cookieMaxAge, cookieName, isLocale } from '#i18n/paraglide/runtime.js';
import { sameSitePath } from '#ui/same-site.ts';
import type { Actions, PageServerLoad } from './$types';

/** Only a form leads here; someone who types the address goes home. */
export const load: PageServerLoad = () => redirect(303, '/');

export const actions: Actions = {
	/** Keeps the language chosen, and returns to the page it was chosen on. */
	default: async ({ request, cookies, url }) => {
		const form = await request.formData();
		const locale = form.get('locale');
		if (!isLocale(locale)) error(400);
		// Read by the browser too, which must draw the page in the language the server wrote it in.
		cookies.set(cookieName, locale, { path: '/', maxAge: cookieMaxAge, httpOnly: false, sameSite: 'lax' });
		redirect(303, sameSitePath(form.get('back'), url));
	}
};

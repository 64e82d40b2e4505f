import { redirect } from '@sveltejs/kit';
import { sessionCookie } from '#ui/session-cookie.ts';
import type { Actions, PageServerLoad } from './$types';

/** Only a form leads here; someone who types the address goes home. */
export const load: PageServerLoad = () => redirect(303, '/');

export const actions: Actions = {
	default: async ({ locals, cookies, url }) => {
		// Someone whose session is already over leaves all the same.
		if (locals.actor.role !== 'nobody') await locals.api.accounts.signOut();
		const { name, options } = sessionCookie(url);
		cookies.delete(name, options);
		redirect(303, '/');
	}
};

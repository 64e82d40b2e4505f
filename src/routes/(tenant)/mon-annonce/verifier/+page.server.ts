import { redirect } from '@sveltejs/kit';
import { attempt, read } from '#ui/attempt.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { listing, household } = await read(locals.api.needs.own());
	// Nothing to send: the page of the annonce says where it stands.
	if (!listing || (listing.state !== 'draft' && listing.state !== 'returned')) redirect(303, '/mon-annonce');
	return { listing, household, communes: await read(locals.api.needs.communes()) };
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await request.formData();
		const { failure } = await attempt(locals.apiFor(form).needs.submit(), form);
		if (failure) return failure;
		redirect(303, '/mon-annonce?fait=envoi');
	}
};

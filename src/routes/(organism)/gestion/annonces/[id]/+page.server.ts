import { redirect } from '@sveltejs/kit';
import { attempt, read } from '#ui/attempt.ts';
import { criterionIn } from '../../local-criteria.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const listing = await read(locals.api.needs.listing({ listingId: params.id }));
	const isSearching = listing.state === 'published';
	return {
		listing,
		insight: isSearching ? await read(locals.api.matching.listingInsight({ listingId: params.id })) : null,
		/** What was just done: to the annonce before this one, or to this household. */
		done: url.searchParams.get('fait')
	};
};

/** The next annonce to check opens by itself; the list when it was the last one. */
async function next(locals: App.Locals, done: string): Promise<never> {
	const { listings } = await read(locals.api.needs.listings({ group: 'toCheck' }));
	redirect(303, listings[0] ? `/gestion/annonces/${listings[0].id}?fait=${done}` : '/gestion/annonces');
}

export const actions: Actions = {
	criterion: async ({ request, locals, params }) => {
		const form = await request.formData();
		const { failure } = await attempt(locals.apiFor(form).households.checkCriterion(criterionIn(form)), form);
		return failure ?? redirect(303, `/gestion/annonces/${params.id}?fait=critere`);
	},
	publish: async ({ request, locals, params }) => {
		const form = await request.formData();
		const { failure } = await attempt(locals.apiFor(form).needs.publishListing({ listingId: params.id }), form);
		if (failure) return failure;
		return next(locals, 'publication');
	},
	return: async ({ request, locals, params }) => {
		const form = await request.formData();
		const { failure } = await attempt(
			locals.apiFor(form).needs.returnListing({ listingId: params.id, reason: String(form.get('reason') ?? '') }),
			form
		);
		if (failure) return failure;
		return next(locals, 'retour');
	}
};

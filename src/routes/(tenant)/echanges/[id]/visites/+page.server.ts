import { redirect } from '@sveltejs/kit';
import { visitTimeInput } from '#domain/proposals/visit.input.ts';
import { planVisitInput } from '#domain/proposals/answer.input.ts';
import { attempt, parsed, read } from '#ui/attempt.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => ({
	...(await read(locals.api.proposals.ownVisits({ proposalId: params.id }))),
	done: url.searchParams.get('fait')
});

export const actions: Actions = {
	suggest: async ({ request, locals, params }) => {
		const form = await request.formData();
		const { value, failure: unread } = parsed(visitTimeInput, form);
		if (unread) return unread;
		const { failure } = await attempt(locals.apiFor(form).proposals.suggestVisit(value), form);
		if (failure) return failure;
		redirect(303, `/echanges/${params.id}/visites?fait=heure`);
	},
	agree: async ({ request, locals, params }) => {
		const form = await request.formData();
		const { value, failure: unread } = parsed(planVisitInput, form);
		if (unread) return unread;
		const { failure } = await attempt(locals.apiFor(form).proposals.agreeVisit(value), form);
		if (failure) return failure;
		redirect(303, `/echanges/${params.id}/visites?fait=accord`);
	}
};

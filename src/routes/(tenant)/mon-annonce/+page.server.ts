import { redirect } from '@sveltejs/kit';
import { listingSteps } from '#domain/needs/listing.ts';
import { attempt, read } from '#ui/attempt.ts';
import type { Actions, PageServerLoad } from './$types';
import { pathOfStep } from './steps.ts';

export const load: PageServerLoad = async ({ locals, url }) => ({
	...(await read(locals.api.needs.own())),
	communes: await read(locals.api.needs.communes()),
	// Whom the household has found is not for who helps it.
	partner: locals.actor.role === 'tenant' ? await read(locals.api.needs.partner()) : null,
	insight: await read(locals.api.matching.ownInsight()),
	/** What was just done, to say it. */
	done: url.searchParams.get('fait')
});

export const actions: Actions = {
	start: async ({ request, locals }) => {
		const form = await request.formData();
		const { failure } = await attempt(locals.apiFor(form).needs.start(), form);
		if (failure) return failure;
		redirect(303, pathOfStep(listingSteps[0]));
	},
	pause: async ({ request, locals }) => {
		const form = await request.formData();
		const { failure } = await attempt(locals.apiFor(form).needs.pause(), form);
		if (failure) return failure;
		redirect(303, '/mon-annonce?fait=pause');
	},
	namePartner: async ({ request, locals }) => {
		const form = await request.formData();
		const code = String(form.get('code') ?? '');
		const { failure } = await attempt(locals.apiFor(form).needs.namePartner({ code }), form);
		if (failure) return failure;
		redirect(303, '/mon-annonce?fait=partenaire#partenaire');
	},
	forgetPartner: async ({ request, locals }) => {
		const form = await request.formData();
		const { failure } = await attempt(locals.apiFor(form).needs.forgetPartner(), form);
		if (failure) return failure;
		redirect(303, '/mon-annonce?fait=sans-partenaire');
	},
	resume: async ({ request, locals }) => {
		const form = await request.formData();
		const { failure } = await attempt(locals.apiFor(form).needs.resume(), form);
		if (failure) return failure;
		redirect(303, '/mon-annonce?fait=reprise');
	}
};

import { error, redirect } from '@sveltejs/kit';
import { attempt, read, typedValues } from '#ui/attempt.ts';
import { contourOf } from '#ui/contours/contours.ts';
import type { Actions, PageServerLoad } from './$types';
import { pathOfStep, stepAt } from '../../steps.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
	const step = stepAt(params.step);
	if (!step) error(404);
	const { listing, home, household } = await read(locals.api.needs.own());
	// Without an annonce there is nothing to answer yet.
	if (!listing || !home) redirect(303, '/mon-annonce');
	// Some pages are not for who helps the household.
	if (!listing.steps.some((one) => one.step === step)) redirect(303, '/mon-annonce');
	const communes = step === 'places' || step === 'wishes' ? await read(locals.api.needs.communes()) : [];
	return {
		step,
		listing,
		home,
		household,
		communes: communes.map((commune) => ({ ...commune, contour: contourOf(commune.insee) }))
	};
};

export const actions: Actions = {
	default: async ({ request, locals, params }) => {
		const step = stepAt(params.step);
		if (!step) error(404);
		const form = await request.formData();
		const { _key, ...fields } = typedValues(form);
		// The answers are texts as typed: the input of the step reads them.
		const answer = { ...fields, step } as unknown as Parameters<App.Locals['api']['needs']['answer']>[0];
		const { failure } = await attempt(locals.apiFor(form).needs.answer(answer), form);
		if (failure) return failure;
		redirect(303, await nextPage(locals.api, step));
	}
};

/** After an answer: the next question without one, then the check; a published annonce goes back to its page. */
async function nextPage(api: App.Locals['api'], step: string): Promise<string> {
	const { listing } = await read(api.needs.own());
	if (listing?.state !== 'draft' && listing?.state !== 'returned') return '/mon-annonce?fait=enregistre';
	const index = listing.steps.findIndex((one) => one.step === step);
	const inOrder = [...listing.steps.slice(index + 1), ...listing.steps.slice(0, index)];
	const next = inOrder.find((one) => !one.isAnswered);
	return next ? pathOfStep(next.step) : '/mon-annonce/verifier';
}

import { fail, redirect } from '@sveltejs/kit';
import { attempt, read, type Failure } from '#ui/attempt.ts';
import type { Actions, PageServerLoad } from './$types';

/** In what a copy is written; anything else that is asked is none. */
const formatIn = (asked: unknown) => (['html', 'json', 'zip'] as const).find((format) => format === asked) ?? null;

export const load: PageServerLoad = async ({ locals, url }) => ({
	ready: formatIn(url.searchParams.get('copie')),
	readings: await read(locals.api.accounts.whoReadMyFile()),
	requests: await read(locals.api.dataRequests.own()),
	/** What was just asked, or taken back. */
	asked: url.searchParams.get('demande'),
	erasure: await read(locals.api.households.erasure())
});

export const actions: Actions = {
	/** A download cannot ask who asks for it: a form does, and shows the way to it then. */
	copier: async ({ request, locals }) => {
		const form = await request.formData();
		const { failure } = await attempt(locals.apiFor(form).households.exportData(), form);
		if (failure) return failure;
		redirect(303, `/mes-donnees?copie=${formatIn(form.get('format')) ?? 'html'}#copie`);
	},
	retirer: async ({ request, locals }) => {
		const form = await request.formData();
		const requestId = String(form.get('requestId'));
		const { failure } = await attempt(locals.apiFor(form).dataRequests.withdraw({ requestId }), form);
		return failure ?? redirect(303, '/mes-donnees?demande=retiree#demandes');
	},
	effacer: async ({ request, locals }) => {
		const form = await request.formData();
		if (form.get('confirm') !== 'yes') {
			const fields = { confirm: ['CONFIRM_MISSING'] };
			return fail(400, { refusal: null, fields, values: {} } satisfies Failure as Failure);
		}
		const { failure } = await attempt(locals.apiFor(form).households.askErasure(), form);
		if (failure) return failure;
		redirect(303, '/mes-donnees#effacer');
	}
};

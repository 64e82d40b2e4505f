import { error, redirect } from '@sveltejs/kit';
import { askDataRequestInput } from '#domain/households/data-request.input.ts';
import { attempt, parsed } from '#ui/attempt.ts';
import { kindOf } from '../rights.ts';
import type { Actions, PageServerLoad } from './$types';

const askedFor = (right: string) => kindOf(right) ?? error(404, 'NOT_FOUND');

export const load: PageServerLoad = ({ params }) => ({ kind: askedFor(params.right) });

export const actions: Actions = {
	default: async ({ request, locals, params }) => {
		const form = await request.formData();
		form.set('kind', askedFor(params.right));
		const asked = parsed(askDataRequestInput, form);
		if (asked.failure) return asked.failure;
		const { failure } = await attempt(locals.apiFor(form).dataRequests.ask(asked.value), form);
		return failure ?? redirect(303, '/mes-donnees?demande=envoyee#demandes');
	}
};

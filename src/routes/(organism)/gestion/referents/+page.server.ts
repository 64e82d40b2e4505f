import { fail, redirect } from '@sveltejs/kit';
import { attempt, read, type Failure } from '#ui/attempt.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	organism: await read(locals.api.organisms.referents()),
	protection: await read(locals.api.households.listProtected()),
	done: url.searchParams.get('fait')
});

type Call = (api: App.Locals['api'], text: (name: string) => string) => Promise<unknown>;
/** Which form of the page failed: each shows its own errors. */
export type ReferentsFailure = Failure & { of: string };

const act =
	(of: string, call: Call) =>
	async ({ request, locals }: RequestEvent) => {
		const form = await request.formData();
		const text = (name: string) => String(form.get(name) ?? '');
		const { failure } = await attempt(call(locals.apiFor(form), text), form);
		if (!failure) redirect(303, `/gestion/referents?fait=${of}`);
		return fail(failure.status, { ...failure.data, of } satisfies ReferentsFailure);
	};

export const actions: Actions = {
	nommer: act('nommer', (api, text) => api.organisms.nameReferents({ first: text('first'), second: text('second') })),
	proteger: act('proteger', (api, text) => api.households.protect({ leaseNumber: text('leaseNumber') })),
	lever: act('lever', (api, text) => api.households.liftProtection({ householdId: text('householdId') }))
};

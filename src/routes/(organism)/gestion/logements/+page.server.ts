import { redirect } from '@sveltejs/kit';
import { attempt, read } from '#ui/attempt.ts';
import { listAddress, pageIn } from '../list-address.ts';
import { parkFilters } from '../list-filters.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { state, commune, rooms, search, ...order } = parkFilters(url);
	const page = pageIn(url);
	const list = await read(locals.api.dwellings.park({ state, commune, rooms, search, page, ...order }));
	const mayImport = ['manager', 'organismAdmin'].includes((await locals.api.accounts.me()).staffRole ?? '');
	return { state, commune, rooms, search, page, order, mayImport, done: url.searchParams.get('fait'), ...list };
};

type Call = (api: App.Locals['api'], dwelling: { dwellingId: string }) => Promise<unknown>;

const act =
	(name: string, done: string, call: Call) =>
	async ({ request, locals, url }: RequestEvent) => {
		const form = await request.formData();
		const dwellingId = String(form.get('dwellingId') ?? '');
		const { failure } = await attempt(call(locals.apiFor(form), { dwellingId }), form);
		if (failure) return failure;
		// The action names itself in the address: it goes, the filters stay.
		redirect(303, listAddress(url, { [`/${name}`]: null, fait: done }));
	};

export const actions: Actions = {
	offer: act('offer', 'offert', (api, dwelling) => api.dwellings.offer(dwelling)),
	takeBack: act('takeBack', 'repris', (api, dwelling) => api.dwellings.takeBack(dwelling))
};

import { redirect } from '@sveltejs/kit';
import { parkSorts, parkStates } from '#domain/dwellings/park.input.ts';
import { attempt, read } from '#ui/attempt.ts';
import { codeIn, listAddress, pageIn, sortIn } from '../list-address.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const state = codeIn(url, 'etat', parkStates);
	const commune = (url.searchParams.get('commune') ?? '').slice(0, 5);
	const rooms = Number(codeIn(url, 'pieces', ['1', '2', '3', '4', '5', '6'])) || null;
	const search = (url.searchParams.get('q') ?? '').slice(0, 80);
	const page = pageIn(url);
	const order = sortIn(url, parkSorts, 'reference');
	const list = await read(locals.api.dwellings.park({ state, commune, rooms, search, page, ...order }));
	return { state, commune, rooms, search, page, order, done: url.searchParams.get('fait'), ...list };
};

const act =
	(done: string, name: 'offer' | 'takeBack') =>
	async ({ request, locals, url }: RequestEvent) => {
		const form = await request.formData();
		const dwellingId = String(form.get('dwellingId') ?? '');
		const { failure } = await attempt(locals.apiFor(form).dwellings[name]({ dwellingId }), form);
		if (failure) return failure;
		// The action names itself in the address: it goes, the filters stay.
		redirect(303, listAddress(url, { [`/${name}`]: null, fait: done }));
	};

export const actions: Actions = { offer: act('offert', 'offer'), takeBack: act('repris', 'takeBack') };

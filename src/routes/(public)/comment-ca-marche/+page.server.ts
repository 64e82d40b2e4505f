import { read } from '#ui/attempt.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const [territory] = await read(locals.api.organisms.directory());
	return { territory: territory ? { name: territory.name, delays: territory.delays } : null };
};

import { read } from '#ui/attempt.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	...(await read(locals.api.dataRequests.list())),
	isSent: url.searchParams.has('fait')
});

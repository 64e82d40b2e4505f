import { read } from '#ui/attempt.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	rules: await read(locals.api.eligibility.thresholds()),
	charter: await read(locals.api.eligibility.charterInForce()),
	done: url.searchParams.get('fait')
});

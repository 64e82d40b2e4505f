import { read } from '#ui/attempt.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	letter: await read(locals.api.accounts.letter({ letterId: params.id }))
});

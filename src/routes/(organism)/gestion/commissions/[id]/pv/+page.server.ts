import { read } from '#ui/attempt.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	meetingId: params.id,
	...(await read(locals.api.commissions.minutes({ meetingId: params.id })))
});

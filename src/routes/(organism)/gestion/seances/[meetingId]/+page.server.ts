import { read } from '#ui/attempt.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => ({
	session: await read(locals.api.commissions.session({ meetingId: params.meetingId })),
	hasWithdrawn: url.searchParams.get('fait') === 'deport'
});

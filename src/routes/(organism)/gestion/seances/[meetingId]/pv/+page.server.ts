import { read } from '#ui/attempt.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) =>
	read(locals.api.commissions.sessionMinutes({ meetingId: params.meetingId }));

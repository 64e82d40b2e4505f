import { redirect } from '@sveltejs/kit';
import { attempt } from '#ui/attempt.ts';
import { homeOf } from '#ui/only-for.ts';
import { deviceOf, keepSession, takeFlow } from '#ui/session-cookie.ts';
import { stepPage } from '#ui/sign-in-step.ts';
import type { RequestHandler } from './$types';

/** Where the provider sends the browser back. It opens a session, for the one browser that keeps what was asked. */
export const GET: RequestHandler = async ({ locals, cookies, url, request }) => {
	const { value, failure } = await attempt(
		locals.api.accounts.finishSignOn({
			answer: url.search.slice(1, 4000),
			flow: takeFlow(cookies, url),
			userAgent: request.headers.get('user-agent')?.slice(0, 1000) ?? null,
			device: deviceOf(cookies, url)
		})
	);
	if (failure) redirect(303, `/connexion?refus=${failure.data.refusal ?? 'SIGN_ON_FAILED'}`);
	keepSession(cookies, url, value);
	redirect(303, value.pending ? stepPage(value.pending, null) : homeOf[value.role]);
};

import { redirect, type RequestEvent } from '@sveltejs/kit';
import { attempt } from './attempt.ts';
import { keepFlow } from './session-cookie.ts';

type Start = Parameters<App.Locals['api']['accounts']['startSignOn']>[0];

/** Sends the browser to the provider of an organism, or back to the sign-in page with the reason why not. */
export async function goToOrganism({ locals, cookies, url }: RequestEvent, start: Start): Promise<never> {
	const { value, failure } = await attempt(locals.api.accounts.startSignOn(start));
	if (failure) redirect(303, `/connexion?refus=${failure.data.refusal ?? 'SIGN_ON_UNKNOWN'}`);
	keepFlow(cookies, url, value.flow);
	redirect(303, value.address);
}

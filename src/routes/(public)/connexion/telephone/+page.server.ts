import { fail, redirect } from '@sveltejs/kit';
import { attempt, type Failure } from '#ui/attempt.ts';
import { homeOf } from '#ui/only-for.ts';
import { sameSitePath } from '#ui/same-site.ts';
import { keepSession } from '#ui/session-cookie.ts';
import type { Actions, PageServerLoad } from './$types';

/** For who must take a second factor to sign in, and for who wants one. */
export const load: PageServerLoad = ({ locals, url }) => {
	const { session } = locals;
	if (!session) redirect(303, '/connexion');
	if (session.pending === 'code') redirect(303, '/connexion/code');
	return {
		kind: session.kind,
		back: sameSitePath(url.searchParams.get('retour'), url),
		home: homeOf[session.kind]
	};
};

type Key = { secret: string; address: string };

/** The key that the page showed, to show it again with the mistake: the telephone may not have read it yet. */
function shownKey(form: FormData): Key | null {
	const [secret, address] = [String(form.get('secret') ?? ''), String(form.get('address') ?? '')];
	return /^[A-Z2-7]{32}$/.test(secret) && address.startsWith('otpauth://totp/') ? { secret, address } : null;
}

export const actions: Actions = {
	start: async ({ request, locals }) => {
		// Read first: a refusal that comes while nothing waits for it would end the process.
		const form = await request.formData();
		const { value, failure } = await attempt(locals.api.accounts.startFactor(), form);
		return failure ?? { key: value };
	},
	confirm: async ({ request, locals, cookies, url }) => {
		const form = await request.formData();
		const code = String(form.get('code') ?? '');
		const { value, failure } = await attempt(locals.api.accounts.confirmFactor({ code }), form);
		if (!failure) {
			if (value.opened) keepSession(cookies, url, value.opened);
			return { recoveryCodes: value.recoveryCodes };
		}
		return fail(failure.status, { ...failure.data, key: shownKey(form) } satisfies Failure & { key: Key | null });
	}
};

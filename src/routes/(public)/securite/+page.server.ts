import { redirect } from '@sveltejs/kit';
import { attempt, read } from '#ui/attempt.ts';
import { keepSession } from '#ui/session-cookie.ts';
import { onlySignedIn } from '#ui/sign-in-step.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	onlySignedIn(locals, url);
	return { security: await read(locals.api.accounts.security()), done: url.searchParams.get('fait') };
};

type Api = App.Locals['api'];
const text = (form: FormData, name: string) => String(form.get(name) ?? '');

const act =
	(done: string, call: (api: Api, form: FormData) => Promise<unknown>) =>
	async ({ request, locals }: RequestEvent) => {
		const form = await request.formData();
		const { failure } = await attempt(call(locals.apiFor(form), form), form);
		if (failure) return failure;
		redirect(303, `/securite?fait=${done}`);
	};

export const actions: Actions = {
	end: act('session', (api, form) => api.accounts.revokeSession({ sessionId: text(form, 'sessionId') })),
	endOthers: act('sessions', (api) => api.accounts.revokeOtherSessions()),
	removeFactor: act('factor', (api, form) => api.accounts.removeFactor({ password: text(form, 'password') })),
	changePassword: async ({ request, locals, cookies, url }) => {
		const form = await request.formData();
		const { value: opened, failure } = await attempt(
			locals.api.accounts.changePassword({
				currentPassword: text(form, 'currentPassword'),
				newPassword: text(form, 'newPassword')
			}),
			form
		);
		if (failure) return failure;
		if (opened) keepSession(cookies, url, opened);
		redirect(303, '/securite?fait=password');
	},
	renewCodes: async ({ request, locals }) => {
		const form = await request.formData();
		const { value, failure } = await attempt(
			locals.api.accounts.renewCodes({ password: text(form, 'codesPassword') }),
			form
		);
		return failure ?? { recoveryCodes: value.recoveryCodes };
	}
};

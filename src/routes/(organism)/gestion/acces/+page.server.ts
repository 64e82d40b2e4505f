import { error, fail, redirect } from '@sveltejs/kit';
import type { GivenDuty } from '#domain/organisms/organism.ts';
import { attempt, read, type Failure } from '#ui/attempt.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor, api } = locals;
	const duty = actor.role === 'staff' ? actor.staffRole : null;
	const managesAccounts = duty === 'manager' || duty === 'organismAdmin';
	const invitesTenants = duty === 'manager' || duty === 'officer';
	if (!managesAccounts && !invitesTenants) error(404);
	return {
		colleagues: managesAccounts ? await read(api.accounts.colleagues()) : null,
		invitesTenants,
		done: url.searchParams.get('fait')
	};
};

type Api = App.Locals['api'];
/** Which form of the page failed: each shows its own errors. */
export type AccessFailure = Failure & { of: string };

const text = (form: FormData, name: string) => String(form.get(name) ?? '');
const accountIn = (form: FormData) => ({ accountId: text(form, 'accountId') });
const personIn = (form: FormData) => ({
	email: text(form, 'email'),
	firstName: text(form, 'firstName'),
	lastName: text(form, 'lastName')
});

const act =
	<T>(of: string, call: (api: Api, form: FormData) => Promise<T>, done: (value: T) => { demoPath: string }) =>
	async ({ request, locals }: RequestEvent) => {
		const form = await request.formData();
		const { value, failure } = await attempt(call(locals.apiFor(form), form), form);
		if (!failure) return done(value as T);
		const which = `${of}${text(form, 'accountId')}`;
		return fail(failure.status, { ...failure.data, of: which } satisfies AccessFailure);
	};

const say = (done: string) => (): never => redirect(303, `/gestion/acces?fait=${done}`);
/** In a demonstration the link is shown, since no letter leaves. */
const invited = ({ demoPath }: { demoPath: string | null }) => (demoPath ? { demoPath } : say('invited')());

export const actions: Actions = {
	invite: act(
		'colleague',
		(api, form) => api.accounts.inviteColleague({ ...personIn(form), staffRole: text(form, 'staffRole') as GivenDuty }),
		invited
	),
	inviteTenant: act(
		'tenant',
		(api, form) => api.accounts.inviteHousehold({ ...personIn(form), lease: text(form, 'lease') }),
		invited
	),
	again: act('again', (api, form) => api.accounts.inviteAgain(accountIn(form)), invited),
	lock: act('lock', (api, form) => api.accounts.lockColleague({ ...accountIn(form), isLocked: 'yes' }), say('locked')),
	unlock: act(
		'lock',
		(api, form) => api.accounts.lockColleague({ ...accountIn(form), isLocked: 'no' }),
		say('unlocked')
	),
	duty: act(
		'duty',
		(api, form) => api.accounts.changeDuty({ ...accountIn(form), staffRole: text(form, 'staffRole') as GivenDuty }),
		say('duty')
	)
};

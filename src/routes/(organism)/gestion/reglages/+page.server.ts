import { fail, redirect } from '@sveltejs/kit';
import type { MemberCapacity } from '#domain/commissions/member.ts';
import { attempt, read, type Failure } from '#ui/attempt.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	settings: await read(locals.api.organisms.settings()),
	thresholds: await read(locals.api.eligibility.thresholds()),
	done: url.searchParams.get('fait')
});

type Call = (api: App.Locals['api'], form: FormData) => Promise<unknown>;
/** Which form of the page failed: each shows its own errors. */
export type SettingsFailure = Failure & { of: string };

const act =
	(done: string, call: Call) =>
	async ({ request, locals }: RequestEvent) => {
		const form = await request.formData();
		const { failure } = await attempt(call(locals.apiFor(form), form), form);
		if (!failure) redirect(303, `/gestion/reglages?fait=${done}`);
		const of = `${done}${String(form.get('memberId') ?? '')}`;
		return fail(failure.status, { ...failure.data, of } satisfies SettingsFailure);
	};

const text = (form: FormData, name: string) => String(form.get(name) ?? '');
type YesOrNo = 'yes' | 'no';
const answer = (form: FormData, name: string) => form.get(name) as YesOrNo;

const memberOf = (form: FormData) => ({
	name: text(form, 'name'),
	capacity: text(form, 'capacity') as MemberCapacity,
	commune: text(form, 'commune') || null,
	isVoting: answer(form, 'isVoting')
});

export const actions: Actions = {
	contact: act('contact', (api, form) =>
		api.organisms.changeContact({
			phone: text(form, 'phone'),
			email: text(form, 'email'),
			openingHours: text(form, 'openingHours')
		})
	),
	commission: act('commission', (api, form) =>
		api.organisms.changeCommissionRules({
			quorum: text(form, 'quorum'),
			allowsExchangeAlone: answer(form, 'allowsExchangeAlone')
		})
	),
	addMember: act('membre', (api, form) => api.organisms.addMember(memberOf(form))),
	inviteMember: async ({ request, locals }) => {
		const form = await request.formData();
		const { value, failure } = await attempt(
			locals.apiFor(form).accounts.inviteMember({
				memberId: text(form, 'memberId'),
				firstName: text(form, 'firstName'),
				lastName: text(form, 'lastName'),
				email: text(form, 'email')
			}),
			form
		);
		if (failure) return fail(failure.status, { ...failure.data, of: 'compte' } satisfies SettingsFailure);
		// In a demonstration the link is shown, since no letter leaves.
		if (value.demoPath) return { demoPath: value.demoPath };
		redirect(303, '/gestion/reglages?fait=compte');
	},
	changeMember: act('membre', (api, form) =>
		api.organisms.changeMember({
			...memberOf(form),
			memberId: text(form, 'memberId'),
			isActive: answer(form, 'isActive')
		})
	)
};

import { fail, redirect } from '@sveltejs/kit';
import {
	decisionKinds,
	legEffectOf,
	type DecisionKind,
	type DecisionMotive,
	type FewerThanThreeReason
} from '#domain/commissions/decision.ts';
import { attempt, read, typedValues, type Failure } from '#ui/attempt.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const meeting = await read(locals.api.commissions.meeting({ meetingId: params.id }));
	const wanted = url.searchParams.get('cas');
	const selected =
		meeting.cases.find((one) => one.candidacyId === wanted) ??
		(meeting.state === 'open' ? meeting.cases.find((one) => one.status === 'undecided') : undefined);
	return {
		meeting,
		selectedId: selected?.candidacyId ?? null,
		/** For a screen that everybody in the room sees: no name of a household. */
		isProjected: url.searchParams.get('projection') === '1',
		done: url.searchParams.get('fait')
	};
};

type Call = (api: App.Locals['api'], form: FormData, meetingId: string) => Promise<unknown>;

const act =
	(done: string, call: Call) =>
	async ({ request, locals, params, url }: RequestEvent) => {
		const form = await request.formData();
		const { failure } = await attempt(call(locals.apiFor(form), form, params.id), form);
		if (failure) return failure;
		const projection = url.searchParams.get('projection') === '1' ? '&projection=1' : '';
		redirect(303, `/gestion/commissions/${params.id}?fait=${done}${projection}`);
	};

/** A decision that ends the chain, to be asked again with what was typed. */
export type DecisionConfirmation = { candidacyId: string; values: Failure['values'] };

const text = (form: FormData, name: string) => String(form.get(name) ?? '');
const orNull = (form: FormData, name: string) => text(form, name) || null;
const all = <T extends string>(form: FormData, name: string) => form.getAll(name).map(String) as T[];
const candidacyId = (form: FormData) => text(form, 'candidacyId');

/** The motives of every kind have boxes on the page; only those of the kind that is decided go. */
const decide: Call = (api, form, meetingId) => {
	const kind = text(form, 'kind') as DecisionKind;
	const rank = Number(text(form, 'rank'));
	return api.commissions.decide({
		meetingId,
		candidacyId: candidacyId(form),
		kind,
		motives: all<DecisionMotive>(form, `motives-${kind}`),
		comment: text(form, 'comment'),
		votes: { for: text(form, 'votesFor'), against: text(form, 'votesAgainst'), abstain: text(form, 'votesAbstain') },
		withdrawnIds: all(form, 'withdrawnIds'),
		rank: Number.isInteger(rank) && rank > 0 ? rank : null,
		condition: text(form, 'condition'),
		conditionDueOn: orNull(form, 'conditionDueOn'),
		postponedTo: orNull(form, 'postponedTo'),
		candidates: text(form, 'candidates'),
		fewerThanThreeReason: orNull(form, 'fewerThanThreeReason') as FewerThanThreeReason | null,
		waivedRules: all(form, 'waivedRules')
	});
};

const endsTheChain = (form: FormData) => {
	const kind = decisionKinds.find((one) => one === form.get('kind'));
	return kind !== undefined && legEffectOf(kind, null) === 'refuse' && all(form, `motives-${kind}`).length > 0;
};

export const actions: Actions = {
	put: act('agenda', (api, form, meetingId) =>
		api.commissions.putOnAgenda({ meetingId, candidacyId: candidacyId(form) })
	),
	takeOff: act('agenda', (api, form, meetingId) =>
		api.commissions.takeOffAgenda({ meetingId, candidacyId: candidacyId(form) })
	),
	move: act('agenda', (api, form, meetingId) =>
		api.commissions.moveOnAgenda({
			meetingId,
			candidacyId: candidacyId(form),
			direction: text(form, 'direction') as 'up' | 'down'
		})
	),
	convene: act('convocation', (api, _, meetingId) => api.commissions.convene({ meetingId })),
	cancel: act('annulation', (api, _, meetingId) => api.commissions.cancel({ meetingId })),
	attendance: act('presences', (api, form, meetingId) =>
		api.commissions.recordAttendance({
			meetingId,
			present: all(form, 'present').map((memberId) => ({
				memberId,
				representedBy: orNull(form, `represented-${memberId}`)
			}))
		})
	),
	open: act('ouverture', (api, form, meetingId) =>
		api.commissions.open({ meetingId, presidentId: text(form, 'presidentId') })
	),
	decide: async (event) => {
		const form = await event.request.clone().formData();
		// A refusal ends the move of every household of the chain: it is asked again with what depends on it.
		if (endsTheChain(form) && form.get('confirmed') !== 'yes') {
			const confirm: DecisionConfirmation = { candidacyId: candidacyId(form), values: typedValues(form) };
			return fail(409, { confirm });
		}
		return act('decision', decide)(event);
	},
	askVote: act('scrutin', (api, form, meetingId) =>
		api.commissions.askVote({
			meetingId,
			candidacyId: candidacyId(form),
			kind: text(form, 'ballotKind') as DecisionKind
		})
	),
	close: act('cloture', (api, _, meetingId) => api.commissions.close({ meetingId })),
	sign: act('signature', (api, _, meetingId) => api.commissions.sign({ meetingId }))
};

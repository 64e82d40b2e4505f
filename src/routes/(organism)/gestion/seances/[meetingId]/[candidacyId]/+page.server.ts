import { redirect } from '@sveltejs/kit';
import type { VoteChoice } from '#domain/commissions/ballot.ts';
import type { DecisionKind } from '#domain/commissions/decision.ts';
import { attempt, read } from '#ui/attempt.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => ({
	about: await read(
		locals.api.commissions.sessionCase({ meetingId: params.meetingId, candidacyId: params.candidacyId })
	),
	hasVoted: url.searchParams.get('fait') === 'vote'
});

export const actions: Actions = {
	vote: async ({ request, locals, params }) => {
		const form = await request.formData();
		const { failure } = await attempt(
			locals.apiFor(form).commissions.vote({
				meetingId: params.meetingId,
				candidacyId: params.candidacyId,
				kind: String(form.get('kind') ?? '') as DecisionKind,
				choice: String(form.get('choice') ?? '') as VoteChoice
			}),
			form
		);
		if (failure) return failure;
		redirect(303, `/gestion/seances/${params.meetingId}/${params.candidacyId}?fait=vote`);
	},
	withdraw: async ({ request, locals, params }) => {
		const form = await request.formData();
		const { failure } = await attempt(
			locals.apiFor(form).commissions.withdraw({ meetingId: params.meetingId, candidacyId: params.candidacyId }),
			form
		);
		if (failure) return failure;
		redirect(303, `/gestion/seances/${params.meetingId}?fait=deport`);
	}
};

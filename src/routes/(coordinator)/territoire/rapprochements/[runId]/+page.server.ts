import { redirect } from '@sveltejs/kit';
import { attempt, read } from '#ui/attempt.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { runId } = params;
	const asked = (name: string) => url.searchParams.get(name) ?? '';
	const run = await read(locals.api.matching.run({ runId, page: asked('echanges') }));
	const filter = { cause: asked('cause'), code: asked('code').slice(0, 40) };
	const page = url.searchParams.get('page') ?? 1;
	const leftOut = run.found ? await read(locals.api.matching.leftOut({ runId, ...filter, page })) : null;
	return { run, leftOut, filter };
};

export const actions: Actions = {
	cancel: async ({ request, locals, params }) => {
		const form = await request.formData();
		const { failure } = await attempt(locals.apiFor(form).matching.cancelRun({ runId: params.runId }), form);
		if (failure) return failure;
		redirect(303, `/territoire/rapprochements/${params.runId}`);
	},
	replay: async ({ request, locals, params }) => {
		const form = await request.formData();
		const { failure } = await attempt(locals.apiFor(form).matching.requestReplay({ runId: params.runId }), form);
		return failure ?? { done: 'replay' as const };
	},
	publishAll: async ({ request, locals, params }) => {
		const form = await request.formData();
		const { value, failure } = await attempt(locals.apiFor(form).proposals.publishRun({ runId: params.runId }), form);
		return failure ?? { done: 'publishAll' as const, ...value };
	},
	discardAll: async ({ request, locals, params }) => {
		const form = await request.formData();
		const { value, failure } = await attempt(locals.apiFor(form).proposals.discardRun({ runId: params.runId }), form);
		return failure ?? { done: 'discardAll' as const, ...value };
	},
	publish: async ({ request, locals }) => {
		const form = await request.formData();
		const proposalId = String(form.get('proposalId') ?? '');
		const { failure } = await attempt(locals.apiFor(form).proposals.publish({ proposalId }), form);
		return failure ?? { done: 'publish' as const };
	},
	discard: async ({ request, locals }) => {
		const form = await request.formData();
		const proposalId = String(form.get('proposalId') ?? '');
		const { failure } = await attempt(locals.apiFor(form).proposals.discard({ proposalId }), form);
		return failure ?? { done: 'discard' as const };
	}
};

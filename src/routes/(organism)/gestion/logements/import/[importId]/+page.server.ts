import { redirect } from '@sveltejs/kit';
import { lineOutcomes } from '#domain/dwellings/import/assess-line.ts';
import { importFields } from '#domain/dwellings/import/fields.ts';
import { attempt, read } from '#ui/attempt.ts';
import { codeIn, pageIn } from '../../../list-address.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { importId } = params;
	const file = await read(locals.api.imports.read({ importId }));
	const outcome = codeIn(url, 'effet', lineOutcomes);
	const page = pageIn(url);
	const isMapping =
		file.state === 'toMap' || file.state === 'failed' || (file.state === 'checked' && url.searchParams.has('colonnes'));
	const hasReport = !isMapping && (file.state === 'checked' || file.state === 'applied');
	const report = hasReport
		? await read(locals.api.imports.report({ importId, outcomes: outcome ? [outcome] : [], page }))
		: null;
	return { file, isMapping, report, outcome, page };
};

type Call = (api: App.Locals['api'], file: { importId: string }) => Promise<unknown>;

const act =
	(call: Call) =>
	async ({ request, locals, params }: RequestEvent) => {
		const form = await request.formData();
		const { failure } = await attempt(call(locals.apiFor(form), { importId: params.importId }), form);
		if (failure) return failure;
		redirect(303, `/gestion/logements/import/${params.importId}`);
	};

export const actions: Actions = {
	map: async ({ request, locals, params }) => {
		const form = await request.formData();
		const mapping = Object.fromEntries(importFields.map((field) => [field, String(form.get(`column.${field}`) ?? '')]));
		const { importId } = params;
		const { failure } = await attempt(locals.apiFor(form).imports.map({ importId, mapping }), form);
		if (failure) return failure;
		redirect(303, `/gestion/logements/import/${importId}`);
	},
	confirm: act((api, file) => api.imports.confirm(file)),
	discard: act((api, file) => api.imports.discard(file))
};

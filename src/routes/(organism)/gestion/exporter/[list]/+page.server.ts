import { error, redirect } from '@sveltejs/kit';
import { exportFormats, exportPurposes } from '#domain/exports/export.ts';
import { attempt, read } from '#ui/attempt.ts';
import { askedIn, exportSegments, segmentOf } from '../lists.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const segment = segmentOf(params.list) ?? error(404);
	const { total } = await read(locals.api.exports.preview(askedIn(segment, url)));
	return { segment, list: exportSegments[segment], total };
};

export const actions: Actions = {
	default: async ({ request, locals, params, url }) => {
		const segment = segmentOf(params.list) ?? error(404);
		const form = await request.formData();
		// What was not answered, or is no answer of ours, is refused by the API.
		const answer = <C extends string>(name: string, codes: readonly C[]) =>
			codes.find((code) => code === form.get(name)) as C;
		const { value, failure } = await attempt(
			locals.apiFor(form).exports.request({
				asked: askedIn(segment, url),
				purpose: answer('purpose', exportPurposes),
				format: answer('format', exportFormats)
			}),
			form
		);
		if (failure) return failure;
		redirect(303, `/gestion/exporter/${segment}/${value.exportId}`);
	}
};

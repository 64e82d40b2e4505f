import { fail, redirect } from '@sveltejs/kit';
import { maxFileBytes } from '#domain/dwellings/import/import.input.ts';
import { attempt, read, type Failure } from '#ui/attempt.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({ imports: await read(locals.api.imports.list()) });

export const actions: Actions = {
	default: async ({ locals }) => {
		const { form, files } = await locals.receiveForm({ maxBytes: maxFileBytes });
		const file = files.get('file');
		if (!file) return fail(400, { refusal: 'FILE_MISSING', fields: {}, values: {} } satisfies Failure as Failure);
		const { value, failure } = await attempt(locals.apiFor(form).imports.receive({ file }), form);
		// A file that is not taken is an answer to correct, like any field.
		if (failure) return fail(400, failure.data);
		redirect(303, `/gestion/logements/import/${value.importId}`);
	}
};

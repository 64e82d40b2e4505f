import { error, fail, redirect } from '@sveltejs/kit';
import { depositLimits } from '#domain/documents/deposited-file.ts';
import { documentCodes } from '#domain/documents/document.ts';
import { attempt, read, type Failure } from '#ui/attempt.ts';
import type { Actions, PageServerLoad } from './$types';

const codeOf = (typed: string) => documentCodes.find((code) => code === typed) ?? error(404);

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const code = codeOf(params.code);
	const { documents, others, request, now } = await read(locals.api.documents.own());
	const document = documents.find((one) => one.code === code) ?? null;
	const files = document?.files ?? others.filter((one) => one.code === code);
	// Neither asked nor kept: there is nothing to show.
	if (!document && files.length === 0) error(404);
	return { code, document, files, request, now, done: url.searchParams.get('fait') };
};

const refusedAs = (refusal: string, status: number) =>
	fail(status, { refusal, fields: {}, values: {} } satisfies Failure as Failure);

/** Reads what was sent; what cannot be received says so, and the page stays. */
async function received({ locals }: { locals: App.Locals }) {
	try {
		return { form: await locals.receiveForm({ maxBytes: depositLimits.bytes }), failure: null };
	} catch (cause) {
		// The disk takes nothing, or what came is no form: cut on the way, or not written by one of our pages.
		const isDisk = typeof (cause as NodeJS.ErrnoException).errno === 'number';
		return { form: null, failure: isDisk ? refusedAs('UPLOAD_NOT_STORED', 503) : refusedAs('UPLOAD_CUT', 400) };
	}
}

export const actions: Actions = {
	send: async ({ locals, params }) => {
		const code = codeOf(params.code);
		const { form: sent, failure: unread } = await received({ locals });
		if (unread) return unread;
		const file = sent.files.get('file');
		if (!file) return refusedAs('UPLOAD_MISSING', 400);
		const { failure } = await attempt(locals.apiFor(sent.form).documents.deposit({ code, file }), sent.form);
		if (failure) return failure;
		redirect(303, `/dossier/${code}?fait=envoi`);
	},
	takeBack: async ({ request, locals, params }) => {
		const code = codeOf(params.code);
		const form = await request.formData();
		const { failure } = await attempt(
			locals.apiFor(form).documents.takeBack({ fileId: String(form.get('fileId') ?? '') }),
			form
		);
		if (failure) return failure;
		const { documents, others } = await read(locals.api.documents.own());
		const isShown = [...documents, ...others].some((one) => one.code === code);
		redirect(303, isShown ? `/dossier/${code}?fait=retrait` : '/dossier');
	}
};

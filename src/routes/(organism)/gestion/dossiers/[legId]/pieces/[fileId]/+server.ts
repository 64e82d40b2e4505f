import { read } from '#ui/attempt.ts';
import { fileResponse } from '#ui/file-response.ts';
import type { RequestHandler } from './$types';

/** A file of a document that the organism has asked for; the household is told that it was read. */
export const GET: RequestHandler = async ({ locals, params }) =>
	fileResponse(await read(locals.api.documents.file({ legId: params.legId, fileId: params.fileId })));

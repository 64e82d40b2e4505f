import { read } from '#ui/attempt.ts';
import { fileResponse } from '#ui/file-response.ts';
import type { RequestHandler } from './$types';

/** A file that the household has sent, as it is kept. */
export const GET: RequestHandler = async ({ locals, params }) =>
	fileResponse(await read(locals.api.documents.ownFile({ fileId: params.fileId })));

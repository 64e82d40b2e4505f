import { ownCopy } from '../own-copy.ts';
import { readableCopy } from '../readable-copy.ts';
import type { RequestHandler } from './$types';

/** The same copy, for a person to read (RGPD, article 15). It opens on any computer, without the exchange. */
export const GET: RequestHandler = async ({ locals }) =>
	new Response(readableCopy(await ownCopy(locals), locals.locale), {
		headers: {
			'Content-Type': 'text/html; charset=utf-8',
			'Content-Disposition': 'attachment; filename="mes-donnees.html"',
			// A file to be kept: nothing in it may run, wherever it is opened.
			'Content-Security-Policy': "default-src 'none'; sandbox"
		}
	});

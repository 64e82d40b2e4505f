import { ownCopy } from '../own-copy.ts';
import type { RequestHandler } from './$types';

/** A copy of everything the exchange holds about who asks, for another service (RGPD, article 20). */
export const GET: RequestHandler = async ({ locals }) =>
	new Response(JSON.stringify(await ownCopy(locals), null, '\t'), {
		headers: {
			'Content-Type': 'application/json; charset=utf-8',
			'Content-Disposition': 'attachment; filename="mes-donnees.json"'
		}
	});

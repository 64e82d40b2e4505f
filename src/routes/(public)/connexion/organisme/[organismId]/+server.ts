import { goToOrganism } from '#ui/go-to-organism.ts';
import type { RequestHandler } from './$types';

/** A link, not a form: the policy of the pages lets no form lead to another site. */
export const GET: RequestHandler = (event) =>
	goToOrganism(event, {
		organismId: event.params.organismId,
		invitation: event.url.searchParams.get('invitation')?.slice(0, 120) ?? null
	});

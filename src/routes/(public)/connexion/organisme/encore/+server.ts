import { redirect } from '@sveltejs/kit';
import { goToOrganism } from '#ui/go-to-organism.ts';
import type { RequestHandler } from './$types';

/** Staff who sign in through their organism prove again who they are before what binds. */
export const GET: RequestHandler = (event) => {
	const { actor } = event.locals;
	if (actor.role !== 'staff') redirect(303, '/connexion');
	return goToOrganism(event, { organismId: actor.organismId, isAgain: true });
};

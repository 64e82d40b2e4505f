import { redirect } from '@sveltejs/kit';
import { onlyFor } from '#ui/only-for.ts';
import type { LayoutServerLoad } from './$types';

/** The pages of an account itself, for who helps a household no longer. */
const ofAccount = /^\/(compte|messages)(\/|$)/;

export const load: LayoutServerLoad = ({ locals, url }) => {
	onlyFor(['tenant', 'helper'], locals, url);
	const { actor } = locals;
	if (actor.role === 'helper' && actor.householdId === null && !ofAccount.test(url.pathname)) redirect(303, '/compte');
};

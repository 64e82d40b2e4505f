import { error, redirect } from '@sveltejs/kit';
import type { AccountKind } from '#domain/accounts/second-factor.ts';

/** The space of some roles: who is not signed in is asked to, and comes back; the others learn it is not theirs. */
export function onlyFor(roles: readonly AccountKind[], locals: App.Locals, url: URL): void {
	if (locals.actor.role === 'nobody')
		redirect(303, `/connexion?retour=${encodeURIComponent(url.pathname + url.search)}`);
	if (!roles.some((role) => role === locals.actor.role)) error(403, 'Forbidden');
}

/** The home of each role. */
export const homeOf = {
	tenant: '/accueil',
	helper: '/accueil',
	staff: '/gestion',
	coordinator: '/territoire'
} as const satisfies Record<AccountKind, string>;

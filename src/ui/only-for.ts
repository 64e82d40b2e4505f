import { error, redirect } from '@sveltejs/kit';

/** The space of one role: who is not signed in is asked to, and comes back; the others learn it is not theirs. */
export function onlyFor(role: 'tenant' | 'staff' | 'coordinator', locals: App.Locals, url: URL): void {
	if (locals.actor.role === 'nobody')
		redirect(303, `/connexion?retour=${encodeURIComponent(url.pathname + url.search)}`);
	if (locals.actor.role !== role) error(403, 'Forbidden');
}

/** The home of each role. */
export const homeOf = { tenant: '/accueil', staff: '/gestion', coordinator: '/territoire' } as const;

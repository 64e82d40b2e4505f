import { redirect } from '@sveltejs/kit';
import type { FactorStep } from '#domain/accounts/second-factor.ts';

const pageOf: Record<FactorStep, string> = { code: '/connexion/code', enrolment: '/connexion/telephone' };

/** The page of the step that a sign-in waits for, from where one comes back to what was asked. */
export function stepPage(step: FactorStep, back: string | null): string {
	return back && back !== '/' ? `${pageOf[step]}?retour=${encodeURIComponent(back)}` : pageOf[step];
}

/** Pages for everybody who is signed in, whatever their role. */
export function onlySignedIn(locals: App.Locals, url: URL): void {
	if (locals.actor.role === 'nobody') redirect(303, `/connexion?retour=${encodeURIComponent(url.pathname)}`);
}

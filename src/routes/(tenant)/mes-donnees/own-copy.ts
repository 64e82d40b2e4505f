import { redirect } from '@sveltejs/kit';
import { attempt } from '#ui/attempt.ts';

/** What a copy is made of; who has not just proved who they are is sent to the page that asks. */
export async function ownCopy(locals: App.Locals) {
	const { value, failure } = await attempt(locals.api.households.exportData());
	if (failure) redirect(303, '/mes-donnees#copie');
	return value;
}

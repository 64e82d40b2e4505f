import { randomUUID } from 'node:crypto';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals }) => ({
	me: locals.actor.role === 'nobody' ? null : await locals.api.accounts.me(),
	isDemo: locals.isDemo,
	formKey: randomUUID()
});

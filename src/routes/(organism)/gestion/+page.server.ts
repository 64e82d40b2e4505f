import { redirect } from '@sveltejs/kit';
import { read } from '#ui/attempt.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent }) => {
	const { me } = await parent();
	if (me?.staffRole === 'organismAdmin') redirect(303, '/gestion/reglages');
	if (me?.staffRole === 'auditor') redirect(303, '/gestion/journal');
	if (me?.staffRole === 'dataProtectionOfficer') redirect(303, '/gestion/demandes');
	if (me?.staffRole === 'commissionMember') redirect(303, '/gestion/seances');
	return read(locals.api.demands.toDo());
};

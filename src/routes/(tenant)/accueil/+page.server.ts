import { read } from '#ui/attempt.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({ home: await read(locals.api.households.home()) });

import type { PageServerLoad } from './$types';
import { askedNow } from './asked.ts';

export const load: PageServerLoad = ({ locals, params }) => askedNow(locals, params.id);

import { onlyFor } from '#ui/only-for.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, url }) => onlyFor(['staff'], locals, url);

import { fileDirections, fileSorts } from '#domain/demands/file.input.ts';
import { fileStages } from '#domain/demands/file-stage.ts';
import { read } from '#ui/attempt.ts';
import { codeIn, pageIn, sortIn } from '../list-address.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const direction = codeIn(url, 'sens', fileDirections) ?? 'arriving';
	const stage = codeIn(url, 'etape', fileStages);
	const search = (url.searchParams.get('q') ?? '').slice(0, 80);
	const page = pageIn(url);
	const order = sortIn(url, fileSorts, 'todo');
	const list = await read(locals.api.demands.files({ direction, stage, search, page, ...order }));
	return { direction, stage, search, page, order, ...list };
};

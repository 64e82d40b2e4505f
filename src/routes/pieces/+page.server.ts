import { error, fail } from '@sveltejs/kit';
import { dev } from '$app/environment';
import type { Actions, PageServerLoad } from './$types';

/** The pieces are for those who build pages; a production server shows them only when asked to. */
function builderOnly() {
	if (!dev && process.env.SHOW_PIECES !== '1') error(404);
}

export const load: PageServerLoad = ({ url }) => {
	builderOnly();
	return {
		space: url.searchParams.get('space') === 'staff' ? ('staff' as const) : ('tenant' as const),
		theme: url.searchParams.get('theme') === 'dark' ? ('dark' as const) : undefined
	};
};

export const actions: Actions = {
	/** Fails when the surface is missing, to show the summary, the error of the field and where the focus goes. */
	default: async ({ request }) => {
		builderOnly();
		const form = await request.formData();
		const area = String(form.get('area') ?? '');
		const errors: Record<string, string> = {};
		if (!/^\d+([.,]\d+)?$/.test(area)) errors.area = 'Indiquez la surface, par exemple 64.';
		if (!form.get('lift')) errors.lift = 'Dites si l’immeuble a un ascenseur.';
		return Object.keys(errors).length > 0 ? fail(400, { errors, area }) : { saved: true };
	}
};

import type { SubmitFunction } from '@sveltejs/kit';

/** Leaves in the form what was typed, so that one may change an answer and ask again. */
export const keepTyped: SubmitFunction =
	() =>
	({ update }) =>
		update({ reset: false });

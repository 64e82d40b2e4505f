/** What the pages of rules do alike in both spaces: only whom they call differs, and the API keeps one right for each. */
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type { RuleScope } from '#domain/eligibility/rule-version.ts';
import { attempt, read } from '#ui/attempt.ts';
import type { Rules, RulesPreview } from './rules.ts';

type Api = App.Locals['api'];
type Event = Pick<RequestEvent, 'locals' | 'request'>;

/** The rules of a space, for who may write them: to the others of the space the page does not exist. */
export async function rulesToWrite<S extends RuleScope>(asked: Promise<Rules<S>>): Promise<Rules<S>> {
	const rules = await read(asked);
	if (!rules.actions.includes('write')) error(404, 'Not Found');
	return rules;
}

/** Saves a draft as it was typed; `next` is where it is put in force. */
export const saveDraft =
	(save: (api: Api, form: FormData) => Promise<unknown>, next: string) =>
	async ({ request, locals }: Event) => {
		const form = await request.formData();
		const { failure } = await attempt(save(locals.apiFor(form), form), form);
		return failure ?? redirect(303, next);
	};

/** What the page where a draft is looked at shows; without a draft there is nothing to foresee. */
export async function draftToActivate<S extends RuleScope>(
	asked: Promise<Rules<S>>,
	preview: () => Promise<RulesPreview>
) {
	const rules = await rulesToWrite(asked);
	return { rules, preview: rules.draft ? await read(preview()) : null };
}

/** Puts a draft in force on the day that was typed; `overview` is where that is said. */
export const activateDraft =
	(activate: (api: Api, input: { revision: unknown; from: string }) => Promise<unknown>, overview: string) =>
	async ({ request, locals }: Event) => {
		const form = await request.formData();
		const asked = { revision: form.get('revision'), from: String(form.get('from')) };
		const { failure } = await attempt(activate(locals.apiFor(form), asked), form);
		return failure ?? redirect(303, `${overview}?fait=active`);
	};

/** Gives a draft up. */
export const discardDraft =
	(discard: (api: Api, input: { revision: unknown }) => Promise<unknown>, overview: string) =>
	async ({ request, locals }: Event) => {
		const form = await request.formData();
		const { failure } = await attempt(discard(locals.apiFor(form), { revision: form.get('revision') }), form);
		return failure ?? redirect(303, `${overview}?fait=abandon`);
	};

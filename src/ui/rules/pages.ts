/** What the pages of rules do alike in both spaces: only whom they call differs, and the API keeps one right for each. */
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type { input as ZodInput } from 'zod';
import type { charterDraftInput, thresholdsDraftInput } from '#domain/eligibility/rule-version.input.ts';
import type { RuleScope } from '#domain/eligibility/rule-version.ts';
import { attempt, read } from '#ui/attempt.ts';
import { rulesPages, type Rules, type RulesPreview } from './rules.ts';

type Api = App.Locals['api'];
type DraftOf = {
	territory: ZodInput<typeof charterDraftInput>;
	organism: ZodInput<typeof thresholdsDraftInput>;
};
type Calls<S extends RuleScope> = {
	rules(api: Api): Promise<Rules<S>>;
	preview(api: Api): Promise<RulesPreview>;
	save(api: Api, draft: DraftOf[S]): Promise<unknown>;
	activate(api: Api, input: { revision: unknown; from: string }): Promise<unknown>;
	discard(api: Api, input: { revision: unknown }): Promise<unknown>;
};

const callsOf: { [S in RuleScope]: Calls<S> } = {
	territory: {
		rules: ({ eligibility }) => eligibility.charter(),
		preview: ({ eligibility }) => eligibility.previewCharter(),
		save: ({ eligibility }, draft) => eligibility.saveCharter(draft),
		activate: ({ eligibility }, input) => eligibility.activateCharter(input),
		discard: ({ eligibility }, input) => eligibility.discardCharter(input)
	},
	organism: {
		rules: ({ eligibility }) => eligibility.thresholds(),
		preview: ({ eligibility }) => eligibility.previewThresholds(),
		save: ({ eligibility }, draft) => eligibility.saveThresholds(draft),
		activate: ({ eligibility }, input) => eligibility.activateThresholds(input),
		discard: ({ eligibility }, input) => eligibility.discardThresholds(input)
	}
};

/** The rules of a space, for who may write them. */
async function readToWrite<S extends RuleScope>(scope: S, api: Api): Promise<Rules<S>> {
	const rules = await read(callsOf[scope].rules(api));
	if (!rules.actions.includes('write')) error(403, 'Forbidden');
	return rules;
}

/** The page where a draft is written. */
export const draftPage = <S extends RuleScope>(scope: S, draftIn: (form: FormData) => DraftOf[S]) => ({
	load: async ({ locals }: Pick<RequestEvent, 'locals'>) => ({ rules: await readToWrite(scope, locals.api) }),
	actions: {
		default: async ({ request, locals }: RequestEvent) => {
			const form = await request.formData();
			const { failure } = await attempt(callsOf[scope].save(locals.apiFor(form), draftIn(form)), form);
			return failure ?? redirect(303, rulesPages[scope].activate);
		}
	}
});

/** The page where a draft is looked at, then put in force or given up. */
export const activationPage = <S extends RuleScope>(scope: S) => {
	const { preview, activate, discard } = callsOf[scope];
	const { overview } = rulesPages[scope];
	return {
		load: async ({ locals }: Pick<RequestEvent, 'locals'>) => {
			const rules = await readToWrite(scope, locals.api);
			return { rules, preview: rules.draft ? await read(preview(locals.api)) : null };
		},
		actions: {
			activate: async ({ request, locals }: RequestEvent) => {
				const form = await request.formData();
				const asked = { revision: form.get('revision'), from: String(form.get('from')) };
				const { failure } = await attempt(activate(locals.apiFor(form), asked), form);
				return failure ?? redirect(303, `${overview}?fait=active`);
			},
			discard: async ({ request, locals }: RequestEvent) => {
				const form = await request.formData();
				const { failure } = await attempt(discard(locals.apiFor(form), { revision: form.get('revision') }), form);
				return failure ?? redirect(303, `${overview}?fait=abandon`);
			}
		}
	};
};

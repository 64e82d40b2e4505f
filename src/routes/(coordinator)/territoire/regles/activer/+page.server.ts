import { activateDraft, discardDraft, draftToActivate } from '#ui/rules/pages.ts';
import { rulesPages } from '#ui/rules/rules.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
	draftToActivate<'territory'>(locals.api.eligibility.charter(), () => locals.api.eligibility.previewCharter());

const { overview } = rulesPages.territory;

export const actions: Actions = {
	activate: activateDraft((api, input) => api.eligibility.activateCharter(input), overview),
	discard: discardDraft((api, input) => api.eligibility.discardCharter(input), overview)
};

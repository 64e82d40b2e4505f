import { activateDraft, discardDraft, draftToActivate } from '#ui/rules/pages.ts';
import { rulesPages } from '#ui/rules/rules.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
	draftToActivate<'organism'>(locals.api.eligibility.thresholds(), () => locals.api.eligibility.previewThresholds());

const { overview } = rulesPages.organism;

export const actions: Actions = {
	activate: activateDraft((api, input) => api.eligibility.activateThresholds(input), overview),
	discard: discardDraft((api, input) => api.eligibility.discardThresholds(input), overview)
};

import type { RuleScope } from '#domain/eligibility/rule-version.ts';
import type { Api } from '#server/router.ts';

/** The rules that a coordinator or an organism writes, as the API gives them. */
export type Rules<S extends RuleScope = RuleScope> = S extends 'territory'
	? Awaited<ReturnType<Api['eligibility']['charter']>>
	: Awaited<ReturnType<Api['eligibility']['thresholds']>>;

export type RulesPreview = Awaited<ReturnType<Api['eligibility']['previewCharter']>>;

/** Where the pages of the rules of a space are. */
export type RulesPages = { overview: string; edit: string; activate: string };

export const rulesPages: Record<RuleScope, RulesPages> = {
	territory: {
		overview: '/territoire/regles',
		edit: '/territoire/regles/modifier',
		activate: '/territoire/regles/activer'
	},
	organism: {
		overview: '/gestion/reglages/regles',
		edit: '/gestion/reglages/regles/modifier',
		activate: '/gestion/reglages/regles/activer'
	}
};

/** What is wrong in a draft, field by field. */
export type DraftErrors = Record<string, string> | null;

import { fail, redirect } from '@sveltejs/kit';
import type { FileRules } from '#domain/demands/file.input.ts';
import type { DocumentCode } from '#domain/documents/document.ts';
import type { DocumentRefusalReason } from '#domain/documents/document.workflow.ts';
import type { OpinionKind } from '#domain/demands/opinion.ts';
import { attempt, read, typedValues, type Failure } from '#ui/attempt.ts';
import { codeIn } from '../../list-address.ts';
import { criterionIn } from '../../local-criteria.ts';
import { fileTabs, type FileTab } from './tabs.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Other rules to read the file with than those of today, as the address names them. */
const rulesByAddress: Partial<Record<string, FileRules>> = { proposition: 'proposal', commission: 'commission' };

export const load: PageServerLoad = async ({ locals, params, url }) => ({
	file: await read(
		locals.api.demands.file({
			legId: params.legId,
			rules: rulesByAddress[url.searchParams.get('regles') ?? ''] ?? 'today'
		})
	),
	tab: codeIn(url, 'onglet', fileTabs) ?? 'resume',
	/** The paper that is looked at. */
	piece: url.searchParams.get('piece'),
	/** What was just done, to say it. */
	done: url.searchParams.get('fait')
});

type Call = (api: App.Locals['api'], form: FormData, legId: string) => Promise<unknown>;

/** Asks the API; then shows the part of the file where the change is seen, and says what was done. */
const act =
	(done: string, tab: FileTab, call: Call) =>
	async ({ request, locals, params }: RequestEvent) => {
		const form = await request.formData();
		const { failure } = await attempt(call(locals.apiFor(form), form, params.legId), form);
		if (failure) return failure;
		redirect(303, `/gestion/dossiers/${params.legId}?onglet=${tab}&fait=${done}`);
	};

/** Something that ends the chain, to be asked again with what was typed. */
export type Confirmation = { what: 'opinion' | 'failCondition' | 'loseRank'; values: Failure['values'] };

/** What ends the chain for everyone is first shown with what depends on it, then asked again. */
const actOnceConfirmed =
	(what: Confirmation['what'], endsTheChain: (form: FormData) => boolean, done: string, call: Call) =>
	async (event: RequestEvent) => {
		const form = await event.request.clone().formData();
		if (endsTheChain(form) && form.get('confirmed') !== 'yes') {
			const confirm: Confirmation = { what, values: typedValues(form) };
			return fail(409, { confirm });
		}
		return act(done, 'resume', call)(event);
	};

const text = (form: FormData, name: string) => String(form.get(name) ?? '');
const code = (form: FormData) => text(form, 'code') as DocumentCode;
const codes = (form: FormData) => form.getAll('codes') as DocumentCode[];

export const actions: Actions = {
	opinion: actOnceConfirmed(
		'opinion',
		(form) => form.get('kind') === 'unfavourable' && text(form, 'reasons').trim() !== '',
		'avis',
		(api, form, legId) =>
			api.proposals.giveOpinion({ legId, kind: text(form, 'kind') as OpinionKind, reasons: text(form, 'reasons') })
	),
	suggestVisit: act('visite', 'resume', (api, form, legId) =>
		api.proposals.suggestVacantVisit({ legId, day: text(form, 'day'), time: text(form, 'time') })
	),
	agreeVisit: act('visite', 'resume', (api, form, legId) =>
		api.proposals.agreeVacantVisit({ legId, plannedFor: new Date(text(form, 'plannedFor')) })
	),
	decency: act('decence', 'logement', (api, form) =>
		api.dwellings.recordDecency({
			dwellingId: text(form, 'dwellingId'),
			isDecent: text(form, 'isDecent') as 'yes' | 'no'
		})
	),
	ask: act('demande', 'pieces', (api, form, legId) => api.demands.askDocuments({ legId, codes: codes(form) })),
	receive: act('reception', 'pieces', (api, form, legId) =>
		api.demands.receiveDocuments({ legId, codes: codes(form) })
	),
	accept: act('acceptee', 'pieces', (api, form, legId) =>
		api.documents.accept({ legId, code: code(form), validUntil: text(form, 'validUntil') })
	),
	refuse: act('refusee', 'pieces', (api, form, legId) =>
		api.documents.refuse({ legId, code: code(form), reason: text(form, 'reason') as DocumentRefusalReason })
	),
	takeCharge: act('charge', 'pieces', (api, _, legId) => api.documents.takeCharge({ legId })),
	income: act('revenu', 'regles', (api, form, legId) =>
		api.demands.recordIncome({ legId, year: text(form, 'year'), amount: text(form, 'amount') })
	),
	criterion: act('critere', 'foyer', (api, form) => api.households.checkCriterion(criterionIn(form))),
	number: act('numero', 'resume', (api, form, legId) =>
		api.demands.recordUniqueNumber({
			legId,
			number: text(form, 'number'),
			firstDepositedOn: text(form, 'firstDepositedOn'),
			validUntil: text(form, 'validUntil')
		})
	),
	complete: act('complet', 'resume', (api, _, legId) => api.demands.completeFile({ legId })),
	agenda: act('inscription', 'resume', (api, form) =>
		api.commissions.putOnAgenda({ meetingId: text(form, 'meetingId'), candidacyId: text(form, 'candidacyId') })
	),
	meetCondition: act('condition', 'resume', (api, _, legId) => api.demands.meetCondition({ legId })),
	failCondition: actOnceConfirmed(
		'failCondition',
		() => true,
		'echec',
		(api, _, legId) => api.demands.failCondition({ legId })
	),
	reachRank: act('rang', 'resume', (api, _, legId) => api.demands.reachRank({ legId })),
	loseRank: actOnceConfirmed(
		'loseRank',
		() => true,
		'echec',
		(api, _, legId) => api.demands.loseRank({ legId })
	),
	warning: act('avertissement', 'resume', (api, form, legId) =>
		api.demands.recordWarning({ legId, sentOn: text(form, 'sentOn') })
	),
	strikeOff: act('radiation', 'resume', (api, _, legId) => api.demands.strikeOff({ legId })),
	signingDay: act('date', 'resume', (api, form) =>
		api.proposals.setSigningDay({ proposalId: text(form, 'proposalId'), day: text(form, 'day') })
	),
	signature: act('signature', 'resume', (api, _, legId) => api.proposals.recordSignature({ legId }))
};

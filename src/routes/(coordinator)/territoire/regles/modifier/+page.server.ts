import type { charterDraftInput } from '#domain/eligibility/rule-version.input.ts';
import { rulesToWrite, saveDraft } from '#ui/rules/pages.ts';
import { rulesPages } from '#ui/rules/rules.ts';
import { linesIn, partsIn } from '#ui/typed-lines.ts';
import type { input as ZodInput } from 'zod';
import type { Actions, PageServerLoad } from './$types';

const simple = [
	'reference',
	'revision',
	'useComputedCeilings',
	'extraRooms',
	'countVisitingForArea',
	'interOrganismWaiver',
	'interOrganismReservation',
	'firstQuartileYear',
	'firstQuartileAmount',
	'triennialReviewCommunes',
	'renewalWarningDays'
] as const;
const ticked = ['proposeDespiteMissing', 'excludedLeases', 'excludedDwellings'] as const;
const lists = ['derogationAreas', 'abnormalDelays', 'localCriteria'] as const;

/** The form as the API reads it: texts as typed, what was ticked, lists line by line. */
const draftIn = (form: FormData) =>
	({
		...Object.fromEntries(simple.map((name) => [name, form.get(name) ?? undefined])),
		...Object.fromEntries(ticked.map((name) => [name, form.getAll(name)])),
		...Object.fromEntries(lists.map((name) => [name, linesIn(form, name)])),
		effects: partsIn(form, 'effects'),
		objectiveOrder: partsIn(form, 'objectiveOrder'),
		priorityPoints: partsIn(form, 'priorityPoints'),
		linkChances: partsIn(form, 'linkChances'),
		qualityPoints: partsIn(form, 'qualityPoints')
	}) as ZodInput<typeof charterDraftInput>;

export const load: PageServerLoad = async ({ locals }) => ({
	rules: await rulesToWrite<'territory'>(locals.api.eligibility.charter())
});

export const actions: Actions = {
	default: saveDraft((api, form) => api.eligibility.saveCharter(draftIn(form)), rulesPages.territory.activate)
};

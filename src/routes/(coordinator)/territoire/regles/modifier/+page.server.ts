import { redirect } from '@sveltejs/kit';
import type { charterDraftInput } from '#domain/eligibility/rule-version.input.ts';
import { attempt, read } from '#ui/attempt.ts';
import { rulesPages } from '#ui/rules/rules.ts';
import { linesIn, partsIn } from '#ui/typed-lines.ts';
import type { input as ZodInput } from 'zod';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({ rules: await read(locals.api.eligibility.charter()) });

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
const draftOf = (form: FormData) =>
	({
		...Object.fromEntries(simple.map((name) => [name, form.get(name) ?? undefined])),
		...Object.fromEntries(ticked.map((name) => [name, form.getAll(name)])),
		...Object.fromEntries(lists.map((name) => [name, linesIn(form, name)])),
		effects: partsIn(form, 'effects'),
		objectiveOrder: partsIn(form, 'objectiveOrder'),
		priorityPoints: partsIn(form, 'priorityPoints')
	}) as ZodInput<typeof charterDraftInput>;

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await request.formData();
		const { failure } = await attempt(locals.apiFor(form).eligibility.saveCharter(draftOf(form)), form);
		return failure ?? redirect(303, rulesPages.territory.activate);
	}
};

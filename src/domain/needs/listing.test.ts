import { describe, expect, test } from 'vitest';
import { err } from '../result.ts';
import { answerStep, type StatedSituation } from './answer-step.ts';
import { listingStepInput, type ListingStepAnswer } from './listing-step.input.ts';
import {
	canAnswer,
	isAnswered,
	listingSteps,
	refusalOfAction,
	statedMotives,
	unansweredSteps,
	type ListingAnswers,
	type ListingCircumstances
} from './listing.ts';
import { listingStates, listingWorkflow, type ListingState } from './listing.workflow.ts';

const empty: ListingAnswers = { statements: {}, motive: null, need: {} };
const unknown: StatedSituation = { accessNeeds: [], monthlyResources: null };
const today = '2026-11-21';
const free: ListingCircumstances = { isInProposal: false, isLimited: false };

/** One good answer to each page, as a form sends it. */
const goodAnswers: Record<(typeof listingSteps)[number], Record<string, unknown>> = {
	dwelling: { isRight: 'yes' },
	household: { isRight: 'no', remarks: 'Ma fille a déménagé en septembre.' },
	access: { hasNeeds: 'no' },
	resources: { monthlyResources: '2 050,50 €' },
	motive: { motive: 'tooLarge' },
	size: { minRooms: '2', maxRooms: '3', hasMinArea: 'yes', minArea: '48,5' },
	places: { communes: ['95500', '95127', '95127'] },
	budget: { hasLimit: 'no', maxResidualBill: 'never read' },
	floor: { maxFloor: '2' },
	wishes: { wishes: 'lift', preferredCommune: '95127' },
	exchange: { maxHouseholds: '3', when: 'later', notBefore: '2027-03-01' }
};
const parse = (step: string, fields: Record<string, unknown>) => listingStepInput.safeParse({ step, ...fields });
const answerOf = (step: keyof typeof goodAnswers): ListingStepAnswer =>
	listingStepInput.parse({ step, ...goodAnswers[step] });
const errorsOf = (step: string, fields: Record<string, unknown>) =>
	parse(step, fields).error?.issues.map((issue) => [issue.path.join('.'), issue.message]);

/** Answers every page, one after the other. */
function fillIn(steps: readonly (keyof typeof goodAnswers)[]) {
	let answers = empty;
	let situation = unknown;
	for (const step of steps) {
		const result = answerStep({ ...answers, state: 'draft' }, situation, answerOf(step), today);
		if (!result.ok) throw new Error(result.refusal);
		({ answers, situation } = result.value);
	}
	return { answers, situation };
}

describe('an annonce', () => {
	test('begins with every question unanswered', () => {
		expect(unansweredSteps(empty)).toEqual(listingSteps);
	});

	test.each(listingSteps)('answered on the page %s has that page answered and no other', (step) => {
		const { answers } = fillIn([step]);
		expect(listingSteps.filter((one) => isAnswered(one, answers))).toEqual([step]);
	});

	test('keeps what was answered as it was meant', () => {
		const { answers, situation } = fillIn(listingSteps);
		expect(answers).toEqual({
			statements: {
				dwellingIsRight: true,
				dwellingRemarks: '',
				householdIsRight: false,
				householdRemarks: 'Ma fille a déménagé en septembre.',
				accessIsStated: true,
				resourcesAreStated: true
			},
			motive: 'tooLarge',
			need: {
				minRooms: 2,
				maxRooms: 3,
				minArea: 48.5,
				communes: ['95127', '95500'],
				maxResidualBill: null,
				maxFloorWithoutLift: 2,
				wishes: [{ kind: 'commune', value: '95127' }, { kind: 'lift' }],
				maxHouseholds: 3,
				notBefore: '2027-03-01'
			}
		});
		expect(situation).toEqual({
			accessNeeds: [],
			monthlyResources: { value: 2050.5, from: 'tenant', on: today }
		});
	});

	test('leaves a figure that was not changed to those who gave it', () => {
		const known = { value: 2050.5, from: 'landlord', on: '2026-01-15' } as const;
		const situation = { ...unknown, monthlyResources: known };
		const result = answerStep({ ...empty, state: 'draft' }, situation, answerOf('resources'), today);
		expect(result).toMatchObject({ value: { situation: { monthlyResources: known } } });
	});

	test('never offers violence as a motive to write down', () => {
		expect(statedMotives).not.toContain('violence');
		expect(errorsOf('motive', { motive: 'violence' })).toEqual([['motive', 'MOTIVE_MISSING']]);
	});

	test('is sent only when every page is answered', () => {
		const { answers } = fillIn(listingSteps);
		expect(refusalOfAction({ ...answers, state: 'draft' }, 'submit', free)).toBeNull();
		const { answers: almost } = fillIn(listingSteps.slice(1));
		expect(refusalOfAction({ ...almost, state: 'draft' }, 'submit', free)).toBe('LISTING_INCOMPLETE');
	});

	test('cannot be withdrawn while other households count on the home', () => {
		expect(refusalOfAction({ ...empty, state: 'published' }, 'withdraw', { ...free, isInProposal: true })).toBe(
			'LISTING_IN_PROPOSAL'
		);
		expect(refusalOfAction({ ...empty, state: 'published' }, 'withdraw', free)).toBeNull();
	});

	test.each(listingStates)('in the state %s takes only the steps of its table', (state) => {
		for (const action of ['pause', 'resume', 'withdraw'] as const)
			expect(refusalOfAction({ ...empty, state }, action, free) === null).toBe(
				listingWorkflow.next(state, action) !== null
			);
	});

	test.each([
		['draft', true, true],
		['returned', true, true],
		['published', false, true],
		['paused', false, true],
		['submitted', false, false],
		['engaged', false, false],
		['housed', false, false],
		['withdrawn', false, false]
	] as const)('that is %s lets what the organism checks change: %s, and the search: %s', (state, checked, search) => {
		expect(canAnswer(state, 'dwelling')).toBe(checked);
		expect(canAnswer(state, 'places')).toBe(search);
	});

	test('refuses an answer while it is locked', () => {
		const submitted = { ...empty, state: 'submitted' as ListingState };
		expect(answerStep(submitted, unknown, answerOf('places'), today)).toEqual(err('LISTING_LOCKED'));
	});
});

describe('a page sent without an answer', () => {
	test.each([
		['dwelling', {}, [['isRight', 'ANSWER_MISSING']]],
		['household', { isRight: 'no', remarks: '  ' }, [['remarks', 'REMARKS_MISSING']]],
		['access', {}, [['hasNeeds', 'ANSWER_MISSING']]],
		['access', { hasNeeds: 'yes' }, [['needs', 'ACCESS_NEEDS_MISSING']]],
		['resources', { monthlyResources: ' ' }, [['monthlyResources', 'RESOURCES_MISSING']]],
		['resources', { monthlyResources: 'deux mille' }, [['monthlyResources', 'AMOUNT_INVALID']]],
		['motive', {}, [['motive', 'MOTIVE_MISSING']]],
		['size', { minRooms: '', maxRooms: '3', hasMinArea: 'no' }, [['minRooms', 'ROOMS_MISSING']]],
		['size', { minRooms: '3', maxRooms: '2', hasMinArea: 'no' }, [['maxRooms', 'ROOMS_REVERSED']]],
		['size', { minRooms: '2', maxRooms: '2', hasMinArea: 'yes', minArea: '' }, [['minArea', 'AREA_MISSING']]],
		['places', {}, [['communes', 'PLACES_MISSING']]],
		['budget', { maxResidualBill: '500' }, [['hasLimit', 'ANSWER_MISSING']]],
		['budget', { hasLimit: 'yes' }, [['maxResidualBill', 'BILL_MISSING']]],
		['floor', {}, [['maxFloor', 'ANSWER_MISSING']]],
		['wishes', {}, [['wishes', 'WISHES_MISSING']]],
		['wishes', { wishes: ['none', 'lift'] }, [['wishes', 'WISHES_CONTRADICTORY']]],
		[
			'exchange',
			{},
			[
				['maxHouseholds', 'HOUSEHOLDS_MISSING'],
				['when', 'ANSWER_MISSING']
			]
		],
		['exchange', { maxHouseholds: '4', when: 'later', notBefore: '2027-02-30' }, [['notBefore', 'DATE_INVALID']]]
	])('%s with %o says what is missing', (step, fields, errors) => {
		expect(errorsOf(step, fields)).toEqual(errors);
	});

	test.each([
		['wishes', { wishes: ['none'] }, { wishes: ['none'], preferredCommune: '' }],
		['budget', { hasLimit: 'yes', maxResidualBill: '650' }, { maxResidualBill: 650 }],
		['floor', { maxFloor: 'any' }, { maxFloorWithoutLift: null }],
		['floor', { maxFloor: '0' }, { maxFloorWithoutLift: 0 }],
		['exchange', { maxHouseholds: 2, when: 'now', notBefore: '' }, { maxHouseholds: 2, notBefore: null }]
	])('%s with %o tells no limit from no answer', (step, fields, read) => {
		expect(parse(step, fields).data).toMatchObject(read);
	});
});

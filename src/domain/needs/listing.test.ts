import { describe, expect, test } from 'vitest';
import { err } from '../result.ts';
import { follow } from '../workflow.test-support.ts';
import { answerStep, type StatedSituation } from './answer-step.ts';
import { listingStepInput, type ListingStepAnswer } from './listing-step.input.ts';
import {
	canAnswer,
	canHelperAnswer,
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
const answerOf = (step: keyof typeof goodAnswers): ListingStepAnswer =>
	listingStepInput.parse({ step, ...goodAnswers[step] });
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

	test('has a page of several questions answered once each of them is', () => {
		expect(isAnswered('size', { ...empty, need: { minRooms: 2, maxRooms: 3 } })).toBe(false);
		expect(isAnswered('exchange', { ...empty, need: { maxHouseholds: 3 } })).toBe(false);
	});

	test('tells the needs of access it has, and changes nothing that the search reads by telling who lives there', () => {
		const answer = (fields: object) => {
			const result = answerStep({ ...empty, state: 'draft' }, unknown, listingStepInput.parse(fields), today);
			return result.ok ? result.value : null;
		};
		expect(answer({ step: 'access', hasNeeds: 'yes', needs: ['wheelchair'] })).toMatchObject({
			situation: { accessNeeds: ['wheelchair'] },
			isNeedChanged: false
		});
		expect(answer({ step: 'access', hasNeeds: 'no', needs: ['wheelchair'] })?.situation.accessNeeds).toEqual([]);
		expect(answer({ step: 'floor', maxFloor: 'any' })?.isNeedChanged).toBe(true);
		expect(answer({ step: 'wishes', wishes: ['none'] })?.answers.need.wishes).toEqual([]);
		expect(answer({ step: 'dwelling', isRight: 'no', remarks: 'Un étage' })?.answers.statements.dwellingRemarks).toBe(
			'Un étage'
		);
		expect(answer({ step: 'household', isRight: 'yes', remarks: 'rien' })?.answers.statements.householdRemarks).toBe(
			''
		);
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
		const changed = { ...known, value: 1900 };
		expect(
			answerStep({ ...empty, state: 'draft' }, { ...unknown, monthlyResources: changed }, answerOf('resources'), today)
		).toMatchObject({ value: { situation: { monthlyResources: { value: 2050.5, from: 'tenant', on: today } } } });
	});

	test('never offers violence as a motive to write down', () => {
		expect(statedMotives).not.toContain('violence');
	});

	test('is sent only when every page is answered', () => {
		const { answers } = fillIn(listingSteps);
		expect(refusalOfAction({ ...answers, state: 'draft' }, 'submit', free)).toBeNull();
		const { answers: almost } = fillIn(listingSteps.slice(1));
		expect(refusalOfAction({ ...almost, state: 'draft' }, 'submit', free)).toBe('LISTING_INCOMPLETE');
	});

	test('is written, checked by its organism, engaged by a chain, and ends with the move', () => {
		expect(
			follow(listingWorkflow, [
				'submit',
				'return',
				'submit',
				'publish',
				'pause',
				'resume',
				'engage',
				'release',
				'engage',
				'house'
			])
		).toEqual([
			'submitted',
			'returned',
			'submitted',
			'published',
			'paused',
			'published',
			'engaged',
			'published',
			'engaged',
			'housed'
		]);
	});

	test.each([
		['draft', ['submit', 'withdraw']],
		['submitted', ['publish', 'return', 'withdraw']],
		['returned', ['submit', 'withdraw']],
		['published', ['pause', 'engage', 'withdraw']],
		['paused', ['resume', 'engage', 'withdraw']],
		['engaged', ['release', 'house']],
		['housed', []],
		['withdrawn', []]
	] as const)('that is %s can only %o', (state, actions) => {
		expect(listingWorkflow.actionsFrom(state)).toEqual(actions);
	});

	test('of a household that asked that its data be used no more is not taken up again, but may be paused or withdrawn', () => {
		const limited = { ...free, isLimited: true };
		expect(refusalOfAction({ ...empty, state: 'paused' }, 'resume', limited)).toBe('LISTING_LIMITED');
		expect(refusalOfAction({ ...empty, state: 'paused' }, 'resume', free)).toBeNull();
		expect(refusalOfAction({ ...empty, state: 'published' }, 'pause', limited)).toBeNull();
		expect(refusalOfAction({ ...empty, state: 'paused' }, 'withdraw', limited)).toBeNull();
	});

	test('is paused even while a chain is proposed', () => {
		expect(refusalOfAction({ ...empty, state: 'published' }, 'pause', { ...free, isInProposal: true })).toBeNull();
	});

	test.each(listingStates)('in the state %s is filled in by a helper only before anybody counts on it', (state) => {
		const isOpen = state === 'draft' || state === 'returned';
		expect(listingSteps.filter((step) => canHelperAnswer(state, step))).toEqual(
			isOpen ? listingSteps.filter((step) => step !== 'motive') : []
		);
	});

	test('cannot be withdrawn while other households count on the home', () => {
		expect(refusalOfAction({ ...empty, state: 'published' }, 'withdraw', { ...free, isInProposal: true })).toBe(
			'LISTING_IN_PROPOSAL'
		);
		expect(refusalOfAction({ ...empty, state: 'published' }, 'withdraw', free)).toBeNull();
	});

	test.each(listingStates)('in the state %s takes only the steps of its table', (state) => {
		for (const action of ['pause', 'resume', 'withdraw'] as const)
			expect(refusalOfAction({ ...empty, state }, action, free)).toBe(
				listingWorkflow.next(state, action) ? null : 'LISTING_STEP_IMPOSSIBLE'
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
		expect(canAnswer(state, 'household')).toBe(checked);
		expect(canAnswer(state, 'places')).toBe(search);
	});

	test('refuses an answer while it is locked', () => {
		const submitted = { ...empty, state: 'submitted' as ListingState };
		expect(answerStep(submitted, unknown, answerOf('places'), today)).toEqual(err('LISTING_LOCKED'));
	});
});

import { describe, expect, test } from 'vitest';
import { addMonths, dayOf } from '../calendar.ts';
import { err } from '../result.ts';
import { follow } from '../workflow.test-support.ts';
import { answerDueAt, answerTermsOn, remindedFrom } from './answer-terms.ts';
import { answerDataRequestInput, askDataRequestInput } from './data-request.input.ts';
import {
	answerRequest,
	answersTo,
	dataRequestKinds,
	isLate,
	refusalReasonsOf,
	requestRefusalReasons,
	type DataRequest
} from './data-request.ts';
import { dataRequestStates, dataRequestWorkflow } from './data-request.workflow.ts';

const askedAt = new Date('2026-11-21T09:00:00Z');
const asked = (changes: Partial<DataRequest> = {}): DataRequest => ({
	kind: 'rectification',
	state: 'asked',
	askedAt,
	dueAt: answerDueAt(askedAt, false),
	...changes
});
const at = (time: string) => new Date(time);

describe('the term of an answer', () => {
	test.each([
		['2026-11-21T09:00:00Z', '2026-12-21T23:00:00.000Z'],
		// Asked after midnight in Paris, on the 22nd.
		['2026-11-21T23:30:00Z', '2026-12-22T23:00:00.000Z'],
		// February has no 31st, nor the year 2027 a 29th of it.
		['2027-01-31T09:00:00Z', '2027-02-28T23:00:00.000Z'],
		// Summer time begins in between.
		['2027-03-10T09:00:00Z', '2027-04-10T22:00:00.000Z']
	])('of what is asked on %s ends at midnight in Paris one month later: %s', (time, due) => {
		expect(answerDueAt(at(time), false).toISOString()).toBe(due);
	});

	test('is prolonged by two more months from the day it was asked', () => {
		expect(answerDueAt(askedAt, true).toISOString()).toBe('2027-02-21T23:00:00.000Z');
	});

	test.each([
		['2026-12-15', 2, '2027-02-15'],
		['2026-12-31', 2, '2027-02-28'],
		['2027-12-31', 2, '2028-02-29'],
		['2026-01-31', 12, '2027-01-31']
	])('%s and %i months make %s', (day, count, later) => {
		expect(addMonths(day, count)).toBe(later);
	});

	test('that was in force when the request came is the one it keeps', () => {
		expect(answerTermsOn('2026-11-21').source).toBe('RGPD, art. 12(3)');
		expect(dayOf(remindedFrom(asked()))).toBe('2026-12-15');
	});

	test('is past at its very instant, and never for what is answered', () => {
		const { dueAt } = asked();
		expect(isLate(asked(), new Date(dueAt.getTime() - 1))).toBe(false);
		expect(isLate(asked(), dueAt)).toBe(true);
		expect(isLate(asked({ state: 'toCorrect' }), dueAt)).toBe(true);
		expect(isLate(asked({ state: 'refused' }), dueAt)).toBe(false);
	});
});

describe('the procedure of a request', () => {
	test.each([
		['asked', ['prolong', 'grant', 'orderCorrection', 'refuse', 'withdraw']],
		['prolonged', ['grant', 'orderCorrection', 'refuse', 'withdraw']],
		['toCorrect', ['correct']],
		['done', []],
		['refused', []],
		['withdrawn', []]
	] as const)('from %s one can only %o', (state, actions) => {
		expect(dataRequestWorkflow.actionsFrom(state)).toEqual(actions);
	});

	test('has every rectification that is accepted corrected by others, and all else done at once', () => {
		const now = at('2026-11-25T09:00:00Z');
		const accepted = dataRequestKinds.map((kind) => answerRequest(asked({ kind }), { action: 'accept' }, now));
		expect(accepted.map((result) => result.ok && [result.value.state, result.value.endedAt])).toEqual([
			['toCorrect', null],
			['done', now],
			['done', now]
		]);
	});

	test('is asked, prolonged, accepted, and ends with its correction; or is taken back', () => {
		expect(follow(dataRequestWorkflow, ['prolong', 'orderCorrection', 'correct'])).toEqual([
			'prolonged',
			'toCorrect',
			'done'
		]);
		expect(follow(dataRequestWorkflow, ['prolong', 'withdraw'])).toEqual(['prolonged', 'withdrawn']);
	});

	test('answers yes or no as late as it may be, and moves no term by it', () => {
		const { dueAt } = asked();
		const refuse = { action: 'refuse', reason: 'excessive' } as const;
		for (const answer of [{ action: 'accept' } as const, refuse])
			expect(answerRequest(asked(), answer, new Date(dueAt.getTime() + 1))).toMatchObject({
				ok: true,
				value: { dueAt }
			});
	});

	test('prolongs once, and within the first month', () => {
		const prolong = { action: 'prolong', reason: 'complexity' } as const;
		const { dueAt } = asked();
		const prolonged = answerRequest(asked(), prolong, new Date(dueAt.getTime() - 1));
		expect(prolonged).toMatchObject({
			value: { state: 'prolonged', dueAt: answerDueAt(askedAt, true), endedAt: null }
		});
		expect(answerRequest(asked(), prolong, dueAt)).toEqual(err('PROLONGED_TOO_LATE'));
		expect(answersTo(asked(), dueAt)).toEqual(['accept', 'refuse']);
		expect(answerRequest(asked({ state: 'prolonged' }), prolong, askedAt)).toEqual(err('DATA_REQUEST_ANSWERED'));
	});

	test('refuses for a reason of its kind', () => {
		const refuse = (kind: DataRequest['kind'], reason: (typeof requestRefusalReasons)[number]) =>
			answerRequest(asked({ kind }), { action: 'refuse', reason }, askedAt);
		expect(refuse('rectification', 'accurate')).toMatchObject({ value: { state: 'refused', endedAt: askedAt } });
		expect(refuse('objection', 'accurate')).toEqual(err('REASON_OF_OTHERS'));
		for (const kind of dataRequestKinds) expect(refusalReasonsOf(kind).length).toBeGreaterThan(2);
	});

	test.each(dataRequestStates.filter((state) => dataRequestWorkflow.isFinal(state)))(
		'answers nothing more once it is %s',
		(state) => {
			expect(answersTo(asked({ state }), askedAt)).toEqual([]);
			expect(answerRequest(asked({ state }), { action: 'accept' }, askedAt)).toEqual(err('DATA_REQUEST_ANSWERED'));
		}
	);
});

describe('a form', () => {
	const errorsOf = (schema: typeof askDataRequestInput | typeof answerDataRequestInput, sent: unknown) =>
		schema.safeParse(sent).error?.issues.map(({ path, message }) => [path.join('.'), message]);

	test('takes a page of words at most, without the blanks around them', () => {
		const words = 'é'.repeat(1000);
		expect(askDataRequestInput.parse({ kind: 'objection', what: ` ${words} ` })).toMatchObject({ what: words });
		const limitation = { kind: 'limitation', ground: 'contested' };
		expect(askDataRequestInput.parse({ ...limitation, what: ' ' })).toMatchObject({ what: '' });
		expect(askDataRequestInput.parse(limitation)).toMatchObject({ what: '' });
		expect(errorsOf(askDataRequestInput, { kind: 'objection', what: `${words}.` })).toEqual([
			['what', 'TEXT_TOO_LONG']
		]);
		expect(errorsOf(askDataRequestInput, { ...limitation, what: `${words}.` })).toEqual([['what', 'TEXT_TOO_LONG']]);
	});

	test('says what is missing, box by box', () => {
		expect(errorsOf(askDataRequestInput, { kind: 'rectification', what: ' ' })).toEqual([
			['part', 'PART_MISSING'],
			['what', 'WHAT_MISSING'],
			['shouldSay', 'SHOULD_SAY_MISSING']
		]);
		expect(errorsOf(askDataRequestInput, { kind: 'limitation' })).toEqual([['ground', 'GROUND_MISSING']]);
		expect(errorsOf(askDataRequestInput, { kind: 'objection' })).toEqual([['what', 'GROUNDS_MISSING']]);
		const requestId = '5f0c1a52-3c1e-4d55-9d1b-6c7f0f0b0a01';
		expect(errorsOf(answerDataRequestInput, { requestId })).toEqual([['action', 'ANSWER_MISSING']]);
		expect(errorsOf(answerDataRequestInput, { requestId, action: 'refuse' })).toEqual([
			['refusalReason', 'REASON_MISSING'],
			['note', 'NOTE_MISSING']
		]);
		expect(errorsOf(answerDataRequestInput, { requestId, action: 'prolong' })).toEqual([
			['prolongationReason', 'REASON_MISSING']
		]);
		expect(answerDataRequestInput.parse({ requestId, action: 'accept' })).toEqual({
			requestId,
			action: 'accept',
			note: ''
		});
	});
});

import { describe, expect, test } from 'vitest';
import { err, ok } from '../result.ts';
import { checkCriterion, criterionCheckInput } from './criterion-check.ts';
import type { CriterionCheck } from './household.ts';

const aCheck = (changes: Partial<CriterionCheck> = {}): CriterionCheck => ({
	organismId: null,
	code: 'carer',
	isMet: true,
	proof: 'document',
	on: '2026-01-05',
	by: 'agent-1',
	...changes
});
const today = {
	organismId: null,
	published: [{ code: 'student' }, { code: 'carer' }],
	by: 'agent-2',
	on: '2026-03-02'
};

describe('a local criterion', () => {
	test('is checked by somebody, on a day, in the place of the check before it', () => {
		const others = [aCheck({ organismId: 'o1' }), aCheck({ code: 'student' })];
		expect(
			checkCriterion([aCheck(), ...others], { code: 'carer', answer: 'notMet', proof: 'attestation' }, today)
		).toEqual(ok([...others, aCheck({ isMet: false, proof: 'attestation', on: '2026-03-02', by: 'agent-2' })]));
		expect(checkCriterion([], { code: 'carer', answer: 'met', proof: 'document' }, today)).toMatchObject({
			value: [{ isMet: true }]
		});
	});

	test('that is said not to be reviewed has no check any more', () => {
		const checks = [aCheck(), aCheck({ code: 'student' })];
		expect(checkCriterion(checks, { code: 'carer', answer: 'notReviewed', proof: null }, today)).toEqual(
			ok([aCheck({ code: 'student' })])
		);
	});

	test('is one of those in force', () => {
		expect(checkCriterion([], { code: 'left', answer: 'met', proof: 'document' }, today)).toEqual(
			err('CRITERION_NOT_IN_FORCE')
		);
	});
});

describe('the form of a check', () => {
	const read = (changes: object) =>
		criterionCheckInput.safeParse({
			householdId: '7f2c2f4e-2f5f-4a0a-9c68-3f7a1f3d9f10',
			owner: 'organism',
			code: 'carer',
			answer: 'met',
			proof: 'document',
			...changes
		});
	const codes = (changes: object) => read(changes).error?.issues.map(({ path, message }) => [path[0], message]);

	test('says met or not on a proof, and needs none for what is not reviewed', () => {
		expect(read({}).data).toMatchObject({ answer: 'met', proof: 'document' });
		expect(read({ answer: 'notReviewed', proof: '' }).data).toMatchObject({ proof: null });
		expect(read({ answer: 'notReviewed', proof: undefined }).data).toMatchObject({ proof: null });
	});

	test('says what is missing', () => {
		expect(codes({ answer: '' })).toEqual([['answer', 'CRITERION_ANSWER_MISSING']]);
		expect(codes({ proof: '' })).toEqual([['proof', 'CRITERION_PROOF_MISSING']]);
		expect(codes({ answer: 'notMet', proof: undefined })).toEqual([['proof', 'CRITERION_PROOF_MISSING']]);
		expect(codes({ proof: 'hearsay' })).toEqual([['proof', 'CRITERION_PROOF_MISSING']]);
	});
});

import { expect, test } from 'vitest';
import { follow } from '../../workflow.test-support.ts';
import { importWorkflow } from './import.workflow.ts';

test.each([
	['that is right is checked, confirmed and written', ['check', 'report', 'confirm', 'apply'], 'applied'],
	['whose columns are named anew is checked anew', ['check', 'report', 'check'], 'checking'],
	[
		'is checked again when the stock changed before it was written',
		['check', 'report', 'confirm', 'checkAgain', 'report'],
		'checked'
	],
	['that could not be read may be tried again', ['check', 'fail', 'check'], 'checking'],
	['that could not be written is kept as failed', ['check', 'report', 'confirm', 'fail'], 'failed'],
	['that nobody has named the columns of can be given up', ['discard'], 'discarded'],
	['that is being checked can be given up', ['check', 'discard'], 'discarded'],
	['that was checked can be given up', ['check', 'report', 'discard'], 'discarded'],
	['that failed can be given up', ['check', 'fail', 'discard'], 'discarded']
] as const)('a file %s', (_, actions, state) => {
	expect(follow(importWorkflow, actions).at(-1)).toBe(state);
});

test('a file that is being written, or was, is no longer given up, and none is written before it was checked', () => {
	expect(importWorkflow.actionsFrom('applying')).toEqual(['checkAgain', 'apply', 'fail']);
	for (const state of ['applied', 'discarded'] as const) expect(importWorkflow.isFinal(state)).toBe(true);
	for (const state of ['toMap', 'checking', 'failed'] as const)
		expect(importWorkflow.next(state, 'confirm')).toBeNull();
});

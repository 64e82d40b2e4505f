import { expect, test } from 'vitest';
import { follow } from '../workflow.test-support.ts';
import { meetingWorkflow } from './meeting.workflow.ts';

test.each([
	['planned', ['convene', 'cancel']],
	['convened', ['open', 'cancel']],
	['open', ['close']],
	['closed', ['sign']],
	['signed', []],
	['cancelled', []]
] as const)('a meeting that is %s can only %o', (state, actions) => {
	expect(meetingWorkflow.actionsFrom(state)).toEqual(actions);
});

test('a meeting is convened, opened, closed and its minutes signed; until it opens, it may be cancelled', () => {
	expect(follow(meetingWorkflow, ['convene', 'open', 'close', 'sign'])).toEqual([
		'convened',
		'open',
		'closed',
		'signed'
	]);
	expect(follow(meetingWorkflow, ['convene', 'cancel'])).toEqual(['convened', 'cancelled']);
});

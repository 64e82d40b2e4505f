import { expect, test } from 'vitest';
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

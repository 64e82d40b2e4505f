import { defineWorkflow } from '../workflow.ts';

export const dataRequestStates = ['asked', 'prolonged', 'toCorrect', 'done', 'refused', 'withdrawn'] as const;
export type DataRequestState = (typeof dataRequestStates)[number];

export const dataRequestActions = ['prolong', 'grant', 'orderCorrection', 'correct', 'refuse', 'withdraw'] as const;
export type DataRequestAction = (typeof dataRequestActions)[number];

/**
 * What becomes of a request on personal data: the person asks or takes it back, the data-protection officer answers, and
 * a rectification that is accepted is made by those who keep the data.
 */
export const dataRequestWorkflow = defineWorkflow<DataRequestState, DataRequestAction>(
	'dataRequest',
	dataRequestStates,
	{
		prolong: { from: ['asked'], to: 'prolonged' },
		grant: { from: ['asked', 'prolonged'], to: 'done' },
		orderCorrection: { from: ['asked', 'prolonged'], to: 'toCorrect' },
		correct: { from: ['toCorrect'], to: 'done' },
		refuse: { from: ['asked', 'prolonged'], to: 'refused' },
		withdraw: { from: ['asked', 'prolonged'], to: 'withdrawn' }
	}
);

/** It waits for an answer. */
export const openRequestStates = ['asked', 'prolonged'] as const satisfies readonly DataRequestState[];
/** It waits for an answer, or for the correction that was promised: its term still runs. */
export const dueRequestStates = [...openRequestStates, 'toCorrect'] as const satisfies readonly DataRequestState[];

import type { DataRequestState } from '#domain/households/data-request.workflow.ts';
import type { Tone } from './StatusTag.svelte';

/** How each state of a request on personal data is shown. */
export const requestTones: Record<DataRequestState, Tone> = {
	asked: 'wait',
	prolonged: 'wait',
	toCorrect: 'info',
	done: 'ok',
	refused: 'stop',
	withdrawn: 'neutral'
};

import type { DocumentState } from '#domain/documents/document.workflow.ts';
import type { Tone } from '#ui/StatusTag.svelte';

/** How the state of a paper looks to its household. */
export const documentTones: Record<DocumentState, Tone> = {
	asked: 'wait',
	received: 'info',
	accepted: 'ok',
	refused: 'stop',
	expired: 'stop'
};

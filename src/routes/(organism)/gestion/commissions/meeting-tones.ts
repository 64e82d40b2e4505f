import type { MeetingState } from '#domain/commissions/meeting.workflow.ts';
import type { Tone } from '#ui/StatusTag.svelte';

/** A meeting that waits for a step of the organism stands out. */
export const meetingTones: Record<MeetingState, Tone> = {
	planned: 'info',
	convened: 'info',
	open: 'wait',
	closed: 'wait',
	signed: 'ok',
	cancelled: 'neutral'
};

import { defineWorkflow } from '../workflow.ts';

export const meetingStates = ['planned', 'convened', 'open', 'closed', 'signed', 'cancelled'] as const;
export type MeetingState = (typeof meetingStates)[number];

/** While a commission has its cases before it: from the convocation to the end of the meeting. */
export const sittingStates = ['convened', 'open'] as const satisfies readonly MeetingState[];

export const meetingActions = ['convene', 'open', 'close', 'sign', 'cancel'] as const;
export type MeetingAction = (typeof meetingActions)[number];

/** A séance of the commission d'attribution (CALEOL). Signed minutes are never edited, only corrected later. */
export const meetingWorkflow = defineWorkflow<MeetingState, MeetingAction>('meeting', meetingStates, {
	// The agenda closes and goes to the members and to the prefect with the convocation.
	convene: { from: ['planned'], to: 'convened' },
	// Only with the quorum fixed by the organism's règlement intérieur.
	open: { from: ['convened'], to: 'open' },
	close: { from: ['open'], to: 'closed' },
	sign: { from: ['closed'], to: 'signed' },
	cancel: { from: ['planned', 'convened'], to: 'cancelled' }
});

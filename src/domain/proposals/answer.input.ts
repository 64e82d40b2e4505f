import { z } from 'zod';

export const answerMotives = [
	'location',
	'size',
	'rent',
	'floorOrLift',
	'condition',
	'access',
	'familyChange',
	'otherHome',
	'other'
] as const;
export type AnswerMotive = (typeof answerMotives)[number];

/** A yes. */
export const acceptInput = z.object({ proposalId: z.uuid() });

/** A no: the motive is asked, stays private, and never counts against the household. */
export const declineInput = z.object({
	proposalId: z.uuid(),
	motive: z.enum(answerMotives, 'MOTIVE_NOT_CHOSEN'),
	note: z.string().trim().max(1000, 'NOTE_TOO_LONG').default('')
});

/** Days of a visit are instants; the form sends a local date and time in Paris. */
export const planVisitInput = z.object({ legId: z.uuid(), plannedFor: z.coerce.date() });
export const legInput = z.object({ legId: z.uuid() });
export const signingDayInput = z.object({ proposalId: z.uuid(), day: z.iso.date('DAY_MISSING') });

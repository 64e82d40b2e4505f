import { z } from 'zod';
import { typedNumber } from '../typed.input.ts';
import { voteChoices } from './ballot.ts';
import { decisionKinds, decisionMotives, fewerThanThreeReasons } from './decision.ts';

export const meetingInput = z.object({ meetingId: z.uuid() });

/** A time of day as forms send it. */
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'TIME_WRONG');

export const planMeetingInput = z.object({
	heldOn: z.iso.date('DAY_MISSING'),
	startsAt: timeOfDay,
	/** An address, or how a remote meeting is held. */
	place: z.string().trim().min(1, 'PLACE_MISSING').max(200)
});

export const agendaInput = z.object({ meetingId: z.uuid('MEETING_MISSING'), candidacyId: z.uuid() });
/** A case of a meeting. */
export const caseInput = z.object({ meetingId: z.uuid(), candidacyId: z.uuid() });
export const askVoteInput = caseInput.extend({ kind: z.enum(decisionKinds, 'DECISION_MISSING') });
export const voteInput = askVoteInput.extend({ choice: z.enum(voteChoices, 'CHOICE_MISSING') });
export const moveOnAgendaInput = agendaInput.extend({ direction: z.enum(['up', 'down']) });

export const attendanceInput = z.object({
	meetingId: z.uuid(),
	present: z
		.array(z.object({ memberId: z.uuid(), representedBy: z.string().trim().max(120).nullable().default(null) }))
		.max(100)
});

export const openMeetingInput = z.object({ meetingId: z.uuid(), presidentId: z.uuid('PRESIDENT_MISSING') });

/** Votes are counted by people: nothing is presumed. */
const count = typedNumber({ missing: 'VOTES_MISSING', invalid: 'VOTES_MISSING' }, { max: 100 }).pipe(
	z.number().int('VOTES_MISSING')
);

export const decideInput = z.object({
	meetingId: z.uuid(),
	candidacyId: z.uuid(),
	kind: z.enum(decisionKinds, 'DECISION_MISSING'),
	motives: z.array(z.enum(decisionMotives)).max(decisionMotives.length).default([]),
	comment: z.string().trim().max(2000).default(''),
	votes: z.object({ for: count, against: count, abstain: count }),
	withdrawnIds: z.array(z.uuid()).max(100).default([]),
	rank: z.number().int().min(1).max(50).nullable().default(null),
	condition: z.string().trim().max(1000).default(''),
	conditionDueOn: z.iso.date().nullable().default(null),
	postponedTo: z.iso.date().nullable().default(null),
	candidates: typedNumber({ missing: 'CANDIDATES_MISSING', invalid: 'CANDIDATES_MISSING' }, { min: 1, max: 1000 }).pipe(
		z.number().int('CANDIDATES_MISSING')
	),
	fewerThanThreeReason: z.enum(fewerThanThreeReasons).nullable().default(null),
	waivedRules: z.array(z.string().max(20)).max(40).default([])
});

import { z } from 'zod';
import { oneCodeOf } from '../typed.input.ts';
import { fileParts, limitationGrounds, prolongationReasons, requestRefusalReasons } from './data-request.ts';

/** Long enough to tell it all; what is longer is a letter. */
const longest = 1000;
const typed = (missing: string) => z.string(missing).trim().min(1, missing).max(longest, 'TEXT_TOO_LONG');
const typedOrNot = z.string().trim().max(longest, 'TEXT_TOO_LONG').default('');

/** What a person asks of their data. */
export const askDataRequestInput = z.discriminatedUnion('kind', [
	z.object({
		kind: z.literal('rectification'),
		part: oneCodeOf(fileParts, 'PART_MISSING'),
		what: typed('WHAT_MISSING'),
		shouldSay: typed('SHOULD_SAY_MISSING')
	}),
	z.object({
		kind: z.literal('limitation'),
		ground: oneCodeOf(limitationGrounds, 'GROUND_MISSING'),
		what: typedOrNot
	}),
	// RGPD, art. 21(1): on grounds relating to one's particular situation.
	z.object({ kind: z.literal('objection'), what: typed('GROUNDS_MISSING') })
]);

export const dataRequestInput = z.object({ requestId: z.uuid() });

/** The answer of the data-protection officer. RGPD, art. 12(4): a refusal says its reasons. */
export const answerDataRequestInput = z.discriminatedUnion(
	'action',
	[
		dataRequestInput.extend({ action: z.literal('accept'), note: typedOrNot }),
		dataRequestInput.extend({
			action: z.literal('refuse'),
			refusalReason: oneCodeOf(requestRefusalReasons, 'REASON_MISSING'),
			note: typed('NOTE_MISSING')
		}),
		dataRequestInput.extend({
			action: z.literal('prolong'),
			prolongationReason: oneCodeOf(prolongationReasons, 'REASON_MISSING'),
			note: typedOrNot
		})
	],
	'ANSWER_MISSING'
);

import { z } from 'zod';
import { instantAt } from '../calendar.ts';
import { typedDay } from '../typed.input.ts';

/** Codes of what is wrong in a time typed for a visit. */
export const visitTimeErrors = ['DAY_MISSING', 'DAY_INVALID', 'TIME_INVALID'] as const;
export type VisitTimeError = (typeof visitTimeErrors)[number];

/** A day and a time of Paris as a form sends them, read as an instant. */
export const visitTimeInput = z
	.object({
		legId: z.uuid(),
		day: typedDay({
			missing: 'DAY_MISSING' satisfies VisitTimeError,
			invalid: 'DAY_INVALID' satisfies VisitTimeError
		}),
		time: z
			.string('TIME_INVALID' satisfies VisitTimeError)
			.trim()
			// « 14:30 », and « 14h30 » as people write it where the browser has no clock.
			.regex(/^([01]?\d|2[0-3])[:hH.]([0-5]\d)?$/, 'TIME_INVALID' satisfies VisitTimeError)
	})
	.transform(({ legId, day, time }) => {
		const [hour, minute] = time.split(/[:hH.]/);
		return { legId, plannedFor: instantAt(day, `${hour!.padStart(2, '0')}:${minute || '00'}`) };
	});

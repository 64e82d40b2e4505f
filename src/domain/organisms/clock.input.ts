import { z } from 'zod';

/** Days by which the clock of a demonstration may be moved at once. */
export const clockSteps = { least: 1, most: 60 };

export type ClockError = 'CLOCK_DAYS_WRONG';
export type ClockRefusal = 'CLOCK_NOT_A_DEMO';

const wrong: ClockError = 'CLOCK_DAYS_WRONG';
export const moveClockInput = z.object({
	days: z.coerce.number(wrong).int(wrong).min(clockSteps.least, wrong).max(clockSteps.most, wrong)
});

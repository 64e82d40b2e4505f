import { z } from 'zod';
import { fileReadingPurposes, journalViews } from './journal.ts';

/** How far back a journal is looked at, in days. */
export const journalPeriods = [7, 30, 90, 365] as const;
export const usualPeriod = 30;

/** What the auditor of an organism may ask of its journals; the purpose is that of readings of files alone. */
export const journalInput = z.object({
	view: z.enum(journalViews).default('reads'),
	days: z.literal(journalPeriods).default(usualPeriod),
	purpose: z.enum(fileReadingPurposes).nullable().default(null),
	/** Who did it, by the pseudonym of the journal. */
	agent: z.uuid().nullable().default(null),
	/** About whom or what, by the pseudonym or the identifier of the journal. */
	subject: z.uuid().nullable().default(null),
	page: z.number().int().min(1).max(10_000).default(1)
});

import type { DomainEventType } from '../events.ts';
import { readPurposes } from '../households/read-purpose.ts';

/** Two journals for each organism: what was done, and who read what. They are kept for different times. */
export const journals = ['acts', 'reads'] as const;
export type Journal = (typeof journals)[number];

/** What is read of people or homes, as the journal of readings calls it; each row of it has its purpose. */
export const fileReadings = ['FileRead', 'ImportRead'] as const;
/** What is noted without any event of the exchange. On whom a referent of protected households acts is not. */
export const notedActions = [
	...fileReadings,
	'JournalRead',
	'ProtectionRead',
	'ProtectionOpened',
	'ProtectionLifted'
] as const;
/** What an entry of a journal says was done. */
export type JournalAction = DomainEventType | (typeof notedActions)[number];

/**
 * How the journals are looked at: files that were read, what was done, and who looked at the journals, so that whoever
 * watches is watched too.
 */
export const journalViews = ['reads', 'acts', 'looks'] as const;
export type JournalView = (typeof journalViews)[number];

/** What the file of a household, or a file of dwellings that the organism itself sent, is read for. */
export const fileReadingPurposes = [...readPurposes, 'import'] as const;
export type FileReadingPurpose = (typeof fileReadingPurposes)[number];
/** And the journals: to watch over those readings. */
export type ReadingPurpose = FileReadingPurpose | 'audit';

/** What of the journals somebody looked at, beside whom or what it was about: a look at one colleague is not one at all. */
export type Look = {
	view: JournalView;
	days: number;
	/** The pseudonym of the colleague it was limited to. */
	agent: string | null;
	/** The readings it was limited to, by their purpose. */
	reason: FileReadingPurpose | null;
	page: number;
};

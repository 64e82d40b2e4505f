/**
 * Who helps a household with its annonce and its papers (mandat d'accompagnement): a relative, a social worker. Named by
 * the household for a time, it reads and fills in; it decides nothing.
 */
import { addMonths, endOfDay, type Day } from '../calendar.ts';
import { inForceOn, type Dated, type Versions } from '../versions.ts';

export type MandateVersion = Dated & {
	/** For how many months a household may name somebody; the last is the longest. */
	months: readonly [number, ...number[]];
	/** `ours`: our choice, open to change; otherwise the text it comes from. */
	source: string;
};

/** As data with a version, like the durations of retention. */
export const mandateVersions: Versions<MandateVersion> = [
	// No text says how long: long enough for an exchange to end, short enough for nobody to stay by oversight.
	{ version: '2026-1', inForceFrom: '2026-01-01', months: [1, 3, 6], source: 'ours' }
];

/** The durations that may be chosen on a day. */
export const mandateRulesOn = (day: Day): MandateVersion => inForceOn(mandateVersions, day);

/** The instant from which a mandate of so many months, given on a day, is over: the end of its last day, in Paris. */
export const mandateEnd = (givenOn: Day, months: number): Date => endOfDay(addMonths(givenOn, months));

export type Mandate = { endsAt: Date; endedAt: Date | null };

/** Whether the mandate lasts. At equality it is over. The database says the same (`app_household`). */
export const isLive = ({ endsAt, endedAt }: Mandate, now: Date): boolean => endedAt === null && now < endsAt;

/** What somebody who helps does for a household, each time told to it. */
export const helperActs = ['listingStarted', 'listingAnswered', 'documentDeposited'] as const;
export type HelperAct = (typeof helperActs)[number];

export type MandateRefusal =
	| 'HELPER_ALREADY_NAMED'
	| 'HELPER_IS_A_HOLDER'
	| 'HELPERS_TOO_MANY'
	| 'MANDATE_LENGTH_UNKNOWN'
	| 'MANDATE_NOT_FOUND'
	| 'MANDATE_OVER'
	| 'KEY_REUSED';

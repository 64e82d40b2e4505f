/** How long each datum is kept, as data with a version: the data-protection officer changes it, not the code. */
import type { Day } from '../calendar.ts';
import { inForceOn, type Dated, type Versions } from '../versions.ts';

export const retainedData = [
	/** Journals of what was done. */
	'auditActs',
	/** Journals of who read a file. */
	'auditReads',
	'sessions',
	/** Counts of tries by account and address. */
	'attempts',
	/** Answers given to forms, kept so that one sent twice is done once. */
	'commandKeys',
	'letters',
	/** Lists of what the organism asked for and received, on a candidacy that is decided. */
	'documents',
	/** Files a household deposited, once no candidacy of its is under way. */
	'documentFiles',
	/** What a household told of itself, once it is in no exchange and looks for none. */
	'households',
	/** Decisions of commissions, with the sheet they were taken on. */
	'decisions',
	/** Input of matching runs: who lives where. */
	'runInputs',
	/** Links of invitation and recovery that were used or have lapsed. */
	'links',
	/** Files of dwellings that an organism sent, with their reports. */
	'imports',
	/** Which lists were taken out, by whom and what for. */
	'exports',
	/** What people asked of their data, once it is answered. */
	'dataRequests',
	/** Who helped a household, once that is over, and the account when it helps nobody. */
	'mandates'
] as const;
export type RetainedDatum = (typeof retainedData)[number];

export type RetentionRule = {
	/** Days after the moment the datum stops being of use: its end, its decision, its last use. */
	days: number;
	/** `ours`: our choice, open to change; otherwise the text it comes from. */
	source: string;
};
export type RetentionVersion = Dated & { rules: Record<RetainedDatum, RetentionRule> };

const year = 365;

export const retentionVersions: Versions<RetentionVersion> = [
	{
		version: '2026-1',
		inForceFrom: '2026-01-01',
		rules: {
			auditActs: { days: 5 * year + 1, source: 'ours' },
			auditReads: { days: year, source: 'CNIL, recommandation journalisation (2021): 6 to 12 months' },
			sessions: { days: year, source: 'ours' },
			attempts: { days: 7, source: 'ours' },
			commandKeys: { days: 30, source: 'ours' },
			letters: { days: year, source: 'ours' },
			documents: { days: 92, source: 'ours' },
			documentFiles: { days: 92, source: 'ours' },
			// As the numéro unique: one year after the demand left the register.
			households: { days: year, source: 'décret 2017-917, RU-030' },
			decisions: { days: 5 * year + 1, source: 'ours' },
			runInputs: { days: 92, source: 'ours' },
			links: { days: 7, source: 'ours' },
			imports: { days: 30, source: 'ours' },
			exports: { days: year, source: 'ours' },
			dataRequests: { days: year, source: 'ours' },
			mandates: { days: 184, source: 'ours' }
		}
	}
];

/** The durations in force on a day. */
export const retentionOn = (day: Day): RetentionVersion => inForceOn(retentionVersions, day);

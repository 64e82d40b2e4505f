/** The settings of this process, read once from its environment. */
import path from 'node:path';
import { z } from 'zod';
import { secretFor, urlsFor } from './postgres/roles.ts';
import { keyFileOf, keysOfFolder, parseKeys, writtenKeys, type SealingKeys } from './sealing-keys.ts';
import { signOnList, type SignOn } from './sign-on-settings.ts';

const yesOrNo = z.enum(['true', 'false']).transform((value) => value === 'true');

const environment = z.object({
	DATABASE_URL: z.string().min(1),
	ORIGIN: z.url().default('http://localhost:3000'),
	DEMO: yesOrNo.default(false),
	JOBS: yesOrNo.default(true),
	SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
	MAIL_FROM: z.string().default('Chassé-croisé <ne-pas-repondre@localhost>'),
	DATA_FOLDER: z.string().default('.data'),
	SEALING_KEYS: z.string().optional(),
	FILES_FOLDER: z.string().optional(),
	CLAMD: z.string().optional(),
	SIGN_ON: signOnList,
	WITNESS_FOLDER: z.string().optional(),
	LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info')
});

export type Config = {
	/** The addresses of the database, one per purpose. */
	databaseUrls: ReturnType<typeof urlsFor>;
	/** The public address, without a final slash. */
	origin: string;
	/** A demonstration: accounts are shown, letters kept, and the clock may be moved. */
	isDemo: boolean;
	/** Whether this process also runs the jobs, as on a small installation; false for a page server among others. */
	runsJobs: boolean;
	/** The mail server; null: letters are only kept. */
	smtpUrl: string | null;
	/** The sender of the letters. */
	mailFrom: string;
	/** Where files that households deposit are kept, sealed; every process of the installation shares it. */
	filesFolder: string;
	/** Where clamd listens, which looks for viruses: `host:port` or the path of its socket; null: nobody looks. */
	clamd: string | null;
	/**
	 * Where the signed heads of the journals are written, outside the database; best on a machine that who administers
	 * the database cannot write to.
	 */
	witnessFolder: string;
	logLevel: z.infer<typeof environment>['LOG_LEVEL'];
	/** A secret of this installation for one use, the same in every process that shares the settings. */
	secretFor(use: string): string;
	/** The keys of what the application encrypts, kept outside the database; see sealed.ts. */
	sealingKeys(): SealingKeys;
	/** The names of those that are there now; none is made. */
	keysAtHand(): ReadonlySet<string>;
	/** Where they are expected: the name of the setting that holds them, else the path of their file. */
	keysAreIn: string;
	/** The organisms whose staff sign in through an identity provider of theirs. */
	signOns: readonly SignOn[];
};

/**
 * Reads the settings.
 *
 * @throws Error naming each variable that is missing or wrong.
 */
export function readConfig(variables: NodeJS.ProcessEnv = process.env): Config {
	const { data, error } = environment.safeParse(variables);
	if (error) throw new Error(`Settings of the environment:\n${z.prettifyError(error)}`);
	let sealingKeys: SealingKeys | undefined;
	return {
		databaseUrls: urlsFor(data.DATABASE_URL),
		origin: data.ORIGIN.replace(/\/$/, ''),
		isDemo: data.DEMO,
		runsJobs: data.JOBS,
		smtpUrl: data.SMTP_URL ?? null,
		mailFrom: data.MAIL_FROM,
		filesFolder: path.resolve(data.FILES_FOLDER ?? path.join(data.DATA_FOLDER, 'files')),
		clamd: data.CLAMD ?? null,
		witnessFolder: path.resolve(data.WITNESS_FOLDER ?? path.join(data.DATA_FOLDER, 'witness')),
		logLevel: data.LOG_LEVEL,
		secretFor: (use) => secretFor(use, data.DATABASE_URL),
		signOns: data.SIGN_ON,
		sealingKeys: () =>
			(sealingKeys ??= data.SEALING_KEYS ? parseKeys(data.SEALING_KEYS) : keysOfFolder(data.DATA_FOLDER)),
		keysAtHand: () => {
			const keys = data.SEALING_KEYS ? parseKeys(data.SEALING_KEYS) : writtenKeys(data.DATA_FOLDER);
			return new Set(keys?.known.keys());
		},
		keysAreIn: data.SEALING_KEYS ? 'SEALING_KEYS' : path.resolve(keyFileOf(data.DATA_FOLDER))
	};
}

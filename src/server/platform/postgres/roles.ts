/**
 * The roles that the application uses PostgreSQL with, one per purpose. None may go round row-level security; only
 * the owner, who runs migrations and commands of the terminal, can.
 */
import { createHmac } from 'node:crypto';
import { DatabaseProblem } from './problem.ts';

/** Limits that PostgreSQL holds for each session of a role, in milliseconds. */
export type Limits = { statementTimeout: number; lockTimeout: number; idleInTransactionTimeout: number };

/** server: pages and the API. worker: jobs. matcher: reads the pools. auditor: verifies the journals. */
export const purposes = ['server', 'worker', 'matcher', 'auditor'] as const;
export type Purpose = (typeof purposes)[number];

const shortWork: Limits = { statementTimeout: 5_000, lockTimeout: 2_000, idleInTransactionTimeout: 10_000 };
// Jobs prepare pools, purge and send: nobody is waiting before a page.
const longWork: Limits = { statementTimeout: 60_000, lockTimeout: 10_000, idleInTransactionTimeout: 60_000 };

/** A slow statement must not hold a page, nor a forgotten transaction its locks. */
export const limits: Record<Purpose, Limits> = {
	server: shortWork,
	worker: longWork,
	matcher: longWork,
	auditor: shortWork
};

/** The name of the role. Roles belong to the whole server, whatever the database. */
export const roleOf = (purpose: Purpose) => `chasse_croise_${purpose}`;

/**
 * A secret that every process given the same settings computes alike, so that nothing has to be stored: an HMAC of
 * its use under APP_SECRET, else under the owner's password.
 *
 * @throws DatabaseProblem DATABASE_URL_INVALID, DATABASE_NEEDS_A_SECRET
 */
export function secretFor(use: string, ownerUrl: string): string {
	const key = process.env.APP_SECRET || decodeURIComponent(parseUrl(ownerUrl).password);
	if (!key) throw new DatabaseProblem('DATABASE_NEEDS_A_SECRET');
	return createHmac('sha256', key).update(use).digest('hex');
}

/** The addresses of one database, one per purpose, from the address of its owner. */
export function urlsFor(ownerUrl: string): Record<Purpose | 'owner', string> {
	const urlOf = (purpose: Purpose) => {
		const url = parseUrl(ownerUrl);
		url.username = roleOf(purpose);
		url.password = secretFor(roleOf(purpose), ownerUrl);
		return url.href;
	};
	return {
		owner: ownerUrl,
		server: urlOf('server'),
		worker: urlOf('worker'),
		matcher: urlOf('matcher'),
		auditor: urlOf('auditor')
	};
}

/** Reads the address of a database. @throws DatabaseProblem DATABASE_URL_INVALID */
export function parseUrl(url: string): URL {
	const parsed = URL.parse(url);
	const isComplete =
		parsed && /^postgres(ql)?:$/.test(parsed.protocol) && parsed.hostname && parsed.pathname.length > 1;
	if (!isComplete) throw new DatabaseProblem('DATABASE_URL_INVALID');
	return parsed;
}

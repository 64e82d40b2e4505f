import type { PgBoss } from 'pg-boss';
import type { ProvenSoFar } from '#domain/accounts/identity.ts';
import type { FactorStep } from '#domain/accounts/second-factor.ts';
import { accountIdOf, type Actor } from './actor.ts';
import type { Config } from './config.ts';
import type { Log } from './log.ts';
import type { Drizzle } from './postgres/client.ts';

/** The database as drizzle sees it, and one transaction of it. */
export type Db = Drizzle;
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];

/** What use cases are given: the database, the queue, the settings of this process. */
export type Deps = {
	db: Db;
	/** The database under the role that may read what the engine may know, and nothing else. */
	matcher: Db;
	boss: PgBoss;
	config: Config;
	log: Log;
};

/** The session of a request: how far it has come in proving who it is. */
export type SignedSession = ProvenSoFar & {
	/** Hash of the token. */
	id: string;
	accountId: string;
	userAgent: string | null;
	/** Hash of what tells this browser from others, where it keeps cookies. */
	deviceHash: string | null;
	/** What is missing before the session gives any right: until then its actor is nobody. */
	pending: FactorStep | null;
};

/** One request: what it may use and who asks. */
export type Context = {
	deps: Deps;
	actor: Actor;
	locale: 'fr' | 'en';
	/** The key made with the form; the same key never does the thing twice. */
	key: string | null;
	/** The session of the browser, also while its sign-in is not finished; null for who has none. */
	session: SignedSession | null;
	/** What was typed to confirm one's identity, with the form of an act that binds. */
	proof: { password: string; code: string } | null;
	/** Where the form was sent, to be sent there again with the proof; null when there is no form. */
	sentTo: string | null;
	address: string;
};

/** A request without a browser, by somebody who has just proved who they are: what a command or a test plays. */
export function contextOf(deps: Deps, actor: Actor, key: string | null = null): Context {
	const accountId = accountIdOf(actor);
	const session: SignedSession | null = accountId
		? {
				id: 'no browser',
				accountId,
				kind: actor.role === 'nobody' || actor.role === 'auth' || actor.role === 'system' ? 'staff' : actor.role,
				authenticatedAt: new Date(),
				secondFactorAt: new Date(),
				isDeviceKnown: true,
				isEnrolled: true,
				hasPassword: true,
				userAgent: null,
				deviceHash: null,
				pending: null
			}
		: null;
	return { deps, actor, locale: 'fr', key, session, proof: null, sentTo: null, address: '127.0.0.1' };
}

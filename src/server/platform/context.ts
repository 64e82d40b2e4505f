import type { PgBoss } from 'pg-boss';
import type { Actor } from './actor.ts';
import type { Config } from './config.ts';
import type { Log } from './log.ts';
import type { Drizzle } from './postgres/client.ts';

/** The database as drizzle sees it, and one transaction of it. */
export type Db = Drizzle;
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];

/** What use cases are given: the database, the queue, the settings of this process. */
export type Deps = { db: Db; boss: PgBoss; config: Config; log: Log };

/** One request: what it may use and who asks. */
export type Context = {
	deps: Deps;
	actor: Actor;
	locale: 'fr' | 'en';
	/** The key made with the form; the same key never does the thing twice. */
	key: string | null;
	/** Hash of the session, to revoke it or to know it in the list. */
	sessionId: string | null;
	address: string;
};

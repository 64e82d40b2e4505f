/** Connections to PostgreSQL. */
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres, { type Options, type Sql } from 'postgres';

/** The database as drizzle sees it. */
export type Drizzle = PostgresJsDatabase;

export type Connections = {
	/** For drizzle. It rewires the client that it is given, hence the second one. */
	db: Drizzle;
	/** For raw SQL, LISTEN and bulk loading. */
	sql: Sql;
	close(): Promise<void>;
};

/** Connections of one process under one role, both clients together. */
const POOL = 10;
/** Of these, those for raw SQL. */
const RAW = 2;
/** The settings of every client of ours; times in seconds. */
export const clientOptions = {
	connect_timeout: 10,
	// The driver's own pause grows to twenty seconds, counted over all its connections together: a server that
	// restarts in one second would be missed for twenty.
	backoff: (failures: number) => (0.5 + Math.random() / 2) * Math.min(2 ** failures / 20, 1),
	onnotice: () => {}
} satisfies Options<Record<string, never>>;

/**
 * Opens the two clients of a role; connections are made when they are needed. Time limits are the role's own
 * (`roles.ts`): the server holds them.
 *
 * @param url the address of the database under that role (`urlsFor`).
 * @param pool how many connections both clients may have together.
 */
export function connect(url: string, pool = POOL): Connections {
	const raw = Math.min(RAW, pool);
	const forDrizzle = postgres(url, { ...clientOptions, max: Math.max(1, pool - raw) });
	const sql = postgres(url, { ...clientOptions, max: raw });
	return {
		db: drizzle(forDrizzle, { casing: 'snake_case' }),
		sql,
		async close() {
			await Promise.all([forDrizzle.end({ timeout: 5 }), sql.end({ timeout: 5 })]);
		}
	};
}

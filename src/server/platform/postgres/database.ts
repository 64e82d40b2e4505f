/** The database of this installation: the server of DATABASE_URL, else the embedded one. */
import postgres, { type Sql } from 'postgres';
import { openLastingCluster, type Cluster } from './cluster.ts';
import { DatabaseProblem } from './problem.ts';
import { parseUrl } from './roles.ts';

/** The name of the database in an embedded server. */
export const DATABASE = 'chasse_croise';
/** The oldest PostgreSQL that the schema runs on. */
const OLDEST_MAJOR = 15;

export type OpenDatabase = {
	/** The address under the role that owns the tables. */
	ownerUrl: string;
	isEmbedded: boolean;
	/** Gives an embedded server back; does nothing for one that is not ours. */
	close(): Promise<void>;
};

/**
 * Opens the database, starting the embedded server when DATABASE_URL is absent.
 *
 * @throws DatabaseProblem which says what is missing.
 */
export async function openDatabase(): Promise<OpenDatabase> {
	const given = process.env.DATABASE_URL;
	if (given) {
		await checkServer(given);
		return { ownerUrl: given, isEmbedded: false, close: async () => {} };
	}
	const cluster = await openLastingCluster();
	try {
		await createDatabase(cluster, DATABASE);
	} catch (error) {
		await cluster.stop();
		throw error;
	}
	return { ownerUrl: cluster.urlOf(DATABASE), isEmbedded: true, close: () => cluster.stop() };
}

/** Creates a database in an embedded server unless it exists; a copy of `template` when one is given. */
export async function createDatabase(cluster: Cluster, name: string, template?: string): Promise<void> {
	const sql = postgres(cluster.urlOf('postgres'), { max: 1 });
	try {
		const existing = await sql`select from pg_database where datname = ${name}`;
		if (existing.length > 0) return;
		await sql`create database ${sql(name)} ${template ? sql`template ${sql(template)}` : sql``}`;
	} catch (error) {
		// Another start created it meanwhile, or at the very same time.
		if (!['42P04', '23505'].includes((error as { code?: string }).code ?? '')) throw error;
	} finally {
		await sql.end();
	}
}

async function checkServer(url: string): Promise<void> {
	const { hostname, port, pathname, username } = parseUrl(url);
	const address = `${hostname}:${port || 5432}`;
	const database = decodeURIComponent(pathname.slice(1));
	const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
	try {
		await checkVersionAndRights(sql, username);
	} catch (error) {
		if (error instanceof DatabaseProblem) throw error;
		const { code = '' } = error as { code?: string };
		if (code === '3D000') throw new DatabaseProblem('DATABASE_MISSING', { database, address }, { cause: error });
		if (code.startsWith('28')) {
			throw new DatabaseProblem('DATABASE_LOGIN_REFUSED', { account: username, address }, { cause: error });
		}
		throw new DatabaseProblem('DATABASE_UNREACHABLE', { address }, { cause: error });
	} finally {
		await sql.end({ timeout: 1 });
	}
}

async function checkVersionAndRights(sql: Sql, account: string): Promise<void> {
	const [server] = await sql<{ version: string; number: number; mayCreateRoles: boolean }[]>`
		select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
			(select rolsuper or rolcreaterole from pg_roles where rolname = current_user) as "mayCreateRoles"`;
	if (!server) throw new Error('The server answered nothing.');
	if (server.number < OLDEST_MAJOR * 10_000) throw new DatabaseProblem('DATABASE_TOO_OLD', { version: server.version });
	if (!server.mayCreateRoles) throw new DatabaseProblem('DATABASE_MAY_NOT_CREATE_ROLES', { account });
}

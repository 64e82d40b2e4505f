/** Brings a database to the state that this version of the code expects. */
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PgBoss, type QueueOptions } from 'pg-boss';
import postgres, { type Sql } from 'postgres';
import { queues as projectQueues } from '../jobs.ts';
import { DatabaseProblem } from './problem.ts';
import { limits, purposes, roleOf, secretFor, type Purpose } from './roles.ts';

export type MigrateOptions = {
	/** The queues of the jobs, created when absent, brought to these options when present; the project's by default. */
	queues?: Record<string, QueueOptions>;
	/** Where the migrations are; the project's by default. */
	folder?: string;
};

/** The schema of pg-boss, whose tables are the queues. */
export const QUEUE_SCHEMA = 'pgboss';

// Any number does, as long as every process takes the same.
const MIGRATION_LOCK = 7_220_315;
const projectMigrations = path.resolve(import.meta.dirname, '../../../../drizzle');

/**
 * Makes the roles, runs the migrations, installs the queues. Several processes may call it at once: they take
 * turns, and the later ones find nothing to do.
 *
 * @param ownerUrl the address of the database under a role that may create tables and roles.
 * @throws DatabaseProblem DATABASE_RIGHT_MISSING, DATABASE_NEEDS_A_SECRET
 */
export async function migrate(ownerUrl: string, options: MigrateOptions = {}): Promise<void> {
	const { queues = projectQueues, folder = projectMigrations } = options;
	const silent = { max: 1, onnotice: () => {} };
	const turn = postgres(ownerUrl, silent);
	const sql = postgres(ownerUrl, silent);
	const forDrizzle = postgres(ownerUrl, silent);
	try {
		await turn`select pg_advisory_lock(${MIGRATION_LOCK})`;
		for (const purpose of purposes) await createRole(sql, purpose, ownerUrl);
		await runMigrations(drizzle(forDrizzle), { migrationsFolder: folder });
		await installQueues(ownerUrl, queues);
		await grantQueues(sql);
	} catch (error) {
		const { code, message } = (error instanceof Error && error.cause ? error.cause : error) as postgres.PostgresError;
		if (code !== '42501') throw error;
		throw new DatabaseProblem('DATABASE_RIGHT_MISSING', { account: new URL(ownerUrl).username, right: message });
	} finally {
		// The lock goes with its connection.
		await Promise.all([turn.end(), sql.end(), forDrizzle.end()]);
	}
}

/** Roles belong to the whole server: the migration of another of its databases may be making them right now. */
async function createRole(sql: Sql, purpose: Purpose, ownerUrl: string): Promise<void> {
	const name = roleOf(purpose);
	const password = secretFor(name, ownerUrl);
	const { statementTimeout, lockTimeout, idleInTransactionTimeout } = limits[purpose];
	const statements = `
		do $$ begin
			if not exists (select from pg_roles where rolname = '${name}') then create role ${name} login; end if;
		exception when duplicate_object or unique_violation then null;
		end $$;
		alter role ${name} password '${password}';
		alter role ${name} set statement_timeout = ${statementTimeout};
		alter role ${name} set lock_timeout = ${lockTimeout};
		alter role ${name} set idle_in_transaction_session_timeout = ${idleInTransactionTimeout};`;
	for (let tried = 1; ; tried++) {
		try {
			await sql.unsafe(statements);
			break;
		} catch (error) {
			// "tuple concurrently updated" has no code of its own.
			const isRace = (error as { code?: string }).code === 'XX000' && tried < 20;
			if (!isRace) throw error;
			await sleep(Math.random() * 100);
		}
	}
	const [role] = await sql`select rolsuper or rolbypassrls as "isTooStrong" from pg_roles where rolname = ${name}`;
	if (role?.isTooStrong) throw new Error(`The role ${name} may go round row-level security: take that right from it.`);
}

const runtimeRoles = `${roleOf('server')}, ${roleOf('worker')}`;

async function installQueues(ownerUrl: string, queues: Record<string, QueueOptions>): Promise<void> {
	const boss = new PgBoss({
		connectionString: ownerUrl,
		schema: QUEUE_SCHEMA,
		max: 2,
		supervise: false,
		schedule: false
	});
	// A pool without this listener takes the process down when the server restarts.
	boss.on('error', () => {});
	await boss.start();
	try {
		const existing = new Set((await boss.getQueues()).map(({ name }) => name));
		for (const [name, options] of Object.entries(queues)) {
			if (existing.has(name)) await boss.updateQueue(name, options);
			else await boss.createQueue(name, options);
		}
	} finally {
		await boss.stop({ graceful: false });
	}
}

/**
 * Rights on tables are in the migrations, with the tables; those on queues are here, with the queues. Pages put jobs
 * in them inside their own transaction, the worker takes them out; neither owns them.
 */
const grantQueues = (sql: Sql) =>
	sql.unsafe(`
		grant usage on schema ${QUEUE_SCHEMA} to ${runtimeRoles};
		grant select, insert, update, delete on all tables in schema ${QUEUE_SCHEMA} to ${runtimeRoles};
		grant usage on all sequences in schema ${QUEUE_SCHEMA} to ${runtimeRoles};
		grant execute on all functions in schema ${QUEUE_SCHEMA} to ${runtimeRoles};`);

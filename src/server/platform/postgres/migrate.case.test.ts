import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openScratchCluster, type Cluster } from './cluster.ts';
import { createDatabase, openDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { urlsFor } from './roles.ts';

// A server of its own: roles belong to the whole server, and these tests make some with fewer rights.
let cluster: Cluster;
beforeAll(async () => {
	cluster = await openScratchCluster();
});
afterAll(() => cluster.stop());
afterEach(() => vi.unstubAllEnvs());

async function query<T extends object>(url: string, text: string): Promise<T[]> {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	try {
		return await sql.unsafe<T[]>(text);
	} finally {
		await sql.end();
	}
}

/** An account that owns a database of its own, as a hosting service gives. */
async function hostedDatabase(name: string, rights: string): Promise<string> {
	await query(cluster.urlOf('postgres'), `create role ${name} login password 'given by the host' ${rights}`);
	await query(cluster.urlOf('postgres'), `create database ${name} owner ${name}`);
	const url = new URL(cluster.urlOf(name));
	url.username = name;
	url.password = 'given by the host';
	return url.href;
}

test('processes that migrate at once, some of them other databases of the server, all succeed', async () => {
	await createDatabase(cluster, 'one');
	await createDatabase(cluster, 'two');
	const queues = { letters: { retryLimit: 3 } };
	await Promise.all(['one', 'two', 'one', 'two'].map((name) => migrate(cluster.urlOf(name), { queues })));
	const urls = urlsFor(cluster.urlOf('one'));
	expect(await query(urls.worker, `select name, retry_limit from pgboss.queue where name = 'letters'`)).toEqual([
		{ name: 'letters', retry_limit: 3 }
	]);
	expect(await query(urls.server, 'select current_user as name')).toEqual([{ name: 'chasse_croise_server' }]);
});

test('an account that is not a superuser but may create roles can migrate', async () => {
	const url = await hostedDatabase('enough', 'createrole');
	// On PostgreSQL 16 and later it may only change the roles that it is given or has made.
	for (const role of ['server', 'worker', 'matcher', 'auditor']) {
		await query(cluster.urlOf('postgres'), `grant chasse_croise_${role} to enough with admin option`);
	}
	await migrate(url);
	await migrate(url);
	expect(await query(urlsFor(url).server, 'select current_user as name')).toEqual([{ name: 'chasse_croise_server' }]);
});

test('an account that may not create roles is told so before anything is done', async () => {
	vi.stubEnv('DATABASE_URL', await hostedDatabase('little', ''));
	await expect(openDatabase()).rejects.toMatchObject({
		code: 'DATABASE_MAY_NOT_CREATE_ROLES',
		details: { account: 'little' }
	});
});

test('an account without the right to create tables is told which right is missing', async () => {
	const url = new URL(await hostedDatabase('reader', 'createrole'));
	url.pathname = '/two';
	for (const role of ['server', 'worker', 'matcher', 'auditor']) {
		await query(cluster.urlOf('postgres'), `grant chasse_croise_${role} to reader with admin option`);
	}
	await expect(migrate(url.href)).rejects.toMatchObject({
		code: 'DATABASE_RIGHT_MISSING',
		details: { account: 'reader', right: expect.stringContaining('permission denied') }
	});
});

test('a migration that fails leaves nothing of itself', async () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'chasse-croise-migrations-'));
	cpSync('drizzle', folder, { recursive: true });
	const journalFile = path.join(folder, 'meta/_journal.json');
	const journal = JSON.parse(readFileSync(journalFile, 'utf8')) as { entries: { when: number }[] };
	const last = journal.entries.at(-1)!;
	journal.entries.push({ ...last, when: last.when + 1, tag: '9999_broken' } as never);
	writeFileSync(journalFile, JSON.stringify(journal));
	writeFileSync(
		path.join(folder, '9999_broken.sql'),
		'create table half_done ();\n--> statement-breakpoint\nselect from nowhere;'
	);
	await createDatabase(cluster, 'broken');
	await expect(migrate(cluster.urlOf('broken'), { folder })).rejects.toThrow();
	expect(await query(cluster.urlOf('broken'), `select from pg_tables where tablename = 'half_done'`)).toHaveLength(0);
	await migrate(cluster.urlOf('broken'));
	rmSync(folder, { recursive: true });
});

test.each([
	['nonsense', 'DATABASE_URL_INVALID'],
	['mysql://someone@localhost/base', 'DATABASE_URL_INVALID'],
	['postgres://someone@localhost', 'DATABASE_URL_INVALID'],
	['postgres://someone:secret@nowhere.invalid/base', 'DATABASE_UNREACHABLE']
])('the address %s is refused: %s', async (url, code) => {
	vi.stubEnv('DATABASE_URL', url);
	await expect(openDatabase()).rejects.toMatchObject({ code });
});

test('a server that does not answer, a wrong password and a missing database are told apart', async () => {
	const silent = createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => silent.once('listening', resolve));
	const { port } = silent.address() as { port: number };
	vi.stubEnv('DATABASE_URL', `postgres://someone:secret@127.0.0.1:${port}/base`);
	await expect(openDatabase()).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' });
	silent.close();

	const wrongPassword = new URL(cluster.urlOf('postgres'));
	wrongPassword.password = 'wrong';
	vi.stubEnv('DATABASE_URL', wrongPassword.href);
	await expect(openDatabase()).rejects.toMatchObject({ code: 'DATABASE_LOGIN_REFUSED' });

	vi.stubEnv('DATABASE_URL', cluster.urlOf('absent'));
	await expect(openDatabase()).rejects.toMatchObject({ code: 'DATABASE_MISSING', details: { database: 'absent' } });
});

test('an owner without a password needs a secret of the application', () => {
	expect(() => urlsFor('postgres://someone@localhost/base')).toThrow('DATABASE_NEEDS_A_SECRET');
	vi.stubEnv('APP_SECRET', 'a secret');
	expect(new URL(urlsFor('postgres://someone@localhost/base').server).password).toMatch(/^[0-9a-f]{64}$/);
});

test('a server older than PostgreSQL 15 is refused', async () => {
	await createDatabase(cluster, 'old');
	await query(
		cluster.urlOf('old'),
		`create function public.current_setting(name text) returns text language sql as
			$$ select case name when 'server_version_num' then '140012' else '14.12' end $$;
		alter database old set search_path = public, pg_catalog`
	);
	vi.stubEnv('DATABASE_URL', cluster.urlOf('old'));
	await expect(openDatabase()).rejects.toMatchObject({ code: 'DATABASE_TOO_OLD', details: { version: '14.12' } });
});

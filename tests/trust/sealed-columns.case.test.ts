import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { seed } from '#demo/seed.ts';
import { keptFormats } from '#domain/documents/deposited-file.ts';
import { documentCodes } from '#domain/documents/document.ts';
import { openHealth, sealHealth } from '#server/households/health.ts';
import { openMotive, sealMotive } from '#server/needs/motive.ts';
import { newKey } from '#server/platform/sealing-keys.ts';
import { readConfig } from '#server/platform/config.ts';
import * as t from '#server/tables.ts';
import { sealedColumns, unknownKeys } from '#server/unknown-keys.ts';
import { databaseUrls } from '#tests/support/database.ts';
import { openTestServer } from '#tests/support/server.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;

/** What health and handicap are called wherever the application speaks of them. */
const words =
	/disab|health|receivesA|wheelchair|stepFree|groundFloor|adaptedBathroom|priorityGroups|therapeutic|violence/i;

beforeAll(async () => {
	server = await openTestServer({ SEALING_KEYS: newKey() });
	await seed(databaseUrls.owner, server.deps.config, { size: 'XS', seed: 42 });
}, 120_000);

/** Every row of every table, as a back-up of the database would hold it: names of columns left aside. */
async function dump(): Promise<{ table: string; row: string }[]> {
	const { sql } = server.owner;
	const tables = await sql<{ name: string }[]>`
		select format('%I.%I', nspname, relname) as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
		where relkind = 'r' and nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`;
	const rows: { table: string; row: string }[] = [];
	for (const { name } of tables)
		for (const { row } of await sql.unsafe<{ row: string }[]>(`select t::text as row from ${name} t`))
			rows.push({ table: name, row });
	return rows;
}

describe('a copy of the database', () => {
	test('tells nothing of health, handicap or violence, of anybody', async () => {
		const rows = await dump();
		expect(rows.length).toBeGreaterThan(500);
		// A wish for a ground floor is a wish like any other; the sheet of a home says what the home is.
		const about = rows.filter(({ table }) => !/dwelling$|rule_set_version|drizzle|pgboss/.test(table));
		const told = about.filter(({ row }) => words.test(row.replaceAll(/\{""kind"": ""groundFloor""\}/g, '')));
		expect(told.slice(0, 5)).toEqual([]);
	});

	test('does not even tell who has something to say', async () => {
		const lengths = await server.owner.sql`
			select distinct length(health) as health, length(motive) as motive from household
			left join listing on listing.household_id = household.id and motive is not null`;
		expect(new Set(lengths.map(({ health }) => health)).size).toBe(1);
		expect(new Set(lengths.map(({ motive }) => motive).filter(Boolean)).size).toBe(1);
	});

	test('holds it all the same: the application finds the cast as it was written', async () => {
		const all = await server.owner.db.select().from(t.households);
		const opened = all.map((row) => openHealth(server.deps.config, row));
		expect(opened.filter((health) => health.disabilityCards.length > 0).length).toBeGreaterThan(0);
		expect(opened.filter((health) => health.accessNeeds.includes('wheelchair')).length).toBeGreaterThan(0);
		const listings = await server.owner.db.select().from(t.listings);
		const motives = listings.map((row) => openMotive(server.deps.config, row));
		expect(motives).toContain('disability');
	});
});

describe('a sealed value', () => {
	test.each([
		['household', 'health', () => server.owner.sql`update household set health = '{"accessNeeds":["lift"]}'`],
		['listing', 'motive', () => server.owner.sql`update listing set motive = 'health'`],
		['lease', 'disabled_occupant_left', () => server.owner.sql`update lease set disabled_occupant_left = 'true'`]
	])('is the only thing that %s.%s takes', async (_table, _column, write) => {
		await expect(write()).rejects.toMatchObject({ code: '23514' });
	});

	test('copied to the row of somebody else does not open', async () => {
		const [one, other] = await server.owner.db.select().from(t.households).limit(2);
		expect(() => openHealth(server.deps.config, { id: other!.id, health: one!.health })).toThrow('does not open');
	});

	test('does not open for who has the database without the key', async () => {
		const [one] = await server.owner.db.select().from(t.households).limit(1);
		const thief = readConfig({ DATABASE_URL: databaseUrls.owner, SEALING_KEYS: newKey() });
		expect(() => openHealth(thief, one!)).toThrow('is not among SEALING_KEYS');
	});

	test('is never twice the same, so that two that are equal cannot be told', () => {
		const [one, other] = [randomUUID(), randomUUID()];
		const health = { accessNeeds: [], disabilityCards: [], receivesAah: false };
		const { config } = server.deps;
		expect(sealHealth(config, one, health)).not.toBe(sealHealth(config, one, health));
		expect(sealMotive(config, one, 'health')!.slice(0, 40)).not.toBe(sealMotive(config, other, 'health')!.slice(0, 40));
	});

	test('is written by a household that answers, and read back by it and its organism alone', async () => {
		const { owner, deps } = server;
		const [account] = await owner.sql<{ id: string; householdId: string; organismId: string; listingId: string }[]>`
			select account.id, account.household_id as "householdId", listing.organism_id as "organismId", listing.id as "listingId"
			from account join listing on listing.household_id = account.household_id
			where listing.state = 'published' limit 1`;
		const { id: accountId, householdId, organismId, listingId } = account!;
		const tenant = () => server.as({ role: 'tenant', accountId, householdId });
		await tenant().needs.answer({ step: 'motive', motive: 'health' });
		await tenant().needs.answer({ step: 'access', hasNeeds: 'yes', needs: ['wheelchair'] });
		const own = await tenant().needs.own();
		expect(own.listing?.motive).toBe('health');
		expect(own.household.accessNeeds).toEqual(['wheelchair']);
		const staff = { role: 'staff', accountId: randomUUID(), organismId, staffRole: 'officer' } as const;
		const checked = await server.as(staff).needs.listing({ listingId });
		expect(checked.motive).toBe('health');
		const [row] = await owner.db.select().from(t.listings).where(eq(t.listings.id, listingId));
		expect(row!.motive).toMatch(/^v1\./);
		expect(openMotive(deps.config, row!)).toBe('health');
		const answers = await owner.sql`select answer::text, command, request_hash from idempotency_key`;
		expect(JSON.stringify(answers)).not.toMatch(words);
	});
});

describe('a start with other keys than those of the database', () => {
	const used = () => [...server.deps.config.keysAtHand()];
	/** The settings of a process that has its keys elsewhere. */
	const elsewhere = (settings: Record<string, string>) => readConfig({ DATABASE_URL: databaseUrls.owner, ...settings });

	test('knows which keys are missing, wherever something is sealed, and makes none', async () => {
		const folder = mkdtempSync(path.join(tmpdir(), 'keys-of-tests-'));
		try {
			expect(await unknownKeys(server.deps.config, databaseUrls.owner)).toEqual([]);
			expect(await unknownKeys(elsewhere({ SEALING_KEYS: newKey() }), databaseUrls.owner)).toEqual(used());
			expect(await unknownKeys(elsewhere({ DATA_FOLDER: folder }), databaseUrls.owner)).toEqual(used());
			expect(readdirSync(folder)).toEqual([]);
		} finally {
			rmSync(folder, { recursive: true });
		}
	});

	test('looks at each column that the database itself wants sealed', async () => {
		const wanted = await server.owner.sql<{ name: string }[]>`
			select relname || '.' || attname as name from pg_constraint join pg_class on pg_class.oid = conrelid
			join pg_attribute on attrelid = conrelid and attnum = any (conkey)
			where contype = 'c' and pg_get_constraintdef(pg_constraint.oid) like '%v1.\%%' order by 1`;
		expect(wanted.map(({ name }) => name)).toEqual([...sealedColumns.system].sort());
	});

	test.each(Object.entries(sealedColumns).flatMap(([role, columns]) => columns.map((column) => [column, role])))(
		'sees what is in %s, as the role %s',
		async (column) => {
			const [table, name] = column.split('.') as [string, string];
			const { sql } = server.owner;
			const other = [...elsewhere({ SEALING_KEYS: newKey() }).keysAtHand()][0]!;
			const value = `v1.${other}.of another key`;
			if (table === 'second_factor')
				await sql`insert into second_factor (account_id, secret, created_at)
					select id, ${value}, now() from account limit 1`;
			else if (table === 'protection')
				await sql`insert into protection (subject, organism_id, file) select 'somebody', id, ${value} from organism limit 1`;
			else if (table === 'document_file')
				await sql`insert into document_file (household_id, code, name, format, bytes, is_scanned, deposited_at)
					select id, ${documentCodes[0]}, ${value}, ${keptFormats[0]}, 1, false, now() from household limit 1`;
			else
				await sql`update ${sql(table)} set ${sql(name)} = ${value} where id = (select id from ${sql(table)} limit 1)`;
			expect(await unknownKeys(server.deps.config, databaseUrls.owner)).toContain(other);
		}
	);

	test('ends with one sentence that says which and where they are expected', async () => {
		const run = promisify(execFile)(process.execPath, ['src/cli/start.mjs'], {
			env: { ...process.env, DATABASE_URL: databaseUrls.owner, SEALING_KEYS: newKey(), PORT: '4990', LC_ALL: 'C' },
			timeout: 60_000
		});
		const { code, stderr } = await run.then(
			() => ({ code: 0, stderr: '' }),
			(error: { code: number; stderr: string }) => error
		);
		expect(code).toBe(1);
		expect(stderr.trim()).toMatch(/^This database holds data encrypted with a key .+ into SEALING_KEYS, .+\.$/);
		expect(stderr).toContain(used()[0]);
	});
});

import { getTableName, isTable } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { atMost, classesOf } from '#server/platform/data-class.ts';
import { deliverLetter } from '#server/platform/deliver-letter.ts';
import { letters } from '#server/platform/tables.ts';
import * as tables from '#server/tables.ts';
import { openMailServer } from '#tests/support/smtp.ts';
import { openTestServer } from '#tests/support/server.ts';
import { aWorld, type World } from './world.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
let world: World;
const smtp = await openMailServer();
afterAll(smtp.close);

beforeAll(async () => {
	server = await openTestServer({ SMTP_URL: smtp.url });
	world = await aWorld(server);
});

/** As drizzle names the columns that say nothing else. */
const inDatabase = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const declared = Object.values(tables).filter((one) => isTable(one));

describe('the class of a datum', () => {
	test('is declared on every column of every table of the database', async () => {
		const columns = await server.owner.sql<{ name: string }[]>`
			select relname || '.' || attname as name from pg_attribute join pg_class on pg_class.oid = attrelid
			where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and attnum > 0 and not attisdropped`;
		const classed = new Set(
			declared.flatMap((table) =>
				classesOf(table)
					.filter(({ dataClass }) => dataClass !== null)
					.map(({ column }) => `${getTableName(table)}.${inDatabase(column)}`)
			)
		);
		expect(columns.map(({ name }) => name).filter((name) => !classed.has(name))).toEqual([]);
	});

	test('is C3 or more wherever a forbidden or private word is the name of a column', () => {
		const named = declared.flatMap((table) =>
			classesOf(table).map(({ column, dataClass }) => ({ name: `${getTableName(table)}.${column}`, dataClass }))
		);
		const isPrivate = /income|resource|situation|uniqueNumber|street|door|verdicts|statements|reasons|minutes$/i;
		expect(named.filter(({ name, dataClass }) => isPrivate.test(name) && dataClass! < 'C3')).toEqual([]);
		const isForbidden = /nationalit|birthplace|religion|ethnic|nir$|socialSecurity|diagnos/i;
		expect(named.filter(({ name }) => isForbidden.test(name))).toEqual([]);
	});

	test('stops a selection that a door may not carry before anything runs', () => {
		expect(() => atMost('C2', { subject: letters.subject, body: letters.body })).toThrow('Above C2: body');
	});
});

describe('a mail', () => {
	test('says that a letter waits and where, and nothing of anybody', async () => {
		const all = await server.owner.sql<{ id: string; path: string | null }[]>`
			update letter set sent_at = null, email = id || '@exemple.test' returning id, path`;
		expect(all.length).toBeGreaterThan(30);
		for (const { id } of all) await deliverLetter(server.worker, id);
		expect(smtp.mails).toHaveLength(all.length);
		const text = smtp.mails.join('\n').replaceAll('=\n', '');
		expect(text).toContain('Un message vous attend');
		expect(world.marks.filter((mark) => text.includes(mark.text)).map((mark) => mark.text)).toEqual([]);
		expect(text).not.toMatch(/zq-/);
	});

	test('is sent once, whatever is run twice', async () => {
		const before = smtp.mails.length;
		const [letter] = await server.owner.sql<{ id: string }[]>`select id from letter limit 1`;
		await deliverLetter(server.worker, letter!.id);
		expect(smtp.mails).toHaveLength(before);
	});
});

describe('the log of the database', () => {
	test('holds neither statements nor the values that made them fail', async () => {
		const [said] = await server.owner.sql<{ verbosity: string; statements: string }[]>`
			select current_setting('log_error_verbosity') as verbosity,
				current_setting('log_min_error_statement') as statements`;
		expect(said).toEqual({ verbosity: 'terse', statements: 'panic' });
	});
});

/**
 * What the engine may know: the role that reads its pools sees one view and nothing else, and the view holds no name,
 * address, number or word of anybody. What changes nothing of the pools is tried in twin-worlds.case.test.ts.
 */
import { getViewSelectedFields } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { matchInput } from '#server/matching/match-input.ts';
import { connectAs } from '#tests/support/database.ts';
import { openTestServer } from '#tests/support/server.ts';
import { aWorld, type World } from './world.ts';

let world: World;
const { sql: asMatcher } = connectAs('matcher');
const { sql: asOwner } = connectAs('owner');

beforeAll(async () => {
	world = await aWorld(await openTestServer());
}, 120_000);

type Relation = { schema: string; name: string };

/** Every table, view and sequence of the database, those of the queue and of the migrations included. */
const relations = () => asOwner<Relation[]>`
	select nspname as schema, relname as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
	where relkind in ('r', 'p', 'v', 'm', 'f', 'S') and nspname !~ '^(pg_|information_schema)' order by 1, 2`;

/** The relations that a statement does not find closed. */
async function openTo(statement: (relation: string) => string): Promise<string[]> {
	const open: string[] = [];
	for (const { schema, name } of await relations())
		await asMatcher.unsafe(statement(`"${schema}"."${name}"`)).then(
			() => open.push(`${schema}.${name}`),
			// Insufficient privilege; or, for what is no table, that it cannot be done at all.
			(error: { code: string }) => expect(['42501', '42809', '55000', '0A000']).toContain(error.code)
		);
	return open;
}

/** The rows of the view as text, for a territory or for none. */
const rowsOf = (territoryId: string) =>
	asMatcher.begin(async (tx) => {
		await tx`select set_config('app.territory', ${territoryId}, true)`;
		return (await tx<{ row: string }[]>`select m::text as row from match_input m`).map(({ row }) => row);
	});

describe('the role that reads the pools of the engine', () => {
	test('reads its view, and no other table, view or sequence of the database', async () => {
		expect((await relations()).length).toBeGreaterThan(60);
		expect(await openTo((relation) => `select * from ${relation} limit 1`)).toEqual(['public.match_input']);
	});

	test('has no right on any column of any of them either', async () => {
		const columns = await asOwner`
			select nspname || '.' || relname as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
			where relkind in ('r', 'p', 'v', 'm', 'f') and nspname !~ '^(pg_|information_schema)' and relname <> 'match_input'
				and has_any_column_privilege('chasse_croise_matcher', pg_class.oid, 'select, insert, update, references')`;
		expect([...columns]).toEqual([]);
	});

	test.each([
		['delete', (relation: string) => `delete from ${relation}`],
		['add', (relation: string) => `insert into ${relation} default values`],
		['empty', (relation: string) => `truncate ${relation}`]
	])('may %s nothing', async (_, statement) => {
		expect(await openTo(statement)).toEqual([]);
	});

	test('goes round nothing by a function that acts for another role, nor by becoming one', async () => {
		const functions = await asOwner<{ name: string }[]>`
			select proname as name from pg_proc join pg_namespace on pg_namespace.oid = pronamespace
			where prosecdef and nspname !~ '^pg_' and prorettype <> 'trigger'::regtype
				and has_function_privilege('chasse_croise_matcher', pg_proc.oid, 'execute')`;
		expect(functions.map(({ name }) => name)).toEqual([]);
		const memberships = await asOwner`select from pg_auth_members where member = 'chasse_croise_matcher'::regrole`;
		expect(memberships).toHaveLength(0);
	});

	test('is shown nothing when no territory is named, and that territory alone when one is', async () => {
		expect(await rowsOf('')).toEqual([]);
		const own = await rowsOf(world.coordinator.territoryId);
		expect(own.length).toBeGreaterThan(5);
		for (const row of own) expect(row).toContain(world.coordinator.territoryId);
		const elsewhere = await rowsOf(world.otherCoordinator.territoryId);
		expect(elsewhere.filter((row) => own.includes(row))).toEqual([]);
	});
});

describe('the view of the engine', () => {
	test('has the columns that the code reads, and not one more', async () => {
		const columns = await asOwner<{ name: string }[]>`
			select attname as name from pg_attribute where attrelid = 'match_input'::regclass and attnum > 0 order by 1`;
		const inDatabase = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
		expect(columns.map(({ name }) => name)).toEqual(
			Object.keys(getViewSelectedFields(matchInput)).map(inDatabase).sort()
		);
	});

	test('holds none of the names, contacts, addresses, numbers and remarks of the territory', async () => {
		const told = (await rowsOf(world.coordinator.territoryId)).join('\n');
		const words = await asOwner<{ word: string }[]>`
			select distinct word from (
				select name as word from household union all select first_name from person union all select last_name from person
				union all select description from listing union all select statements::text from listing
				union all select return_reason from listing union all select motive from listing
				union all select number from lease union all select situation #>> '{uniqueNumber,number}' from household
				union all select street from dwelling_address union all select door from dwelling_address
				union all select reference from dwelling_address union all select reservation ->> 'reserver' from dwelling
				union all select email from account union all select phone from account union all select id::text from account
			) every where length(word) > 2`;
		expect(words.length).toBeGreaterThan(50);
		expect(words.filter(({ word }) => told.includes(word)).map(({ word }) => word)).toEqual([]);
	});
});

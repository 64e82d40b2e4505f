import { beforeAll, describe, expect, test } from 'vitest';
import { openTestServer } from '#tests/support/server.ts';
import { connectAs } from '#tests/support/database.ts';
import { markEverywhere } from './marks-everywhere.ts';
import { checkRows, somebodies, type RowChecks } from './rows.ts';
import { aWorld, type World } from './world.ts';

let world: World;
let rows: RowChecks;

beforeAll(async () => {
	world = await aWorld(await openTestServer());
	await markEverywhere(connectAs('owner').sql, world);
	rows = checkRows(world);
}, 120_000);

describe('the database alone, whatever the application asks', () => {
	test.each(somebodies)('shows %s nothing that is not theirs to read, in any table', async (_, somebody) => {
		expect(await rows.leaksTo(somebody(world))).toEqual([]);
	});

	test.each(somebodies)('lets %s change and delete only what is theirs', async (_, somebody) => {
		expect(await rows.changesBy(somebody(world))).toEqual([]);
	});

	test.each(somebodies)('lets %s write no row of somebody else', async (_, somebody) => {
		expect(await rows.writesBy(somebody(world))).toEqual([]);
	});

	test('shows nobody the public reference only', async () => {
		const seen = await rows.asSomebody({ role: 'nobody' }, async (tx) => {
			const found: string[] = [];
			for (const table of await rows.tablesOf()) {
				const read = await rows.attempt(tx, `select 1 from "${table}" limit 1`);
				if (typeof read !== 'string' && read.length > 0) found.push(table);
			}
			return found;
		});
		expect(seen).toEqual(['commune', 'demo_clock', 'estate', 'organism', 'territory']);
	});

	test('forgets who asked when the transaction ends', async () => {
		await rows.asSomebody(world.organisms.A.staff.officer, async () => {});
		await rows.asSomebody({ role: 'nobody' }, async () => {});
		const session = await rows.server.reserve();
		const [seen] =
			await session`select current_setting('app.role', true) as role, count(*)::int as households from household`;
		session.release();
		expect(seen).toEqual({ role: expect.toBeOneOf(['', null]), households: 0 });
	});
});

describe('every table, view and function', () => {
	test('is under row-level security, for its owner too', async () => {
		const open = await rows.owner`select relname from pg_class
			where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
				and not (relrowsecurity and relforcerowsecurity)`;
		expect([...open]).toEqual([]);
	});

	test('that is a view shows what the reader may see, not what its owner may', async () => {
		const open = await rows.owner`select relname from pg_class
			where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
				and not coalesce('security_invoker=true' = any (reloptions) or 'security_invoker=on' = any (reloptions), false)`;
		// But the one door of the engine, whose role reads no table: see matcher.case.test.ts.
		expect([...open]).toEqual([{ relname: 'match_input' }]);
	});

	test('that runs with the rights of its owner looks names up where its author wrote, and nowhere else', async () => {
		const open = await rows.owner`select proname from pg_proc
			where pronamespace = 'public'::regnamespace and prosecdef
				and not coalesce(array_to_string(proconfig, ',') like '%search_path=%', false)`;
		expect([...open]).toEqual([]);
	});

	test('belongs to a role that nothing runs as', async () => {
		const owned = await rows.owner`select relname from pg_class
			where relnamespace = 'public'::regnamespace and pg_get_userbyid(relowner) like 'chasse\_croise\_%'
				and pg_get_userbyid(relowner) <> 'chasse_croise_owner'`;
		expect([...owned]).toEqual([]);
	});
});

import { randomUUID } from 'node:crypto';
import type { ReservedSql, Row } from 'postgres';
import { beforeAll, describe, expect, test } from 'vitest';
import { accountIdOf, type Actor } from '#server/platform/actor.ts';
import { connectAs } from '#tests/support/database.ts';
import { openTestServer } from '#tests/support/server.ts';
import { aWorld, leaksIn, type World } from './world.ts';

let world: World;
const server = connectAs('server');
const owner = connectAs('owner');

beforeAll(async () => {
	world = await aWorld(await openTestServer());
}, 120_000);

const { sql: ownerSql } = owner;
const tablesOf = async () =>
	(
		await ownerSql<{ name: string }[]>`select relname as name from pg_class
		where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname`
	).map(({ name }) => name);

/** Does something with SQL alone, under the server's role, as somebody; nothing of it stays. */
async function asSomebody<T>(actor: Actor, work: (tx: ReservedSql) => Promise<T>): Promise<T> {
	const session = await server.sql.reserve();
	try {
		await session`begin`;
		await session`select set_config('app.role', ${actor.role}, true),
			set_config('app.actor', ${accountIdOf(actor) ?? ''}, true),
			set_config('app.org', ${actor.role === 'staff' ? actor.organismId : ''}, true),
			set_config('app.household', ${actor.role === 'tenant' ? actor.householdId : ''}, true),
			set_config('app.territory', ${actor.role === 'coordinator' ? actor.territoryId : ''}, true)`;
		return await work(session);
	} finally {
		await session`rollback`;
		session.release();
	}
}

/** Tries a statement without losing the transaction; null when it is refused. */
async function attempt(tx: ReservedSql, statement: string, parameters: unknown[] = []): Promise<Row[] | string> {
	await tx`savepoint before`;
	try {
		const rows = await tx.unsafe(statement, parameters as never[]);
		return [...rows];
	} catch (error) {
		return (error as { code: string }).code;
	} finally {
		await tx`rollback to before`;
	}
}

/** What an actor reads in any table and should not. */
const leaksTo = (actor: Actor): Promise<string[]> =>
	asSomebody(actor, async (tx) => {
		const found: string[] = [];
		for (const table of await tablesOf()) {
			const rows = await attempt(tx, `select t::text as row from "${table}" t`);
			if (typeof rows === 'string') continue;
			for (const leak of leaksIn(world, actor, rows.map(({ row }) => row).join('\n'))) found.push(`${table}: ${leak}`);
		}
		return found;
	});

type Somebody = (world: World) => Actor;
const somebodies: [string, Somebody][] = [
	['nobody', () => ({ role: 'nobody' })],
	['a household of an open chain', ({ chains }) => chains.open[0]!.tenant],
	['a household that visits', ({ chains }) => chains.visiting[0]!.tenant],
	['a household at the instruction', ({ chains }) => chains.instructing[1]!.tenant],
	['a household that has moved', ({ chains }) => chains.completed[0]!.tenant],
	['a household of a broken chain', ({ chains }) => chains.broken[0]!.tenant],
	['a household of another territory', ({ elsewhere }) => elsewhere[0]!.tenant],
	['an officer', ({ organisms }) => organisms.A.staff.officer],
	['a manager of another organism', ({ organisms }) => organisms.B.staff.manager],
	['an administrator', ({ organisms }) => organisms.C.staff.organismAdmin],
	['a secretary of an organism beside', ({ organisms }) => organisms.E.staff.calSecretary],
	['an officer of another territory', ({ organisms }) => organisms.G.staff.officer],
	['a coordinator', ({ coordinator }) => coordinator],
	['a coordinator of another territory', ({ otherCoordinator }) => otherCoordinator]
];

describe('the database alone, whatever the application asks', () => {
	test.each(somebodies)('shows %s nothing that is not theirs to read, in any table', async (_, somebody) => {
		expect(await leaksTo(somebody(world))).toEqual([]);
	});

	test.each(somebodies)('lets %s change and delete only what is theirs', async (_, somebody) => {
		const actor = somebody(world);
		const reached = await asSomebody(actor, async (tx) => {
			const found: string[] = [];
			for (const table of await tablesOf()) {
				const column = (await columnsOf(table))[0]!;
				for (const statement of [
					`update "${table}" t set "${column}" = "${column}" returning t::text as row`,
					`delete from "${table}" t returning t::text as row`
				]) {
					const rows = await attempt(tx, statement);
					if (typeof rows !== 'string' && rows.length > 0) {
						found.push(`${statement.slice(0, 6)} ${table}`);
						const leaks = leaksIn(world, actor, rows.map(({ row }) => row).join('\n'));
						found.push(...leaks.map((leak) => `${table}: ${leak}`));
					}
				}
			}
			return found;
		});
		expect(reached.filter((one) => !mayChange[actor.role]?.includes(one))).toEqual([]);
	});

	test.each(somebodies)('lets %s write no row of somebody else', async (_, somebody) => {
		const actor = somebody(world);
		const written = await asSomebody(actor, async (tx) => {
			const found: string[] = [];
			for (const table of await tablesOf()) {
				const columns = await columnsOf(table);
				const rows = await ownerSql.unsafe(`select to_jsonb(t) as row from "${table}" t`);
				const foreign = rows.filter(({ row }) => leaksIn(world, actor, JSON.stringify(row)).length > 0).slice(0, 12);
				const names = columns.map((column) => `"${column}"`).join(', ');
				for (const { row } of foreign) {
					const copy = JSON.stringify({
						...row,
						...('id' in row && typeof row.id === 'string' && { id: randomUUID() })
					});
					const outcome = await attempt(
						tx,
						`insert into "${table}" (${names}) overriding system value
							select ${names} from jsonb_populate_record(null::"${table}", $1::text::jsonb)`,
						[copy]
					);
					// Not for want of a key or of a column, but because the row is not theirs to write.
					if (outcome !== '42501') found.push(`${table}: ${JSON.stringify(outcome)}`);
				}
			}
			return found;
		});
		expect(written).toEqual([]);
	});

	test('shows nobody the public reference only', async () => {
		const seen = await asSomebody({ role: 'nobody' }, async (tx) => {
			const found: string[] = [];
			for (const table of await tablesOf()) {
				const rows = await attempt(tx, `select 1 from "${table}" limit 1`);
				if (typeof rows !== 'string' && rows.length > 0) found.push(table);
			}
			return found;
		});
		expect(seen).toEqual(['commune', 'demo_clock', 'estate', 'organism', 'territory']);
	});

	test('forgets who asked when the transaction ends', async () => {
		const [staff] = [world.organisms.A.staff.officer];
		await asSomebody(staff, async () => {});
		await asSomebody({ role: 'nobody' }, async () => {});
		const session = await server.sql.reserve();
		const [seen] =
			await session`select current_setting('app.role', true) as role, count(*)::int as households from household`;
		session.release();
		expect(seen).toEqual({ role: expect.toBeOneOf(['', null]), households: 0 });
	});
});

describe('what is looked for is found', () => {
	test.each([
		[
			'a policy that lets every member of staff read persons',
			`create policy planted on person for select using (app_role() = 'staff')`
		],
		[
			'a policy that forgets to ask which household',
			`create policy planted on lease for select using (app_role() = 'tenant')`
		],
		['a table taken out of row-level security', 'alter table letter disable row level security']
	])('when somebody adds %s', async (_, statement) => {
		await ownerSql.unsafe(statement);
		try {
			const actors = [world.organisms.A.staff.officer, world.chains.open[0]!.tenant];
			const leaks = await Promise.all(actors.map(leaksTo));
			expect(leaks.flat()).not.toEqual([]);
		} finally {
			await ownerSql`drop policy if exists planted on person`;
			await ownerSql`drop policy if exists planted on lease`;
			await ownerSql`alter table letter enable row level security`;
		}
		expect(await leaksTo(world.organisms.A.staff.officer)).toEqual([]);
	});
});

/** The columns one may write. */
const columnsOf = async (table: string) =>
	(
		await ownerSql<{ name: string }[]>`select attname as name from pg_attribute
		where attrelid = ${`public."${table}"`}::regclass and attnum > 0 and not attisdropped and attgenerated = ''
		order by attnum`
	).map(({ name }) => name);

/** What each role may change directly; chains, demands and leases of others move by chain logic alone. */
const mayChange: Partial<Record<Actor['role'], string[]>> = {
	tenant: [
		'update account',
		'update household',
		'update idempotency_key',
		'delete idempotency_key',
		'update letter',
		'update listing',
		'update session',
		'delete session',
		'update visit'
	],
	staff: [
		'update account',
		'delete agenda_item',
		'update agenda_item',
		'update attendance',
		'delete attendance',
		'update candidacy',
		'update committee_member',
		'update demand',
		'update dwelling',
		'update household',
		'update lease',
		'update letter',
		'update listing',
		'update meeting',
		'update organism',
		'update person',
		'delete protection_referent',
		'update visit'
	],
	coordinator: ['update account', 'update demo_clock', 'update matching_run', 'update territory']
};

describe('every table, view and function', () => {
	test('is under row-level security, for its owner too', async () => {
		const open = await ownerSql`select relname from pg_class
			where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
				and not (relrowsecurity and relforcerowsecurity)`;
		expect([...open]).toEqual([]);
	});

	test('that is a view shows what the reader may see, not what its owner may', async () => {
		const open = await ownerSql`select relname from pg_class
			where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
				and not coalesce('security_invoker=true' = any (reloptions) or 'security_invoker=on' = any (reloptions), false)`;
		expect([...open]).toEqual([]);
	});

	test('that runs with the rights of its owner looks names up where its author wrote, and nowhere else', async () => {
		const open = await ownerSql`select proname from pg_proc
			where pronamespace = 'public'::regnamespace and prosecdef
				and not coalesce(array_to_string(proconfig, ',') like '%search_path=%', false)`;
		expect([...open]).toEqual([]);
	});

	test('belongs to a role that nothing runs as', async () => {
		const owned = await ownerSql`select relname from pg_class
			where relnamespace = 'public'::regnamespace and pg_get_userbyid(relowner) like 'chasse\_croise\_%'
				and pg_get_userbyid(relowner) <> 'chasse_croise_owner'`;
		expect([...owned]).toEqual([]);
	});
});

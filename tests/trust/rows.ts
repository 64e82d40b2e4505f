/** What somebody reads and changes with SQL alone, under the role of the server, and should not. */
import { randomUUID } from 'node:crypto';
import type { ReservedSql, Row } from 'postgres';
import { accountIdOf, rowsRoleOf, type Actor } from '#server/platform/actor.ts';
import { connectAs } from '#tests/support/database.ts';
import { leaksIn, type World } from './world.ts';

export type Somebody = (world: World) => Actor;
/** One of each kind, on each side of what separates people. */
export const somebodies: [string, Somebody][] = [
	['nobody', () => ({ role: 'nobody' })],
	['a household of an open chain', ({ chains }) => chains.open[0]!.tenant],
	['a household that visits', ({ chains }) => chains.visiting[0]!.tenant],
	['a household at the instruction', ({ chains }) => chains.instructing[1]!.tenant],
	['a household that has moved', ({ chains }) => chains.completed[0]!.tenant],
	['a household of a broken chain', ({ chains }) => chains.broken[0]!.tenant],
	['a household of another territory', ({ elsewhere }) => elsewhere[0]!.tenant],
	['who helps a household of an open chain', ({ chains }) => chains.open[0]!.helper],
	['who helps a household that has moved', ({ chains }) => chains.completed[0]!.helper],
	['who helps nobody since this moment', ({ strangers }) => strangers[0]!.helper],
	['an officer', ({ organisms }) => organisms.A.staff.officer],
	['a manager of another organism', ({ organisms }) => organisms.B.staff.manager],
	['an administrator', ({ organisms }) => organisms.C.staff.organismAdmin],
	['an auditor', ({ organisms }) => organisms.B.staff.auditor],
	['a member of a commission', ({ organisms }) => organisms.A.staff.commissionMember],
	['a data-protection officer', ({ organisms }) => organisms.A.staff.dataProtectionOfficer],
	['a secretary of an organism beside', ({ organisms }) => organisms.E.staff.calSecretary],
	['an officer of another territory', ({ organisms }) => organisms.G.staff.officer],
	['a coordinator', ({ coordinator }) => coordinator],
	['a coordinator of another territory', ({ otherCoordinator }) => otherCoordinator]
];

/** What each role may change directly; chains, demands and leases of others move by chain logic alone. */
const mayChange: Partial<Record<Actor['role'], string[]>> = {
	tenant: [
		'update account',
		'delete document_file',
		'update household',
		'update idempotency_key',
		'delete idempotency_key',
		'update letter',
		'update listing',
		'update mandate',
		'update session',
		'delete session',
		'update visit'
	],
	// Of the household it helps: what it fills in.
	helper: [
		'update account',
		'delete document_file',
		'update household',
		'update idempotency_key',
		'delete idempotency_key',
		'update letter',
		'update listing',
		'update session',
		'delete session'
	],
	staff: [
		'update account',
		'delete agenda_item',
		'update agenda_item',
		'update attendance',
		'update ballot',
		'delete attendance',
		'update candidacy',
		'update committee_member',
		'update demand',
		'update dwelling',
		// Of its own organism, by who settles how it works.
		...['', '_piece', '_line'].flatMap((part) => [`update dwelling_import${part}`, `delete dwelling_import${part}`]),
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
	coordinator: [
		'update account',
		'update demo_clock',
		'update matching_run',
		'delete rule_set_version',
		'update rule_set_version',
		'update territory'
	]
};

/** The checks of the rows of a world; nothing of what they try stays. */
export function checkRows(world: World) {
	const server = connectAs('server');
	const owner = connectAs('owner').sql;

	const tablesOf = async () =>
		(
			await owner<{ name: string }[]>`select relname as name from pg_class
			where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname`
		).map(({ name }) => name);

	/** The columns one may write. */
	const columnsOf = async (table: string) =>
		(
			await owner<{ name: string }[]>`select attname as name from pg_attribute
			where attrelid = ${`public."${table}"`}::regclass and attnum > 0 and not attisdropped and attgenerated = ''
			order by attnum`
		).map(({ name }) => name);

	/** Does something with SQL alone as somebody; nothing of it stays. */
	async function asSomebody<T>(actor: Actor, work: (tx: ReservedSql) => Promise<T>): Promise<T> {
		const session = await server.sql.reserve();
		try {
			await session`begin`;
			await session`select set_config('app.role', ${rowsRoleOf(actor)}, true),
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

	/** Tries a statement without losing the transaction; the code of the error when it is refused. */
	async function attempt(tx: ReservedSql, statement: string, parameters: unknown[] = []): Promise<Row[] | string> {
		await tx`savepoint before`;
		try {
			return await tx.unsafe(statement, parameters as never[]);
		} catch (error) {
			return (error as { code: string }).code;
		} finally {
			await tx`rollback to before`;
		}
	}

	const leaksOf = (actor: Actor, rows: Row[]) => leaksIn(world, actor, rows.map(({ row }) => row as string).join('\n'));

	/** What an actor reads in some tables (all of them when none is named) and should not. */
	const leaksTo = (actor: Actor, among?: readonly string[]): Promise<string[]> =>
		asSomebody(actor, async (tx) => {
			const found: string[] = [];
			for (const table of among ?? (await tablesOf())) {
				const rows = await attempt(tx, `select t::text as row from "${table}" t`);
				if (typeof rows !== 'string') found.push(...leaksOf(actor, rows).map((leak) => `${table}: ${leak}`));
			}
			return found;
		});

	/**
	 * What an actor changes or deletes and should not: where it reads what it changes, and where it does so blindly, which
	 * other policies decide.
	 */
	const changesBy = (actor: Actor, among?: readonly string[]): Promise<string[]> =>
		asSomebody(actor, async (tx) => {
			const found: string[] = [];
			for (const table of among ?? (await tablesOf())) {
				const columns = await columnsOf(table);
				for (const [verb, statements] of [
					['update', columns.map((column) => `update "${table}" set "${column}" = default`)],
					['delete', [`delete from "${table}"`]]
				] as const) {
					const looking =
						verb === 'update' ? `update "${table}" t set "${columns[0]}" = "${columns[0]}"` : statements[0];
					const rows = await attempt(tx, `${looking} returning "${table}"::text as row`.replace(' t set', ' set'));
					const seen = typeof rows === 'string' ? 0 : rows.length;
					if (seen > 0 && !mayChange[actor.role]?.includes(`${verb} ${table}`)) found.push(`${verb} ${table}`);
					if (typeof rows !== 'string') found.push(...leaksOf(actor, rows).map((leak) => `${table}: ${leak}`));
					const reached = await reachedBlindly(tx, statements);
					if (reached > seen) found.push(`${verb} ${table} blindly`);
				}
			}
			return found;
		});

	/** The tables in which an actor sees any row at all. */
	const tablesSeenBy = (actor: Actor): Promise<string[]> =>
		asSomebody(actor, async (tx) => {
			const seen: string[] = [];
			for (const table of await tablesOf()) {
				const read = await attempt(tx, `select 1 from "${table}" limit 1`);
				if (typeof read !== 'string' && read.length > 0) seen.push(table);
			}
			return seen;
		});

	/** How many rows the first of some statements that the database does not refuse as a whole would change. */
	async function reachedBlindly(tx: ReservedSql, statements: readonly string[]): Promise<number> {
		for (const statement of statements) {
			const counted = await attempt(tx, statement);
			if (typeof counted !== 'string') return (counted as Row[] & { count: number }).count;
		}
		return 0;
	}

	/** Rows of somebody else that an actor may write. */
	const writesBy = (actor: Actor, among?: readonly string[]): Promise<string[]> =>
		asSomebody(actor, async (tx) => {
			const found: string[] = [];
			for (const table of among ?? (await tablesOf())) {
				const names = (await columnsOf(table)).map((column) => `"${column}"`).join(', ');
				const rows = await owner.unsafe(`select to_jsonb(t) as row from "${table}" t`);
				const foreign = rows.filter(({ row }) => leaksIn(world, actor, JSON.stringify(row)).length > 0).slice(0, 12);
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
					// Not for want of a key or of a column, but because the row is not theirs to write: the policy says so, or
					// before it the guard of meetings, which does not see that of others.
					if (outcome !== '42501' && outcome !== '23001') found.push(`${table}: ${JSON.stringify(outcome)}`);
				}
			}
			return found;
		});

	return { owner, server: server.sql, tablesOf, asSomebody, attempt, leaksTo, changesBy, writesBy, tablesSeenBy };
}

export type RowChecks = ReturnType<typeof checkRows>;

import { expect, test } from 'vitest';
import { connectAs } from '#tests/support/database.ts';
import { limits, purposes } from './roles.ts';

test.each(purposes)(
	'the role of the %s can sign in, and can neither rule nor go round row-level security',
	async (purpose) => {
		const { sql } = connectAs(purpose);
		const [role] =
			await sql`select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user`;
		expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false });
	}
);

test.each(purposes)('the sessions of the %s have their time limits', async (purpose) => {
	const { sql } = connectAs(purpose);
	const settings = await sql<{ name: string; setting: string }[]>`select name, setting from pg_settings`;
	const milliseconds = (name: string) => Number(settings.find((setting) => setting.name === name)?.setting);
	expect({
		statementTimeout: milliseconds('statement_timeout'),
		lockTimeout: milliseconds('lock_timeout'),
		idleInTransactionTimeout: milliseconds('idle_in_transaction_session_timeout')
	}).toEqual(limits[purpose]);
});

test('a statement that takes too long is stopped', async () => {
	const { sql } = connectAs('server');
	const slow = sql.begin((tx) => [tx`set local statement_timeout = 50`, tx`select pg_sleep(5)`]);
	await expect(slow).rejects.toMatchObject({ code: '57014' });
});

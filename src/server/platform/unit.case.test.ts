import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { openTestServer } from '#tests/support/server.ts';
import { asActor, asSignIn, asSystem, type Unit } from './unit.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
beforeAll(async () => {
	server = await openTestServer();
});

const roleOf = async ({ tx }: Unit): Promise<string> =>
	(await tx.execute<{ role: string }>(sql`select current_setting('app.role') as role`))[0]!.role;

test('what is done by itself within something else goes back to what it found', async () => {
	const auditor = { role: 'staff', accountId: '', organismId: '', staffRole: 'auditor' } as const;
	await asActor(server.deps, auditor, async (unit) => {
		expect(await roleOf(unit)).toBe('auditor');
		await asSystem(unit, async () => {
			await asSystem(unit, async () => expect(await roleOf(unit)).toBe('system'));
			expect(await roleOf(unit)).toBe('system');
			await asSignIn(unit, async () => expect(await roleOf(unit)).toBe('auth'));
			expect(await roleOf(unit)).toBe('system');
		});
		expect(await roleOf(unit)).toBe('auditor');
	});
});

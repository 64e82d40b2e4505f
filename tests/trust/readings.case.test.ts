import { and, eq, or, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { createCaller } from '#server/router.ts';
import { auditEntries } from '#server/platform/audit-tables.ts';
import { contextOf, type Tx } from '#server/platform/context.ts';
import { rights } from '#server/platform/rights.ts';
import { appRouter } from '#server/router.ts';
import { openTestServer } from '#tests/support/server.ts';
import { examples } from './examples.ts';
import { forgetful } from './rehearsal.ts';
import { aWorld, type World } from './world.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
let world: World;

beforeAll(async () => {
	server = await openTestServer();
	world = await aWorld(server);
}, 120_000);

const procedures = appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>;
/** Those that show staff what is private (C3) or more. */
const sensitive = Object.entries(rights)
	.filter(
		([path, { roles, data }]) =>
			roles.includes('staff') && roles.length === 1 && data >= 'C3' && procedures[path]!._def.type === 'query'
	)
	.map(([path]) => path);

/** How many readings the journals of an organism hold, which only its auditor sees. */
async function countReadings(tx: Tx, organismId: string): Promise<number> {
	await tx.execute(sql`select set_config('app.role', 'auditor', true), set_config('app.org', ${organismId}, true)`);
	return tx.$count(
		auditEntries,
		and(
			eq(auditEntries.chainId, organismId),
			or(eq(auditEntries.journal, 'reads'), eq(auditEntries.action, 'ProtectionRead'))
		)
	);
}

/** Those that show who helps a household what is private of it. */
const shownToHelpers = Object.entries(rights)
	.filter(
		([path, { roles, relation, data }]) =>
			roles.includes('helper') &&
			relation !== 'self' &&
			relation !== 'none' &&
			data >= 'C3' &&
			procedures[path]!._def.type === 'query'
	)
	.map(([path]) => path);

describe('who shows a helper something private of the household notes it', () => {
	test.each(shownToHelpers)('%s', async (path) => {
		const about = world.chains.sealed[0]!;
		const actor = about.helper;
		let noted = 0;
		const look = async (tx: Tx) => (noted += await countReadings(tx, about.organismId));
		const api = createCaller(contextOf(forgetful(server.deps, undefined, look), actor, null));
		const call = path.split('.').reduce<unknown>((one, name) => (one as Record<string, unknown>)[name], api);
		await (call as (sent: unknown) => Promise<unknown>)(examples[path]!.input(about));
		expect(noted, `${path} shows private data and notes nothing`).toBeGreaterThan(0);
	});
});

describe('who shows staff something private notes it, with its purpose', () => {
	test.each(sensitive)('%s', async (path) => {
		const { input, prepare, at = 'sealed', stands } = examples[path]!;
		let noted = 0;
		let answered = 0;
		for (const about of [...world.chains[at], ...world.chains.open])
			for (const actor of [...Object.values(world.organisms.A.staff), ...Object.values(world.organisms.B.staff)]) {
				if (stands && input.length > 0 && !stands(actor, about)) continue;
				let before = 0;
				const begin = async (tx: Tx) => {
					before = await countReadings(tx, actor.organismId);
					await tx.execute(sql`select set_config('app.role', 'system', true)`);
					await prepare?.(tx, about, actor);
				};
				const look = async (tx: Tx) => (noted += (await countReadings(tx, actor.organismId)) - before);
				const api = createCaller(contextOf(forgetful(server.deps, begin, look), actor, null));
				const call = path.split('.').reduce<unknown>((one, name) => (one as Record<string, unknown>)[name], api);
				answered += await (call as (sent: unknown) => Promise<unknown>)(input(about)).then(
					() => 1,
					() => 0
				);
			}
		expect(answered, 'the example never succeeds').toBeGreaterThan(0);
		expect(noted, `${path} shows private data and notes nothing`).toBeGreaterThan(0);
	});
});

import { eq, sql } from 'drizzle-orm';
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
/**
 * These show the organism what it sent itself: addresses of homes, and cells of columns that nothing is read from. None is
 * of a household of the exchange that could be told.
 */
const ofOwnFilesOnly = ['imports.list', 'imports.read', 'imports.report', 'imports.lines'];
/** Those that show staff what is private (C3) or more of a household. */
const sensitive = Object.entries(rights)
	.filter(
		([path, { roles, data }]) =>
			roles.includes('staff') &&
			roles.length === 1 &&
			data >= 'C3' &&
			procedures[path]!._def.type === 'query' &&
			!ofOwnFilesOnly.includes(path)
	)
	.map(([path]) => path);

describe('who shows staff something private notes it, with its purpose', () => {
	test.each(sensitive)('%s', async (path) => {
		const { input, prepare, at = 'sealed', stands } = examples[path]!;
		const noted: string[] = [];
		let answered = 0;
		for (const about of [...world.chains[at], ...world.chains.open])
			for (const actor of [...Object.values(world.organisms.A.staff), ...Object.values(world.organisms.B.staff)]) {
				if (stands && input.length > 0 && !stands(actor, about)) continue;
				const look = async (tx: Tx) => {
					const rows = await tx
						.select({ action: auditEntries.action, at: auditEntries.seq })
						.from(auditEntries)
						.where(
							sql`${eq(auditEntries.chainId, actor.organismId)} and ${auditEntries.action} in ('FileRead', 'ProtectionRead')`
						);
					noted.push(...rows.map(({ action }) => action!));
				};
				const deps = forgetful(server.deps, prepare && ((tx) => prepare(tx, about, actor)), look);
				const api = createCaller(contextOf(deps, actor, null));
				const call = path.split('.').reduce<unknown>((one, name) => (one as Record<string, unknown>)[name], api);
				answered += await (call as (sent: unknown) => Promise<unknown>)(input(about)).then(
					() => 1,
					() => 0
				);
			}
		expect(answered, 'the example never succeeds').toBeGreaterThan(0);
		expect(noted.length, `${path} shows private data and notes nothing`).toBeGreaterThan(0);
	});
});

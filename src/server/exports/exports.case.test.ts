import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aScene, type Party } from '#tests/factories/chain.ts';
import { aChain } from '#tests/factories/play-chain.ts';
import { openTestServer } from '#tests/support/server.ts';
import { exportRecords } from './tables.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
let own: Party;
let other: Party;

beforeAll(async () => {
	server = await openTestServer();
});
beforeEach(async () => {
	const scene = await aScene(server.owner, 2);
	[own, other] = scene.parties as [Party, Party];
});

const api = (party = own) => server.as(party.officer).exports;
const refused = (refusal: string) => ({ cause: { refusal } });
const dwellings = { list: 'dwellings', filters: {} } as const;
const request = (asked: Parameters<ReturnType<typeof api>['request']>[0]['asked'] = dwellings, party = own) =>
	api(party).request({ asked, purpose: 'reconciliation', format: 'csv' });

describe('a list taken out', () => {
	test('holds what its page shows under the same filters, and nothing of another organism', async () => {
		const { exportId } = await request();
		const { rows, total, organism, person } = await api().rows({ exportId });
		expect(total).toBe(1);
		expect(rows).toMatchObject([{ commune: '95127', rooms: 3, area: 64, reletRent: 450 }]);
		expect(JSON.stringify(rows)).not.toContain('Foyer');
		expect([organism.startsWith('Organisme'), person]).toEqual([true, 'Camille Test']);
		const none = await request({ list: 'dwellings', filters: { state: 'vacant' } });
		expect((await api().rows(none)).rows).toEqual([]);
		expect(await api().preview({ list: 'dwellings', filters: { rooms: 3 } })).toEqual({ total: 1 });
	});

	test('of annonces and of files names the households that the page names', async () => {
		const listings = await request({ list: 'listings', filters: { group: 'published' } });
		expect((await api().rows(listings)).rows).toMatchObject([{ state: 'published', typologie: 'T3' }]);
		const chain = await aChain(server, 2);
		own = chain.scene.parties[0]!;
		const files = await request({ list: 'files', filters: {} });
		const { rows } = await api().rows(files);
		// Before the instruction, the organism does not know the household that would come.
		expect(rows).toMatchObject([{ household: null, position: 1 }]);
		expect(Object.keys(rows[0]!)).not.toContain('uniqueNumber');
	});

	test('is in the journal with its purpose before any row leaves', async () => {
		const { exportId } = await request();
		const [entry] = await server.owner.sql<
			{ entry: string }[]
		>`select entry from audit_entry where subject = ${exportId}`;
		expect(JSON.parse(entry!.entry)).toMatchObject({
			action: 'ExportRequested',
			data: { list: 'dwellings', purpose: 'reconciliation', format: 'csv', rows: 1 }
		});
		await expect(server.owner.db.update(exportRecords).set({ rows: 0 })).rejects.toThrow();
	});

	test('is seen by each household that it names, and by nobody where it tells of homes alone', async () => {
		const readings = () => server.as(own.tenant).accounts.whoReadMyFile();
		await api().rows(await request());
		expect(await readings()).toEqual([]);
		await api().rows(await request({ list: 'listings', filters: { group: 'published' } }));
		expect(await readings()).toMatchObject([{ purpose: 'export', duty: 'officer' }]);
	});

	test('asks what for and in which form: neither is answered beforehand', async () => {
		const without = { asked: dwellings } as Parameters<ReturnType<typeof api>['request']>[0];
		await expect(api().request(without)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
	});

	test('is fetched within minutes, by the one who asked', async () => {
		const { exportId } = await request();
		for (const stranger of [own.manager, other.officer])
			await expect(server.as(stranger).exports.rows({ exportId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
		await server.owner.sql`update demo_clock set shift = shift + interval '16 minutes'`;
		await expect(api().rows({ exportId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
	});

	test('is one of five an hour', async () => {
		for (let count = 0; count < 5; count++) await request();
		await expect(request()).rejects.toMatchObject(refused('EXPORTS_TOO_MANY'));
		await request(dwellings, other);
	});

	test('does not leave while its author has not proved again to be who they are', async () => {
		const { contextOf } = await import('#server/platform/context.ts');
		const { createCaller } = await import('#server/router.ts');
		const context = contextOf(server.deps, own.officer);
		const hourAgo = new Date(Date.now() - 3_600_000);
		const asleep = createCaller({ ...context, session: { ...context.session!, authenticatedAt: hourAgo } });
		const call = asleep.exports.request({ asked: dwellings, purpose: 'statistics', format: 'csv' });
		await expect(call).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
	});
});

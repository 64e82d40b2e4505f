import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dwellings } from '#server/dwellings/tables.ts';
import { listings } from '#server/needs/tables.ts';
import { aScene, type Party, type Scene } from '#tests/factories/chain.ts';
import { openTestServer } from '#tests/support/server.ts';
import { explainMatching } from './explain-matching.ts';
import { runMatching } from './run-matching.ts';
import { householdInsights } from './tables.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
let scene: Scene;

beforeAll(async () => {
	server = await openTestServer();
});

beforeEach(async () => {
	await server.setTime('2026-11-21T09:00:00Z');
	scene = await aScene(server.owner, 4);
	// A (T2) and B (T3) change places; C (T4) wants the T5 of D, who wants a T6: there is none.
	await looksFor(scene.parties[0]!, 2, { minRooms: 3, maxRooms: 3 });
	await looksFor(scene.parties[1]!, 3, { minRooms: 2, maxRooms: 2 });
	await looksFor(scene.parties[2]!, 4, { minRooms: 5, maxRooms: 5 });
	await looksFor(scene.parties[3]!, 5, { minRooms: 6, maxRooms: 6 });
});

async function looksFor(party: Party, rooms: number, need: { minRooms: number; maxRooms: number }): Promise<void> {
	const { db } = server.owner;
	await db
		.update(dwellings)
		.set({ rooms, area: 20 + 16 * rooms })
		.where(eq(dwellings.id, party.dwellingId));
	await db
		.update(listings)
		.set({
			need: { ...need, communes: ['95127'], maxHouseholds: 4, wishes: [] },
			updatedAt: new Date('2026-11-20T09:00:00Z')
		})
		.where(eq(listings.householdId, party.householdId));
}

async function aRun(): Promise<string> {
	const { runId } = await server.as(scene.coordinator).matching.requestRun({ maxCycle: 3, maxChain: 2 });
	await server.settle();
	return runId;
}
const listingOf = async ({ householdId }: Party) =>
	(await server.owner.db.select().from(listings).where(eq(listings.householdId, householdId)))[0]!;

describe('a run explains itself', () => {
	test('to a household it left out: why, and the one change that would help', async () => {
		await aRun();
		const [a, , c, d] = scene.parties;
		expect(await server.as(c!.tenant).matching.ownInsight()).toMatchObject({
			why: { kind: 'noTaker' },
			suited: 1,
			allowed: 1,
			takers: 0,
			isOutdated: false
		});
		expect(await server.as(d!.tenant).matching.ownInsight()).toMatchObject({
			why: { kind: 'noHomeWanted' },
			takers: 1,
			advice: []
		});
		await server.owner.db
			.update(listings)
			.set({ updatedAt: new Date('2026-11-21T10:00:00Z') })
			.where(eq(listings.householdId, c!.householdId));
		expect(await server.as(c!.tenant).matching.ownInsight()).toMatchObject({ isOutdated: true });
		// Who is in an exchange has nothing to be explained.
		expect(await server.as(a!.tenant).matching.ownInsight()).toBeNull();
	});

	test('to its organism, and to no other', async () => {
		await aRun();
		const [a, , c] = scene.parties;
		const { id: listingId } = await listingOf(c!);
		expect(await server.as(c!.officer).matching.listingInsight({ listingId })).toMatchObject({
			why: { kind: 'noTaker' }
		});
		const refused = server.as(a!.officer).matching.listingInsight({ listingId });
		await expect(refused).rejects.toMatchObject({ code: 'NOT_FOUND' });
	});

	test('to the coordinator: figures about homes, rules and organisms, nobody named', async () => {
		const runId = await aRun();
		const { insight } = (await server.as(scene.coordinator).matching.run({ runId })).found!;
		expect(insight!.homes).toEqual([{ typologie: 'T5', commune: 'Cergy', homes: 1, wantedBy: 1, moves: 1 }]);
		expect(insight!.organisms.reduce((sum, one) => sum + one.together, 0)).toBe(2);
		expect(insight!.organisms.every(({ isProven }) => isProven)).toBe(true);
		const seen = JSON.stringify(insight);
		for (const { householdId, dwellingId } of scene.parties) {
			expect(seen).not.toContain(householdId);
			expect(seen).not.toContain(dwellingId);
		}
	});

	test('in the copy of its data that a household takes', async () => {
		await aRun();
		const { searches } = await server.as(scene.parties[2]!.tenant).households.exportData();
		expect(searches).toMatchObject([{ why: { kind: 'noTaker' }, suited: 1, takers: 0 }]);
		// Who is in an exchange has nothing to be explained.
		expect((await server.as(scene.parties[0]!.tenant).households.exportData()).searches).toEqual([]);
	});

	test('even when the process that searched dies before it could: the job stays', async () => {
		const { runId } = await server.as(scene.coordinator).matching.requestRun({ maxCycle: 3, maxChain: 2 });
		// The search alone, then nothing more of that process.
		const [job] = await server.worker.boss.fetch('match');
		await runMatching(server.worker, runId);
		await server.worker.boss.complete('match', job!.id);
		const read = async () => (await server.as(scene.coordinator).matching.run({ runId })).found!.insight;
		expect(await read()).toBeNull();
		await server.settle();
		expect(await read()).not.toBeNull();
		// Done twice, it changes nothing.
		const before = await server.owner.sql`select * from household_insight order by listing_id`;
		await explainMatching(server.worker, runId);
		expect(await server.owner.sql`select * from household_insight order by listing_id`).toEqual(before);
	});

	test('anew at each run: what the one before said is gone', async () => {
		await aRun();
		const second = await aRun();
		const rows = await server.owner.db.select().from(householdInsights);
		const own = rows.filter(({ householdId }) => scene.parties.some((party) => party.householdId === householdId));
		expect(own.length).toBeGreaterThan(0);
		expect(own.every(({ runId }) => runId === second)).toBe(true);
	});
});

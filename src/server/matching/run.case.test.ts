import { eq, inArray } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listingCode } from '#domain/needs/listing-code.ts';
import { dwellings } from '#server/dwellings/tables.ts';
import { households } from '#server/households/tables.ts';
import { listings } from '#server/needs/tables.ts';
import { organisms } from '#server/organisms/tables.ts';
import { domainEvents } from '#server/platform/tables.ts';
import { legAssessments, legs, proposals } from '#server/proposals/tables.ts';
import { aScene, type Party, type Scene } from '#tests/factories/chain.ts';
import { openTestServer } from '#tests/support/server.ts';
import { matchingRuns, runPools } from './tables.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
let scene: Scene;

beforeAll(async () => {
	server = await openTestServer();
});

beforeEach(async () => {
	await server.setTime('2026-11-21T09:00:00Z');
	scene = await aScene(server.owner, 4);
});

/** Who would take whose home: a round of three, the fourth wants a home that nobody has. */
async function aRoundOfThree(): Promise<Party[]> {
	const { db } = server.owner;
	const rooms = [2, 3, 4, 5];
	for (const [i, party] of scene.parties.entries()) {
		await db
			.update(dwellings)
			.set({ rooms: rooms[i]!, area: 20 + 16 * rooms[i]! })
			.where(eq(dwellings.id, party.dwellingId));
		const wanted = [3, 4, 2, 1][i]!;
		await db
			.update(listings)
			.set({
				need: { minRooms: wanted, maxRooms: wanted, communes: ['95127'], maxHouseholds: 4, wishes: [{ kind: 'lift' }] }
			})
			.where(eq(listings.householdId, party.householdId));
	}
	return scene.parties;
}

const asCoordinator = () => server.as(scene.coordinator);
const request = async (
	over: Partial<Parameters<ReturnType<typeof asCoordinator>['matching']['requestRun']>[0]> = {}
) => {
	const { runId } = await asCoordinator().matching.requestRun({ maxCycle: 3, maxChain: 2, ...over });
	await server.settle();
	return runId;
};
const runRow = async (runId: string) =>
	(await server.owner.db.select().from(matchingRuns).where(eq(matchingRuns.id, runId)))[0]!;
const eventTypes = async (subjectId: string) =>
	(await server.owner.db.select().from(domainEvents).where(eq(domainEvents.subjectId, subjectId))).map((e) => e.type);
const codeOf = async (party: Party) => {
	const [row] = await server.owner.db.select().from(listings).where(eq(listings.householdId, party.householdId));
	return listingCode(row!.id);
};

describe('a run', () => {
	test('finds the round of three, writes it with verdicts and costs, and tells why the fourth is left out', async () => {
		const [a, b, c, d] = await aRoundOfThree();
		const runId = await request();

		const run = await asCoordinator().matching.run({ runId });
		expect(run).toMatchObject({
			state: 'done',
			households: 4,
			vacancies: 0,
			moves: 3,
			cycles: 1,
			chains: 0,
			isOptimal: true
		});
		expect(run.found!.levels.map(({ name, optimal }) => [name, optimal])).toEqual([
			['priorities', true],
			['households', true],
			['balance', true],
			['robustness', true],
			['quality', true]
		]);
		expect(run.found!.wholeGap).toBe(0);
		expect(run.found!.leftOut).toEqual([{ cause: 'noHomeWanted', count: 1 }]);
		const { rows } = await asCoordinator().matching.leftOut({ runId });
		expect(rows).toEqual([
			expect.objectContaining({
				code: await codeOf(d!),
				cause: 'noHomeWanted',
				home: { typologie: 'T5', commune: 'Cergy' }
			})
		]);

		const [proposal] = await server.owner.db.select().from(proposals).where(eq(proposals.runId, runId));
		expect(proposal).toMatchObject({ kind: 'cycle', state: 'found', repairsId: null });
		expect(proposal!.reference).toMatch(/^E-2026-\d{4}$/);
		const moves = await server.owner.db
			.select()
			.from(legs)
			.where(eq(legs.proposalId, proposal!.id))
			.orderBy(legs.position);
		const targetOf = Object.fromEntries(moves.map((leg) => [leg.householdId, leg.targetDwellingId]));
		expect(targetOf).toEqual({
			[a!.householdId]: b!.dwellingId,
			[b!.householdId]: c!.dwellingId,
			[c!.householdId]: a!.dwellingId
		});
		for (const [i, leg] of moves.entries())
			expect(leg.targetDwellingId).toBe(moves[(i + 1) % moves.length]!.currentDwellingId);

		const kept = await server.owner.db
			.select()
			.from(legAssessments)
			.where(
				inArray(
					legAssessments.legId,
					moves.map((leg) => leg.id)
				)
			);
		expect(kept).toHaveLength(3);
		for (const one of kept) {
			expect(one.rulesVersion).toBe(run.rulesVersion);
			expect(one.verdicts).toMatchObject({ mayBeProposed: true });
			expect((one.cost as { after: { residualBill: number } }).after.residualBill).toBeGreaterThan(0);
			expect(one.wishes).toEqual([{ kind: 'lift', isMet: true }]);
		}
		expect(await eventTypes(runId)).toEqual(['RunRequested', 'RunFinished']);
	});

	test('starts a chain from a vacant dwelling that its organism offers', async () => {
		const [a, b] = await aRoundOfThree();
		const { db } = server.owner;
		// The third no longer looks for anything in the pool; a vacant T4 takes its place at the head.
		await db
			.update(listings)
			.set({ state: 'paused' })
			.where(
				inArray(
					listings.householdId,
					scene.parties.slice(2).map((party) => party.householdId)
				)
			);
		const [home] = await db.select().from(dwellings).where(eq(dwellings.id, a!.dwellingId));
		const [vacant] = await db
			.insert(dwellings)
			.values({ ...home!, id: crypto.randomUUID(), rooms: 4, area: 84, vacantFrom: '2026-12-01', startsChains: true })
			.returning({ id: dwellings.id });
		const runId = await request();
		const [proposal] = await db.select().from(proposals).where(eq(proposals.runId, runId));
		expect(proposal!.kind).toBe('chain');
		const moves = await db.select().from(legs).where(eq(legs.proposalId, proposal!.id)).orderBy(legs.position);
		expect(moves.map((leg) => [leg.householdId, leg.targetDwellingId])).toEqual([
			[a!.householdId, b!.dwellingId],
			[b!.householdId, vacant!.id]
		]);
	});

	test('respects how many households each accepts to depend on', async () => {
		const [a] = await aRoundOfThree();
		const { db } = server.owner;
		const [listing] = await db.select().from(listings).where(eq(listings.householdId, a!.householdId));
		await db
			.update(listings)
			.set({ need: { ...listing!.need, maxHouseholds: 2 } })
			.where(eq(listings.id, listing!.id));
		const run = await asCoordinator().matching.run({ runId: await request() });
		expect(run.moves).toBe(0);
		expect(run.found!.leftOut).toContainEqual({ cause: 'tooLongForHousehold', count: 3 });
	});

	test('keeps together two households that found each other, even when a longer round would move more', async () => {
		const [a, b, , d] = await aRoundOfThree();
		const { db } = server.owner;
		for (const [party, rooms] of [
			[a!, 5],
			[d!, 2]
		] as const) {
			const [listing] = await db.select().from(listings).where(eq(listings.householdId, party.householdId));
			const minRooms = Math.min(rooms, listing!.need.minRooms!);
			await db
				.update(listings)
				.set({ need: { ...listing!.need, minRooms, maxRooms: Math.max(rooms, minRooms) } })
				.where(eq(listings.id, listing!.id));
		}
		const arranged = `${await codeOf(a!)} ${await codeOf(d!)}\n${await codeOf(b!)} ${await codeOf(d!)}`;
		const run = await asCoordinator().matching.run({ runId: await request({ arranged }) });
		expect(run.found!.arranged).toEqual({
			kept: 1,
			faults: [{ codes: [await codeOf(b!), await codeOf(d!)], fault: 'usedTwice' }]
		});
		const [chain] = run.found!.exchanges;
		expect(chain!.moves).toHaveLength(2);
		expect(chain!.summary.isArranged).toBe(true);
	});

	test('gives the same bytes when it is played again on the input it kept', async () => {
		await aRoundOfThree();
		const runId = await request();
		await asCoordinator().matching.requestReplay({ runId });
		await server.settle();
		const { found } = await asCoordinator().matching.run({ runId });
		expect(found!.replayed).toMatchObject({ isSame: true });
	});

	test('is found out when its record no longer matches its input', async () => {
		await aRoundOfThree();
		const runId = await request();
		await server.owner.sql`alter table run_pool disable trigger all`;
		await server.owner.sql`update run_pool set fingerprint = (select fingerprint from pool_snapshot
			where fingerprint <> run_pool.fingerprint limit 1) where run_id = ${runId}`;
		await asCoordinator().matching.requestReplay({ runId });
		await server.settle();
		await server.owner.sql`alter table run_pool enable trigger all`;
		const { found } = await asCoordinator().matching.run({ runId });
		expect(found!.replayed).toMatchObject({ isSame: false });
	});

	test('is never changed once it is done, whoever asks', async () => {
		await aRoundOfThree();
		const runId = await request();
		const change = server.owner.sql`update matching_run set moves = 12 where id = ${runId}`;
		await expect(change.then()).rejects.toMatchObject({ message: expect.stringContaining('never changed') });
		for (const statement of [
			`update run_pool set fingerprint = '' where run_id = '${runId}'`,
			`update pool_snapshot set pool = ''`,
			`delete from matching_run where id = '${runId}'`,
			'truncate pool_snapshot cascade'
		])
			await expect(server.owner.sql.unsafe(statement).then()).rejects.toMatchObject({
				message: expect.stringContaining('never changed')
			});
	});

	test('asked for twice at once is done once', async () => {
		await aRoundOfThree();
		const ask = () => asCoordinator().matching.requestRun({ maxCycle: 3, maxChain: 0 });
		const asked = await Promise.allSettled([ask(), ask()]);
		expect(asked.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
		expect(asked.find((one) => one.status === 'rejected')).toMatchObject({
			reason: { cause: { refusal: 'RUN_UNDER_WAY' } }
		});
		await server.settle();
		await expect(ask()).resolves.toBeDefined();
		await server.settle();
	});

	test('longer than the charter allows is refused', async () => {
		const ask = asCoordinator().matching.requestRun({ maxCycle: 5, maxChain: 0 });
		await expect(ask).rejects.toMatchObject({ cause: { refusal: 'RUN_BEYOND_CHARTER' } });
	});

	test('cancelled while it waits finds nothing and writes nothing', async () => {
		await aRoundOfThree();
		const { runId } = await asCoordinator().matching.requestRun({ maxCycle: 3, maxChain: 0 });
		await asCoordinator().matching.cancelRun({ runId });
		await server.settle();
		expect((await runRow(runId)).state).toBe('cancelled');
		expect(await server.owner.db.$count(proposals, eq(proposals.runId, runId))).toBe(0);
		await expect(asCoordinator().matching.cancelRun({ runId })).rejects.toMatchObject({
			cause: { refusal: 'RUN_ENDED' }
		});
	});

	test('cancelled while its homes are read finds nothing and writes nothing, and the next one runs', async () => {
		await aRoundOfThree();
		const { runId } = await asCoordinator().matching.requestRun({ maxCycle: 3, maxChain: 0 });
		let settled: Promise<void>;
		await server.owner.sql.begin(async (sql) => {
			// The run waits for its homes as long as this transaction lasts.
			await sql`lock table dwelling in access exclusive mode`;
			settled = server.settle();
			await expect.poll(async () => (await runRow(runId)).state, { timeout: 10_000 }).toBe('running');
			await asCoordinator().matching.cancelRun({ runId });
		});
		await settled!;
		expect(await runRow(runId)).toMatchObject({ state: 'cancelled', record: null, moves: null });
		expect(await server.owner.db.$count(proposals, eq(proposals.runId, runId))).toBe(0);
		expect(await eventTypes(runId)).not.toContain('RunFinished');
		expect(await runRow(await request())).toMatchObject({ state: 'done', moves: 3 });
	});

	test('that breaks down is said to have failed, and leaves nothing behind', async () => {
		const [a] = await aRoundOfThree();
		await server.owner.db
			.update(households)
			.set({ situation: {} as never })
			.where(eq(households.id, a!.householdId));
		const runId = await request();
		expect(await runRow(runId)).toMatchObject({ state: 'failed', failure: 'TypeError', record: null });
		expect(await eventTypes(runId)).toEqual(['RunRequested', 'RunFailed']);
		expect(await server.owner.db.$count(proposals, eq(proposals.runId, runId))).toBe(0);
		expect((await asCoordinator().matching.dashboard()).alerts.isLastRunFailed).toBe(true);
	});

	test('of another territory does not exist for a coordinator', async () => {
		await aRoundOfThree();
		const runId = await request();
		const stranger = server.as((await aScene(server.owner, 1)).coordinator);
		await expect(stranger.matching.run({ runId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
		await expect(stranger.matching.leftOut({ runId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
		expect((await stranger.matching.runs()).runs).toEqual([]);
	});

	test('is kept to the worker: pages read neither its input nor the annonces', async () => {
		await aRoundOfThree();
		const runId = await request();
		const asServer = server.deps.db.select().from(runPools).where(eq(runPools.runId, runId));
		await expect(asServer.then()).rejects.toMatchObject({ cause: { code: '42501' } });
		expect(await server.worker.db.$count(runPools, eq(runPools.runId, runId))).toBe(1);
	});
});

describe('what a coordinator reads', () => {
	test('holds no name, no income and no need of anybody', async () => {
		const parties = await aRoundOfThree();
		const runId = await request();
		const { proposalId } = (await asCoordinator().matching.run({ runId })).found!.exchanges[0]!;
		await asCoordinator().proposals.publish({ proposalId });
		const seen = JSON.stringify([
			await asCoordinator().matching.dashboard(),
			await asCoordinator().matching.run({ runId }),
			await asCoordinator().matching.leftOut({ runId }),
			await asCoordinator().proposals.chains({ list: 'live' }),
			await asCoordinator().proposals.chain({ proposalId })
		]);
		for (const [i, party] of parties.entries()) {
			expect(seen).not.toContain(party.householdId);
			expect(seen).not.toContain(`rue des Essais`);
			expect(seen).not.toContain(`"Foyer ${i}`);
		}
		expect(seen).not.toMatch(/Dominique|residualBill|monthlyResources|accessNeeds|18000/);
		// The names of organisms are public: the answer is not empty.
		const [organism] = await server.owner.db.select().from(organisms).where(eq(organisms.id, parties[0]!.organismId));
		expect(seen).toContain(organism!.name);
	});
});

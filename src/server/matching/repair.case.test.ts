import { and, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dwellings } from '#server/dwellings/tables.ts';
import { listings } from '#server/needs/tables.ts';
import { domainEvents, letters } from '#server/platform/tables.ts';
import { legs, proposals } from '#server/proposals/tables.ts';
import { aScene, type Party, type Scene } from '#tests/factories/chain.ts';
import { openTestServer } from '#tests/support/server.ts';
import { standAhead } from './keep-standing.ts';
import { matchingRuns, poolSnapshots, runPools } from './tables.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
let scene: Scene;

beforeAll(async () => {
	server = await openTestServer();
});

beforeEach(async () => {
	await server.setTime('2026-11-21T09:00:00Z');
	scene = await aScene(server.owner, 5);
});

const asCoordinator = () => server.as(scene.coordinator);

async function looksFor(party: Party, rooms: number, own: number): Promise<void> {
	const { db } = server.owner;
	await db
		.update(dwellings)
		.set({ rooms: own, area: 20 + 16 * own })
		.where(eq(dwellings.id, party.dwellingId));
	await db
		.update(listings)
		.set({ need: { minRooms: rooms, maxRooms: rooms, communes: ['95127'], maxHouseholds: 4, wishes: [] } })
		.where(eq(listings.householdId, party.householdId));
}

/** A (T2) and B (T3) want each other's home, as do C (T4) and D (T5); E lives in a T3 like B and wants a T2 too. */
async function publishedPair(): Promise<string> {
	const [a, b, c, d, e] = scene.parties;
	await looksFor(a!, 3, 2);
	await looksFor(b!, 2, 3);
	await looksFor(c!, 5, 4);
	await looksFor(d!, 4, 5);
	// Out of the way until the chain is broken.
	await looksFor(e!, 1, 3);
	const { runId } = await asCoordinator().matching.requestRun({ maxCycle: 2, maxChain: 0 });
	await server.settle();
	await asCoordinator().proposals.publishRun({ runId });
	const [chain] = await server.owner.db
		.select({ id: proposals.id })
		.from(proposals)
		.innerJoin(legs, and(eq(legs.proposalId, proposals.id), eq(legs.householdId, a!.householdId)));
	return chain!.id;
}

const declines = async (party: Party, proposalId: string) => {
	await server.as(party.tenant).proposals.sayNo({ proposalId, motive: 'location', note: '' });
	await server.settle();
};
/** Plays the repair again on what it kept. */
const isSameAgain = async (runId: string) => {
	await asCoordinator().matching.requestReplay({ runId });
	await server.settle();
	return (await asCoordinator().matching.run({ runId })).found!.replayed?.isSame;
};
const repairOf = async (proposalId: string) => {
	const [run] = await server.owner.db.select().from(matchingRuns).where(eq(matchingRuns.repairsProposalId, proposalId));
	return run!;
};
const eventTypes = async (subjectId: string) =>
	(await server.owner.db.select().from(domainEvents).where(eq(domainEvents.subjectId, subjectId))).map(
		(one) => one.type
	);

describe('a chain that a household broke', () => {
	test('is rebuilt with what has changed since the repair before: the graph that stands follows', async () => {
		const [, b, c, d, e] = scene.parties;
		const first = await publishedPair();
		await declines(b!, first);
		expect(await repairOf(first)).toMatchObject({ state: 'done', moves: 0 });
		const [second] = await server.owner.db
			.select({ id: proposals.id })
			.from(proposals)
			.innerJoin(legs, and(eq(legs.proposalId, proposals.id), eq(legs.householdId, c!.householdId)));
		// E lived elsewhere and asked for something else when the graph was built.
		await looksFor(e!, 4, 5);
		await declines(d!, second!.id);
		const run = await repairOf(second!.id);
		expect(run).toMatchObject({ state: 'done', moves: 2 });
		const moved = await server.owner.db
			.select({ householdId: legs.householdId })
			.from(legs)
			.innerJoin(proposals, and(eq(proposals.id, legs.proposalId), eq(proposals.runId, run.id)));
		expect(new Set(moved.map(({ householdId }) => householdId))).toEqual(new Set([c!.householdId, e!.householdId]));
		expect(await isSameAgain(run.id)).toBe(true);
	});

	test('is rebuilt in the graph that was made to stand ahead, with what has changed since', async () => {
		const [a, b, , , e] = scene.parties;
		const broken = await publishedPair();
		await standAhead(server.worker);
		await looksFor(e!, 2, 3);
		await standAhead(server.worker);
		const pools = () => server.owner.db.$count(poolSnapshots);
		const before = await pools();
		await declines(b!, broken);
		const run = await repairOf(broken);
		expect(run).toMatchObject({ state: 'done', moves: 2 });
		// Its pool was kept ahead too.
		expect(await pools()).toBe(before);
		const [kept] = await server.owner.db.select().from(runPools).where(eq(runPools.runId, run.id));
		// E was written anew in the pool as it was laid out ahead.
		expect(kept!.question).toMatchObject({ patch: { vertices: [expect.any(Number)] } });
		expect(await isSameAgain(run.id)).toBe(true);
		const moves = await server.owner.db.select().from(legs).where(eq(legs.householdId, a!.householdId));
		expect(moves.map((leg) => leg.targetDwellingId)).toContain(e!.dwellingId);
	});

	test('is rebuilt around those it freed, never with the home that was declined', async () => {
		const [a, b, , , e] = scene.parties;
		const broken = await publishedPair();
		await looksFor(e!, 2, 3);
		await declines(b!, broken);

		const run = await repairOf(broken);
		expect(run).toMatchObject({ state: 'done', reason: 'repair', moves: 2 });
		expect(await isSameAgain(run.id)).toBe(true);
		const [repair] = await server.owner.db.select().from(proposals).where(eq(proposals.runId, run.id));
		expect(repair).toMatchObject({ repairsId: broken, state: 'found' });
		const moves = await server.owner.db.select().from(legs).where(eq(legs.proposalId, repair!.id));
		expect(new Map(moves.map((leg) => [leg.householdId, leg.targetDwellingId]))).toEqual(
			new Map([
				[a!.householdId, e!.dwellingId],
				[e!.householdId, a!.dwellingId]
			])
		);
		expect(await eventTypes(broken)).toEqual(expect.arrayContaining(['RepairRequested', 'RepairFound']));

		const chain = await asCoordinator().proposals.chain({ proposalId: broken });
		expect(chain.repairedBy).toMatchObject({ proposalId: repair!.id });
		expect((await asCoordinator().proposals.chain({ proposalId: repair!.id })).repairs).toMatchObject({
			proposalId: broken
		});
		expect((await asCoordinator().matching.dashboard()).alerts.repairsFound).toBe(1);
		const detail = await asCoordinator().matching.run({ runId: run.id });
		expect(detail.found!.repair).toEqual({ freed: 1, rehoused: 1 });
		expect(detail).toMatchObject({ isOptimal: true, stoppedBecause: 'proven' });
		await asCoordinator().matching.requestReplay({ runId: run.id });
		await server.settle();
		expect((await asCoordinator().matching.run({ runId: run.id })).found!.replayed).toMatchObject({ isSame: true });
		// The other pair of the territory is under way: a repair leaves it alone.
		await expect(asCoordinator().proposals.publish({ proposalId: repair!.id })).resolves.toBeDefined();
	});

	test('is said to have no repair when there is none, and those it freed are told', async () => {
		const [a, b] = scene.parties;
		const broken = await publishedPair();
		await declines(b!, broken);
		expect(await repairOf(broken)).toMatchObject({ state: 'done', moves: 0 });
		expect(await eventTypes(broken)).toContain('RepairNotFound');
		const told = await server.owner.db.select().from(letters).where(eq(letters.householdId, a!.householdId));
		expect(told.map((letter) => letter.kind)).toContain('repairNotFound');
		// What B declined is not proposed again by the next run either.
		const { runId } = await asCoordinator().matching.requestRun({ maxCycle: 2, maxChain: 0 });
		await server.settle();
		expect((await asCoordinator().matching.run({ runId })).moves).toBe(0);
	});

	test('is searched for once, whatever is done twice', async () => {
		const [, b] = scene.parties;
		const broken = await publishedPair();
		await declines(b!, broken);
		const [event] = await server.owner.db
			.select()
			.from(domainEvents)
			.where(and(eq(domainEvents.subjectId, broken), eq(domainEvents.type, 'ProposalBroken')));
		await server.worker.boss.send('react', { eventId: event!.id });
		await server.settle();
		expect(await server.owner.db.$count(matchingRuns, eq(matchingRuns.repairsProposalId, broken))).toBe(1);
	});
});

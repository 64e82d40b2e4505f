import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demoClock, domainEvents } from '#server/platform/tables.ts';
import { proposals } from '#server/proposals/tables.ts';
import { aFoundProposal, aScene, type Scene } from '#tests/factories/chain.ts';
import { openTestServer } from '#tests/support/server.ts';
import { territories } from './tables.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
let real: Awaited<ReturnType<typeof openTestServer>>;
let scene: Scene;

beforeAll(async () => {
	server = await openTestServer();
	real = await openTestServer({ DEMO: 'false' });
});

beforeEach(async () => {
	await server.setTime('2026-11-21T09:00:00Z');
	scene = await aScene(server.owner, 2);
});

const clock = () => server.as(scene.coordinator).clock;
const shift = async () => (await server.owner.db.select().from(demoClock))[0]!.shift;

describe('the clock of a demonstration', () => {
	test('goes forward by whole days, and ends what is then late', async () => {
		const proposalId = await aFoundProposal(server.owner, scene);
		await server.as(scene.coordinator).proposals.publish({ proposalId });
		const before = await clock().read();
		await clock().move({ days: 12 });
		await server.settle();
		const after = await clock().read();
		expect(Math.round((after.now.getTime() - before.now.getTime()) / 86_400_000)).toBe(12);
		expect(after.days - before.days).toBe(12);
		const [proposal] = await server.owner.db.select().from(proposals).where(eq(proposals.id, proposalId));
		expect(proposal).toMatchObject({ state: 'broken', brokenReason: 'answerLate' });
		const moved = await server.owner.db.select().from(domainEvents).where(eq(domainEvents.type, 'ClockMoved'));
		expect(moved.at(-1)).toMatchObject({ data: { days: 12 }, territoryId: scene.territoryId });
	});

	test.each([0, -3, 1.5, 61])('never goes by %s days', async (days) => {
		const before = await shift();
		await expect(clock().move({ days })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
		expect(await shift()).toBe(before);
	});

	test('sent twice by the same form goes forward once', async () => {
		const key = crypto.randomUUID();
		const before = await clock().read();
		for (let sent = 0; sent < 2; sent++) await server.as(scene.coordinator, key).clock.move({ days: 5 });
		expect((await clock().read()).days - before.days).toBe(5);
	});
});

describe('outside a demonstration', () => {
	test('the clock neither moves nor exists, even in a territory that says it is invented', async () => {
		const before = await shift();
		const coordinator = real.as(scene.coordinator);
		await expect(coordinator.clock.move({ days: 1 })).rejects.toMatchObject({ cause: { refusal: 'CLOCK_NOT_A_DEMO' } });
		await expect(coordinator.clock.read()).rejects.toMatchObject({ code: 'NOT_FOUND' });
		expect(await shift()).toBe(before);
	});

	test('a real territory keeps its time, even on a demonstration server', async () => {
		await server.owner.db.update(territories).set({ isDemo: false }).where(eq(territories.id, scene.territoryId));
		const before = await shift();
		await expect(clock().move({ days: 1 })).rejects.toMatchObject({ cause: { refusal: 'CLOCK_NOT_A_DEMO' } });
		await expect(clock().read()).rejects.toMatchObject({ code: 'NOT_FOUND' });
		expect(await shift()).toBe(before);
	});

	test('nobody but a coordinator may ask', async () => {
		for (const actor of [scene.parties[0]!.tenant, scene.parties[0]!.manager])
			await expect(server.as(actor).clock.move({ days: 1 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
	});
});

import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { letters } from '#server/platform/tables.ts';
import { aFoundProposal, aScene, type Scene } from '#tests/factories/chain.ts';
import { putToHouseholds } from '#tests/factories/play-chain.ts';
import { openTestServer } from '#tests/support/server.ts';
import { legs, visits } from './tables.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
let scene: Scene;
let proposalId: string;
/** The leg of the first household, which would take the home of the second. */
let legId: string;

const at = new Date('2026-12-03T13:30:00Z');
const refusal = (code: string) => ({ cause: { refusal: code } });
const api = (index: number) => server.as(scene.parties[index]!.tenant).proposals;
const visitsOf = async (index: number) => (await api(index).ownVisits({ proposalId })).visits;

beforeAll(async () => {
	server = await openTestServer();
});

beforeEach(async () => {
	await server.setTime('2026-11-21T09:00:00Z');
	scene = await aScene(server.owner, 3);
	proposalId = await aFoundProposal(server.owner, scene);
	await putToHouseholds(server.deps, scene.coordinator, proposalId);
	for (const index of [0, 1, 2]) await api(index).sayYes({ proposalId, question: 'proposal' });
	await server.settle();
	const rows = await server.owner.db.select().from(legs).where(eq(legs.proposalId, proposalId)).orderBy(legs.position);
	legId = rows[0]!.id;
});

describe('a visit between two households', () => {
	test('is suggested by one, agreed by the other, and only then shows the address to the visitor', async () => {
		await api(0).suggestVisit({ legId, plannedFor: at });
		const [suggested] = await visitsOf(0);
		expect(suggested).toMatchObject({ side: 'visitor', other: 'B', plannedFor: at, address: null });
		expect(suggested!.actions).toEqual(['suggest']);

		await api(1).agreeVisit({ legId, plannedFor: at });
		const [agreed] = await visitsOf(0);
		expect(agreed!.agreedAt).not.toBeNull();
		expect(agreed!.address).toMatchObject({ door: 'porte 12' });
		const host = (await visitsOf(1)).find((visit) => visit.side === 'host');
		expect(host).toMatchObject({ plannedFor: at, address: null });
	});

	test('moved to another time hides the address again until it is agreed', async () => {
		await api(0).suggestVisit({ legId, plannedFor: at });
		await api(1).agreeVisit({ legId, plannedFor: at });
		const later = new Date('2026-12-04T13:30:00Z');
		await api(1).suggestVisit({ legId, plannedFor: later });
		expect((await visitsOf(0))[0]).toMatchObject({ agreedAt: null, address: null, actions: ['agree', 'suggest'] });
	});

	test('tells the other side, once each', async () => {
		await api(0).suggestVisit({ legId, plannedFor: at });
		await server.settle();
		await api(1).agreeVisit({ legId, plannedFor: at });
		await server.settle();
		const told = await server.owner.db
			.select({ kind: letters.kind })
			.from(letters)
			.where(eq(letters.accountId, scene.parties[1]!.tenant.accountId));
		const kinds = told.map((letter) => letter.kind).filter((kind) => kind.startsWith('visit'));
		expect(kinds).toEqual(['visitProposed', 'visitAgreed']);
	});

	test.each([
		['who suggested it', 0, 'VISIT_OWN_SUGGESTION'],
		['a household that has no part in it', 2, 'VISIT_NOT_FOUND']
	])('is not agreed by %s', async (_, index, code) => {
		await api(0).suggestVisit({ legId, plannedFor: at });
		const call = api(index).agreeVisit({ legId, plannedFor: at });
		if (code === 'VISIT_NOT_FOUND') await expect(call).rejects.toMatchObject({ code: 'NOT_FOUND' });
		else await expect(call).rejects.toMatchObject(refusal(code));
	});

	test('is unknown to a stranger, as if it did not exist', async () => {
		const [stranger] = (await aScene(server.owner, 1)).parties;
		const other = server.as(stranger!.tenant).proposals;
		await expect(other.suggestVisit({ legId, plannedFor: at })).rejects.toMatchObject({ code: 'NOT_FOUND' });
		await expect(other.ownVisits({ proposalId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
	});

	test('is behind once the household says that it goes on', async () => {
		await api(0).sayYes({ proposalId, question: 'visit' });
		const [row] = await server.owner.db.select().from(visits).where(eq(visits.legId, legId));
		expect(row!.doneAt).not.toBeNull();
		expect((await api(0).ownVisits({ proposalId })).hasVisited).toBe(true);
	});

	test('cannot be planned once the chain has ended', async () => {
		await api(2).sayNo({ proposalId, motive: 'location', note: '' });
		await expect(api(0).suggestVisit({ legId, plannedFor: at })).rejects.toMatchObject(refusal('VISIT_NOT_OPEN'));
	});
});

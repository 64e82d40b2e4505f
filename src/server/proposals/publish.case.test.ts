import { and, eq, isNull } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listings } from '#server/needs/tables.ts';
import { letters } from '#server/platform/tables.ts';
import { aFoundProposal, aScene, type Scene } from '#tests/factories/chain.ts';
import { openTestServer } from '#tests/support/server.ts';
import { dwellingHolds, householdHolds, proposals } from './tables.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
let scene: Scene;
let proposalId: string;

beforeAll(async () => {
	server = await openTestServer();
});

beforeEach(async () => {
	await server.setTime('2026-11-21T09:00:00Z');
	scene = await aScene(server.owner, 3);
	proposalId = await aFoundProposal(server.owner, scene);
});

const asCoordinator = () => server.as(scene.coordinator);
const stateOf = async (id: string) =>
	(await server.owner.db.select().from(proposals).where(eq(proposals.id, id)))[0]!.state;
const runOf = async (id: string) =>
	(await server.owner.db.select().from(proposals).where(eq(proposals.id, id)))[0]!.runId;
const heldBy = (id: string) =>
	server.owner.db.$count(dwellingHolds, and(eq(dwellingHolds.proposalId, id), isNull(dwellingHolds.releasedAt)));

describe('a chain put to its households', () => {
	test('holds its homes, has ten days to be answered, and each household is written to', async () => {
		await asCoordinator().proposals.publish({ proposalId });
		await server.settle();
		expect(await heldBy(proposalId)).toBe(3);
		expect(await server.owner.db.$count(householdHolds, eq(householdHolds.proposalId, proposalId))).toBe(3);
		const chain = await asCoordinator().proposals.chain({ proposalId });
		expect(chain).toMatchObject({ state: 'open', awaited: { of: 'households', names: ['A', 'B', 'C'] }, actions: [] });
		expect(chain.dueAt?.toISOString()).toBe('2026-12-01T23:00:00.000Z');
		expect(chain.history.map((line) => [line.type, line.by])).toEqual([['ProposalPublished', 'coordinator']]);
		const told = await server.owner.db.select().from(letters).where(eq(letters.kind, 'proposalReceived'));
		expect(told.filter((one) => scene.parties.some((party) => party.householdId === one.householdId))).toHaveLength(3);
	});

	test('is refused while another live chain holds one of its homes', async () => {
		const rival = await aFoundProposal(server.owner, scene);
		await asCoordinator().proposals.publish({ proposalId });
		await expect(asCoordinator().proposals.publish({ proposalId: rival })).rejects.toMatchObject({
			cause: { refusal: 'CHAIN_HOMES_TAKEN' }
		});
		expect(await stateOf(rival)).toBe('found');
	});

	test('is one of the two when two that share a home are published at the same moment', async () => {
		const rival = await aFoundProposal(server.owner, scene);
		const both = await Promise.allSettled(
			[proposalId, rival].map((id) => asCoordinator().proposals.publish({ proposalId: id }))
		);
		expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(both.find((one) => one.status === 'rejected')).toMatchObject({
			reason: { cause: { refusal: 'CHAIN_HOMES_TAKEN' } }
		});
		expect((await heldBy(proposalId)) + (await heldBy(rival))).toBe(3);
	});

	test('is refused once a household has paused its annonce', async () => {
		await server.owner.db
			.update(listings)
			.set({ state: 'paused' })
			.where(eq(listings.householdId, scene.parties[0]!.householdId));
		await expect(asCoordinator().proposals.publish({ proposalId })).rejects.toMatchObject({
			cause: { refusal: 'CHAIN_OUTDATED' }
		});
	});

	test('is never put twice', async () => {
		await asCoordinator().proposals.publish({ proposalId });
		await expect(asCoordinator().proposals.publish({ proposalId })).rejects.toMatchObject({
			cause: { refusal: 'PROPOSAL_CLOSED' }
		});
	});

	test('sent twice by the same form is done once', async () => {
		const key = crypto.randomUUID();
		const publish = () => server.as(scene.coordinator, key).proposals.publish({ proposalId });
		const [first, second] = await Promise.all([publish(), publish()]);
		expect(second).toEqual(first);
	});
});

describe('the chains of a run published together', () => {
	test('are put to their households, but for those whose homes are taken, which are told apart', async () => {
		const runId = await runOf(proposalId);
		const rival = await aFoundProposal(server.owner, scene);
		await server.owner.db.update(proposals).set({ runId }).where(eq(proposals.id, rival));
		const { published, leftAside } = await asCoordinator().proposals.publishRun({ runId });
		expect(published).toBe(1);
		expect(leftAside).toEqual([{ reference: expect.stringMatching(/^E-TEST/), refusal: 'CHAIN_HOMES_TAKEN' }]);
		expect([await stateOf(proposalId), await stateOf(rival)].sort()).toEqual(['found', 'open']);
	});
});

describe('the chains of a run set aside together', () => {
	test('are over, but for those already put to their households', async () => {
		const runId = await runOf(proposalId);
		const others = (await aScene(server.owner, 2)).parties;
		const second = await aFoundProposal(server.owner, { ...scene, parties: others });
		await server.owner.db.update(proposals).set({ runId }).where(eq(proposals.id, second));
		await asCoordinator().proposals.publish({ proposalId });
		expect(await asCoordinator().proposals.discardRun({ runId })).toEqual({ discarded: 1 });
		expect([await stateOf(proposalId), await stateOf(second)]).toEqual(['open', 'discarded']);
	});
});

describe('a chain set aside', () => {
	test('is over, and nobody was told of it', async () => {
		await asCoordinator().proposals.discard({ proposalId });
		await server.settle();
		expect(await stateOf(proposalId)).toBe('discarded');
		expect(await heldBy(proposalId)).toBe(0);
		const told = await server.owner.db
			.select()
			.from(letters)
			.where(eq(letters.householdId, scene.parties[0]!.householdId));
		expect(told).toEqual([]);
		await expect(asCoordinator().proposals.publish({ proposalId })).rejects.toMatchObject({
			cause: { refusal: 'PROPOSAL_CLOSED' }
		});
	});
});

describe('a chain of another territory', () => {
	test('does not exist for a coordinator, who can neither read, publish nor set it aside', async () => {
		const stranger = server.as((await aScene(server.owner, 1)).coordinator);
		const runId = await runOf(proposalId);
		for (const call of [
			() => stranger.proposals.chain({ proposalId }),
			() => stranger.proposals.publish({ proposalId }),
			() => stranger.proposals.discard({ proposalId }),
			() => stranger.proposals.publishRun({ runId })
		])
			await expect(call()).rejects.toMatchObject({ code: 'NOT_FOUND' });
		expect((await stranger.proposals.chains({ list: 'found' })).chains).toEqual([]);
		expect(await stateOf(proposalId)).toBe('found');
	});

	test('is not for organisms or households to publish either', async () => {
		for (const actor of [scene.parties[0]!.tenant, scene.parties[0]!.manager])
			await expect(server.as(actor).proposals.publish({ proposalId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
	});
});

describe('the lists of a coordinator', () => {
	test('tell whose turn it is at each step', async () => {
		await asCoordinator().proposals.publish({ proposalId });
		const yes = (index: number, question: 'proposal' | 'visit' | 'commitment') =>
			server.as(scene.parties[index]!.tenant).proposals.sayYes({ proposalId, question });
		const awaited = async () => (await asCoordinator().proposals.chain({ proposalId })).awaited;
		await yes(1, 'proposal');
		expect(await awaited()).toEqual({ of: 'households', names: ['A', 'C'] });
		for (const question of ['proposal', 'visit', 'commitment'] as const)
			for (const index of question === 'proposal' ? [0, 2] : [0, 1, 2]) {
				await yes(index, question);
				await server.settle();
			}
		const instructing = await asCoordinator().proposals.chain({ proposalId });
		expect(instructing.state).toBe('instructing');
		expect(instructing.awaited.of).toBe('organisms');
		expect(instructing.awaited.names).toHaveLength(3);
		expect(instructing.stages.map(({ state }) => state)).toEqual([
			'done',
			'done',
			'done',
			'done',
			'current',
			'upcoming',
			'upcoming',
			'upcoming'
		]);
		const { chains, counts } = await asCoordinator().proposals.chains({ list: 'live' });
		expect(chains.map((chain) => chain.proposalId)).toEqual([proposalId]);
		expect(counts).toEqual({ live: 1, found: 0, ended: 0 });
	});
});

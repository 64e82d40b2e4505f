import { eq, isNull } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dwellingHolds, householdHolds, legs, proposals } from '#server/proposals/tables.ts';
import { letters, domainEvents } from '#server/platform/tables.ts';
import { aFoundProposal, aScene, type Scene } from '#tests/factories/chain.ts';
import { putToHouseholds } from '#tests/factories/play-chain.ts';
import { openTestServer } from '#tests/support/server.ts';

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
	await putToHouseholds(server.deps, scene.coordinator, proposalId);
	await server.settle();
});

const stateOf = async (id: string) =>
	(await server.owner.db.select().from(proposals).where(eq(proposals.id, id)))[0]!.state;
const legStates = async (id: string) =>
	(await server.owner.db.select().from(legs).where(eq(legs.proposalId, id)).orderBy(legs.position)).map(
		(leg) => leg.state
	);
const liveHolds = async () => ({
	dwellings: await server.owner.db.$count(dwellingHolds, isNull(dwellingHolds.releasedAt)),
	households: await server.owner.db.$count(householdHolds, isNull(householdHolds.releasedAt))
});
const yes = (index: number, key?: string) =>
	server.as(scene.parties[index]!.tenant, key).proposals.sayYes({ proposalId, question: 'proposal' });
const no = (index: number) =>
	server.as(scene.parties[index]!.tenant).proposals.sayNo({ proposalId, motive: 'location', note: '' });

describe('a household that answers a proposal', () => {
	test('opens the visits with the last yes', async () => {
		await yes(0);
		await yes(1);
		expect(await stateOf(proposalId)).toBe('open');
		await yes(2);
		expect(await stateOf(proposalId)).toBe('visiting');
	});

	test('opens the visits once when every answer comes at the same moment', async () => {
		await Promise.all([yes(0), yes(1), yes(2)]);
		expect(await stateOf(proposalId)).toBe('visiting');
		const events = await server.owner.db.select().from(domainEvents).where(eq(domainEvents.subjectId, proposalId));
		expect(events.filter((event) => event.type === 'AllAccepted')).toHaveLength(1);
	});

	test('gets the same answer when the same form is sent twice', async () => {
		const key = crypto.randomUUID();
		const [first, second] = await Promise.all([yes(0, key), yes(0, key)]);
		expect(second).toEqual(first);
		expect(await legStates(proposalId)).toEqual(['accepted', 'proposed', 'proposed']);
	});

	test('may send the same form again once what refused it has passed', async () => {
		const key = crypto.randomUUID();
		await server.setTime('2026-12-02T09:00:00Z');
		await expect(yes(0, key)).rejects.toMatchObject({ cause: { refusal: 'PROPOSAL_EXPIRED' } });
		await server.setTime('2026-11-21T09:00:00Z');
		await yes(0, key);
		expect(await legStates(proposalId)).toEqual(['accepted', 'proposed', 'proposed']);
	});

	test('cannot send something else under the key of a form, nor read the answer of somebody else with theirs', async () => {
		const key = crypto.randomUUID();
		await yes(0, key);
		const other = server.as(scene.parties[0]!.tenant, key).proposals;
		await expect(other.sayNo({ proposalId, motive: 'location', note: '' })).rejects.toMatchObject({
			cause: { refusal: 'KEY_REUSED' }
		});
		const stranger = (await aScene(server.owner, 1)).parties[0]!.tenant;
		await expect(server.as(stranger, key).proposals.sayYes({ proposalId, question: 'proposal' })).rejects.toMatchObject(
			{ code: 'NOT_FOUND' }
		);
		await yes(1, key);
		expect(await legStates(proposalId)).toEqual(['accepted', 'accepted', 'proposed']);
	});

	test('cannot answer twice with two forms', async () => {
		await yes(0);
		await expect(yes(0)).rejects.toMatchObject({ cause: { refusal: 'ALREADY_ANSWERED' } });
	});

	test('cannot answer when the deadline has passed', async () => {
		await server.setTime('2026-12-02T09:00:00Z');
		await expect(yes(0)).rejects.toMatchObject({ cause: { refusal: 'PROPOSAL_EXPIRED' } });
	});

	test('sees nothing of a proposal it is not part of', async () => {
		const stranger = await aScene(server.owner, 1);
		await expect(
			server.as(stranger.parties[0]!.tenant).proposals.sayYes({ proposalId, question: 'proposal' })
		).rejects.toMatchObject({ code: 'NOT_FOUND' });
	});

	test('frees everyone when it declines, and everyone is told once', async () => {
		await yes(0);
		const before = await liveHolds();
		await no(1);
		await server.settle();
		expect(await stateOf(proposalId)).toBe('broken');
		expect(await legStates(proposalId)).toEqual(['released', 'declined', 'released']);
		expect(await liveHolds()).toEqual({ dwellings: before.dwellings - 3, households: before.households - 3 });
		const told = await server.owner.db
			.select()
			.from(letters)
			.where(eq(letters.householdId, scene.parties[0]!.householdId));
		expect(told.filter((letter) => letter.kind === 'chainBroken')).toHaveLength(1);
	});
});

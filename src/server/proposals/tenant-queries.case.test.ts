import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CostComparison } from '#domain/affordability/cost.ts';
import type { Explanation } from '#domain/eligibility/explain.ts';
import type { WishAnswer } from '#domain/needs/wishes.ts';
import { households, persons } from '#server/households/tables.ts';
import { aFoundProposal, aScene, type Scene } from '#tests/factories/chain.ts';
import { putToHouseholds } from '#tests/factories/play-chain.ts';
import { openTestServer } from '#tests/support/server.ts';
import { passDeadlines } from './pass-deadlines.ts';
import { legAssessments, legs } from './tables.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
let scene: Scene;
let proposalId: string;

const api = (index: number) => server.as(scene.parties[index]!.tenant);
const own = (index: number) => api(index).proposals.ownProposal({ proposalId });

beforeAll(async () => {
	server = await openTestServer();
});

beforeEach(async () => {
	await server.setTime('2026-11-21T09:00:00Z');
	scene = await aScene(server.owner, 4);
	proposalId = await aFoundProposal(server.owner, scene);
});

/** Opens the answers of the chain, with what was computed of each leg: only its difference is spoken of here. */
async function open() {
	const rows = await server.owner.db.select().from(legs).where(eq(legs.proposalId, proposalId));
	await server.owner.db.insert(legAssessments).values(
		rows.map((leg) => ({
			legId: leg.id,
			householdId: leg.householdId,
			homeOrganismId: leg.homeOrganismId,
			targetOrganismId: leg.targetOrganismId,
			rulesVersion: 'test',
			computedAt: new Date(),
			verdicts: { results: [] } as unknown as Explanation,
			cost: { difference: -1000.5 - leg.position } as CostComparison,
			wishes: [
				{ kind: 'lift', isMet: true },
				{ kind: 'moreArea', isMet: null }
			] satisfies WishAnswer[]
		}))
	);
	await putToHouseholds(server.deps, scene.coordinator, proposalId);
}

describe('a proposal, for one of its households', () => {
	test('is unknown until it is published', async () => {
		await expect(own(0)).rejects.toMatchObject({ code: 'NOT_FOUND' });
		expect((await api(0).proposals.own()).proposals).toEqual([]);
	});

	test('tells its home, its cost, whose turn it is and what it may do', async () => {
		await open();
		expect(await own(1)).toMatchObject({
			state: 'open',
			households: 4,
			home: { typologie: 'T3', commune: 'Cergy' },
			difference: -1001.5,
			wishes: { met: 1, total: 2 },
			question: 'proposal',
			turn: 'you',
			progress: { done: 0, total: 4 },
			actions: ['sayYes', 'sayNo']
		});
	});

	test('names the others by letters, each going into the home of the next, the reader first', async () => {
		await open();
		await api(2).proposals.sayYes({ proposalId, question: 'proposal' });
		const { chain } = await own(1);
		expect(chain!.households.map(({ name, isYou, answer }) => [name, isYou, answer])).toEqual([
			['A', true, 'awaited'],
			['B', false, 'agreed'],
			['C', false, 'awaited'],
			['D', false, 'awaited']
		]);
	});

	test('never says anything of the other people: no name, no identifier, no figure of theirs', async () => {
		await open();
		const told = JSON.stringify([await own(0), await api(0).proposals.own(), await api(0).households.home()]);
		const others = scene.parties.slice(1);
		const people = await server.owner.db.select().from(persons);
		const files = await server.owner.db.select().from(households);
		const secrets = others.flatMap((party) => [
			party.householdId,
			party.dwellingId,
			files.find((file) => file.id === party.householdId)!.situation.uniqueNumber!.number,
			people.find((person) => person.householdId === party.householdId)!.lastName
		]);
		for (const secret of secrets) expect(told).not.toContain(secret);
		for (const difference of [-1001.5, -1002.5, -1003.5]) expect(told).not.toContain(String(difference));
	});

	test('goes through its stages with their days, and never promises before the end', async () => {
		await open();
		for (const index of [0, 1, 2, 3]) await api(index).proposals.sayYes({ proposalId, question: 'proposal' });
		const { stages } = await own(0);
		expect(stages.slice(0, 4)).toEqual([
			{ stage: 'proposal', state: 'done', on: '2026-11-21' },
			{ stage: 'answers', state: 'done', on: '2026-11-21' },
			{ stage: 'visits', state: 'current', owner: 'you', on: '2026-12-12' },
			{ stage: 'commitment', state: 'upcoming' }
		]);
	});

	test('declined by another says neither who nor why, and nothing is left to answer', async () => {
		await open();
		await api(3).proposals.sayNo({ proposalId, motive: 'condition', note: 'Trop bruyant.' });
		const broken = await own(0);
		expect(broken).toMatchObject({ state: 'broken', brokenReason: 'declined', chain: null, turn: null, actions: [] });
		expect(broken.stages[1]).toEqual({ stage: 'answers', state: 'stopped', on: '2026-11-21' });
		expect(JSON.stringify(broken)).not.toMatch(/condition|bruyant/);
		expect(broken.ownEnd).toBeNull();
	});

	test('keeps the motive of a no for the household that gave it', async () => {
		await open();
		await api(3).proposals.sayNo({ proposalId, motive: 'condition', note: '' });
		expect((await own(3)).answers).toMatchObject([{ question: 'proposal', isYes: false, motive: 'condition' }]);
	});

	test('that nobody answered in time tells the household that was late, and no other', async () => {
		await open();
		for (const index of [1, 2, 3]) await api(index).proposals.sayYes({ proposalId, question: 'proposal' });
		await server.setTime('2026-12-02T09:00:00Z');
		await passDeadlines(server.worker);
		expect(await own(0)).toMatchObject({ state: 'broken', brokenReason: 'answerLate', ownEnd: 'expired' });
		expect((await own(1)).ownEnd).toBeNull();
	});

	test('of somebody else does not exist', async () => {
		await open();
		const stranger = server.as((await aScene(server.owner, 1)).parties[0]!.tenant);
		await expect(stranger.proposals.ownProposal({ proposalId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
		expect((await stranger.proposals.own()).proposals).toEqual([]);
	});
});

describe('the home page of a household', () => {
	test('puts the answer that others wait for before everything else', async () => {
		await open();
		const { next, owner, proposal } = await api(0).households.home();
		expect(next).toMatchObject({ kind: 'answerProposal', proposalId });
		expect(owner).toBe('you');
		expect(proposal).toMatchObject({ id: proposalId });
		await api(0).proposals.sayYes({ proposalId, question: 'proposal' });
		expect(await api(0).households.home()).toMatchObject({
			next: { kind: 'waitForHouseholds', state: 'open' },
			owner: 'others'
		});
	});

	test('says that the search goes on when nothing is under way', async () => {
		expect(await api(0).households.home()).toMatchObject({ next: { kind: 'search' }, proposal: null });
	});
});

import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { accounts } from '#server/accounts/tables.ts';
import type { Tenant } from '#server/platform/actor.ts';
import { letters } from '#server/platform/tables.ts';
import { asActor } from '#server/platform/unit.ts';
import { answers, commitments, legs, proposals } from '#server/proposals/tables.ts';
import { aChain, allSayYes, playUntil, type PlayedChain } from '#tests/factories/play-chain.ts';
import { openTestServer } from '#tests/support/server.ts';

const today = '2026-11-21';
let server: Awaited<ReturnType<typeof openTestServer>>;
let chain: PlayedChain;
/** Two people who hold one lease. */
let nadia: Tenant;
let karim: Tenant;

beforeAll(async () => {
	server = await openTestServer();
});

beforeEach(async () => {
	await server.setTime(`${today}T09:00:00Z`);
	chain = await aChain(server, 2);
	nadia = chain.legs[0]!.mover.tenant;
	const [row] = await server.owner.db
		.insert(accounts)
		.values({
			kind: 'tenant',
			email: `karim-${crypto.randomUUID()}@exemple.test`,
			firstName: 'Karim',
			lastName: 'Benali',
			householdId: nadia.householdId
		})
		.returning({ id: accounts.id });
	karim = { ...nadia, accountId: row!.id };
	await playUntil(server, chain, 'committing', today);
});

const commit = (holder: Tenant) =>
	server.as(holder).proposals.sayYes({ proposalId: chain.proposalId, question: 'commitment' });
const legState = async () =>
	(await server.owner.db.select().from(legs).where(eq(legs.id, chain.legs[0]!.id)))[0]!.state;
const chainState = async () =>
	(await server.owner.db.select().from(proposals).where(eq(proposals.id, chain.proposalId)))[0]!.state;
const homeOf = (holder: Tenant) => server.as(holder).households.home();
const commitmentAnswers = async () =>
	(await server.owner.db.select().from(answers).where(eq(answers.legId, chain.legs[0]!.id))).filter(
		({ question }) => question === 'commitment'
	);

test('a household is committed with the last holder of its lease', async () => {
	expect((await homeOf(nadia)).next.kind).toBe('commit');
	await commit(nadia);
	expect(await legState()).toBe('visited');
	expect(await commitmentAnswers()).toEqual([]);
	expect((await homeOf(nadia)).next).toMatchObject({ kind: 'waitForHolders', names: ['Karim'] });
	expect((await homeOf(karim)).next.kind).toBe('commit');

	await commit(karim);
	expect(await legState()).toBe('committed');
	expect(await commitmentAnswers()).toMatchObject([{ isYes: true, householdId: nadia.householdId }]);
	expect((await homeOf(nadia)).next.kind).toBe('waitForHouseholds');
});

test('the word of one holder is not taken for that of the other', async () => {
	await commit(nadia);
	await expect(commit(nadia)).rejects.toMatchObject({ cause: { refusal: 'ALREADY_ANSWERED' } });
	expect(await legState()).toBe('visited');
	const forKarim = asActor(server.deps, nadia, ({ tx }) =>
		tx.insert(commitments).values({
			legId: chain.legs[0]!.id,
			householdId: nadia.householdId,
			accountId: karim.accountId,
			givenAt: new Date()
		})
	);
	await expect(forKarim).rejects.toThrow();
});

test('two holders who commit at the same moment are both counted', async () => {
	await Promise.all([commit(nadia), commit(karim)]);
	expect(await legState()).toBe('committed');
	await server
		.as(chain.legs[1]!.mover.tenant)
		.proposals.sayYes({ proposalId: chain.proposalId, question: 'commitment' });
	expect(await chainState()).toBe('instructing');
});

test('the other holder is written to, and who has committed is not', async () => {
	await commit(nadia);
	await server.settle();
	const written = await server.owner.db.select().from(letters).where(eq(letters.kind, 'holderAwaited'));
	const told = written.map(({ accountId }) => accountId);
	expect(told).toContain(karim.accountId);
	expect(told).not.toContain(nadia.accountId);
});

test('one holder may still end it after the other has committed', async () => {
	await commit(nadia);
	await server.as(karim).proposals.sayNo({ proposalId: chain.proposalId, motive: 'location', note: '' });
	expect(await chainState()).toBe('broken');
	expect((await commitmentAnswers()).map(({ isYes }) => isYes)).toEqual([false]);
});

test('a missing word is silence: the deadline ends the chain', async () => {
	await commit(nadia);
	await server
		.as(chain.legs[1]!.mover.tenant)
		.proposals.sayYes({ proposalId: chain.proposalId, question: 'commitment' });
	await server.setTime('2026-12-31T09:00:00Z');
	await expect(commit(karim)).rejects.toMatchObject({ cause: { refusal: 'PROPOSAL_EXPIRED' } });
});

test('households of one holder commit as before', async () => {
	const alone = await aChain(server, 2);
	await playUntil(server, alone, 'committing', today);
	await allSayYes(server, alone, 'committing');
	const [row] = await server.owner.db.select().from(proposals).where(eq(proposals.id, alone.proposalId));
	expect(row!.state).toBe('instructing');
});

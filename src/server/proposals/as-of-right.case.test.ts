import { eq, inArray } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listingCode } from '#domain/needs/listing-code.ts';
import { candidacies, demands } from '#server/demands/tables.ts';
import { dwellings, leases } from '#server/dwellings/tables.ts';
import { households, persons } from '#server/households/tables.ts';
import { listings } from '#server/needs/tables.ts';
import { letters } from '#server/platform/tables.ts';
import { checkInvariants } from '#server/platform/invariants.ts';
import { aHouseholdIn, aScene, type Party, type Scene } from '#tests/factories/chain.ts';
import { playUntil, type PlayedChain } from '#tests/factories/play-chain.ts';
import { openTestServer } from '#tests/support/server.ts';
import { legs, proposals } from './tables.ts';

const today = '2026-11-23';
let server: Awaited<ReturnType<typeof openTestServer>>;
let scene: Scene;
/** A family of five that needs room, and one person alone in the large home of the same estate. */
let family: Party;
let alone: Party;

beforeAll(async () => {
	server = await openTestServer();
});
beforeEach(async () => {
	await server.setTime(`${today}T09:00:00Z`);
	scene = await aScene(server.owner, 1);
	[family] = scene.parties as [Party];
	alone = { ...family, ...(await aHouseholdIn(server.owner, family.organismId, '95127')) };
	scene.parties.push(alone);
	await prepare();
});

async function prepare() {
	const { db } = server.owner;
	const [home] = await db.select().from(dwellings).where(eq(dwellings.id, family.dwellingId));
	await db
		.update(dwellings)
		.set({ rooms: 4, area: 90, estateId: home!.estateId, reletRent: 900 })
		.where(eq(dwellings.id, alone.dwellingId));
	await db.update(leases).set({ principalRent: 610, charges: 95 }).where(eq(leases.householdId, alone.householdId));
	await db.insert(persons).values(
		[1, 2, 3, 4].map((position) => ({
			householdId: family.householdId,
			organismId: family.organismId,
			position,
			firstName: `Enfant ${position}`,
			lastName: 'Foyer',
			birthDate: `201${position}-03-01`,
			role: 'child' as const
		}))
	);
	for (const [party, rooms] of [
		[family, 4],
		[alone, 3]
	] as const)
		await db
			.update(listings)
			.set({ need: { minRooms: rooms, maxRooms: rooms, communes: ['95127'], maxHouseholds: 2, wishes: [] } })
			.where(eq(listings.householdId, party.householdId));
}

/** The exchange, found by a run and put to both households. */
async function anExchange(): Promise<PlayedChain> {
	const coordinator = () => server.as(scene.coordinator);
	const { runId } = await coordinator().matching.requestRun({ maxCycle: 2, maxChain: 2 });
	await server.settle();
	const [row] = await server.owner.db.select().from(proposals).where(eq(proposals.runId, runId));
	await coordinator().proposals.publish({ proposalId: row!.id });
	await server.settle();
	const rows = await server.owner.db.select().from(legs).where(eq(legs.proposalId, row!.id)).orderBy(legs.position);
	const played = rows.map((leg) => ({
		id: leg.id,
		mover: scene.parties.find((party) => party.householdId === leg.householdId)!,
		host: family
	}));
	return { scene, proposalId: row!.id, legs: played };
}

const rowOf = async ({ proposalId }: PlayedChain) =>
	(await server.owner.db.select().from(proposals).where(eq(proposals.id, proposalId)))[0]!;
const opine = (chain: PlayedChain, kind: 'favourable' | 'unfavourable', reasons = '', index = 0) =>
	server.as(family.officer).proposals.giveOpinion({ legId: chain.legs[index]!.id, kind, reasons });
const runningLease = async ({ householdId }: Party) => {
	const rows = await server.owner.db.select().from(leases).where(eq(leases.householdId, householdId));
	return rows.find(({ endsOn }) => endsOn === null)!;
};
const refused = (refusal: string) => ({ cause: { refusal } });

describe('an exchange as of right', () => {
	test('is recognised by the run, and told to the household with the rent of the lease it takes over', async () => {
		const chain = await anExchange();
		const row = await rowOf(chain);
		expect(row).toMatchObject({ path: 'RIGHT_ART9', kind: 'cycle' });
		const run = await server.as(scene.coordinator).matching.run({ runId: row.runId!, page: 1 });
		const counted = run.found!.levels.find(({ name }) => name === 'households')!.value;
		expect(run.moves).toBe(counted + run.found!.asOfRight);
		const { proposalId } = chain;
		const read = await server.as(family.tenant).proposals.ownProposal({ proposalId });
		expect(read.stages.map(({ stage }) => stage)).not.toContain('commissions');
		expect(read.explanation).toMatchObject({ path: 'RIGHT_ART9', results: [{ rule: 'EXC-01' }] });
		expect(read.cost?.after).toMatchObject({ rent: 610, annexRent: 0, charges: 95 });
	});

	test('is the one two households are given when they named each other, whatever else they search for', async () => {
		const { db } = server.owner;
		const codeOf = async ({ householdId }: Party) =>
			listingCode((await db.select().from(listings).where(eq(listings.householdId, householdId)))[0]!.id);
		await db
			.update(listings)
			.set({ need: { minRooms: 1, maxRooms: 1, communes: ['95500'], maxHouseholds: 2, wishes: [] } })
			.where(eq(listings.householdId, alone.householdId));
		await server.as(family.tenant).needs.namePartner({ code: await codeOf(alone) });
		await server.as(alone.tenant).needs.namePartner({ code: await codeOf(family) });
		const row = await rowOf(await anExchange());
		expect(row).toMatchObject({ path: 'RIGHT_ART9' });
		const { found } = await server.as(scene.coordinator).matching.run({ runId: row.runId });
		expect(found!.arranged).toMatchObject({ kept: 1, faults: [] });
	});

	test('goes from the check of its conditions to the leases: no demand, no commission, no offer, no new rent', async () => {
		const chain = await anExchange();
		const before = { family: await runningLease(family), alone: await runningLease(alone) };
		await playUntil(server, chain, 'sealed', today);
		const manager = () => server.as(family.officer).proposals;
		await manager().setSigningDay({ proposalId: chain.proposalId, day: '2026-12-15' });
		await server.setTime('2026-12-15T09:00:00Z');
		for (const { id } of chain.legs) {
			expect((await server.as(family.officer).demands.file({ legId: id })).actions).toContain('recordSignature');
			await manager().recordSignature({ legId: id });
		}
		await server.settle();
		expect((await rowOf(chain)).state).toBe('completed');

		const { number, principalRent, charges, kind } = before.alone;
		expect(await runningLease(family)).toMatchObject({
			...{ number, principalRent, charges, kind },
			dwellingId: alone.dwellingId,
			startsOn: '2026-12-15'
		});
		expect(await runningLease(alone)).toMatchObject({
			number: before.family.number,
			principalRent: before.family.principalRent,
			dwellingId: family.dwellingId
		});
		const legIds = chain.legs.map(({ id }) => id);
		const { db } = server.owner;
		expect(await db.select().from(demands).where(inArray(demands.legId, legIds))).toEqual([]);
		expect(await db.select().from(candidacies).where(inArray(candidacies.legId, legIds))).toEqual([]);
		const told = await db.select().from(letters).where(eq(letters.accountId, family.tenant.accountId));
		expect(told.map((letter) => letter.kind)).toContain('rightRecognised');
		expect(told.map((letter) => letter.kind)).not.toContain('offerReceived');
		expect(await checkInvariants(server.owner.sql)).toEqual([]);
	});

	test('is found and recognised whatever the income, without numéro unique', async () => {
		const { db } = server.owner;
		const [row] = await db.select().from(households).where(eq(households.id, family.householdId));
		const amount = { value: 500_000, from: 'tenant' as const, on: '2026-09-01' };
		await db
			.update(households)
			.set({ situation: { ...row!.situation, uniqueNumber: null, referenceTaxIncomes: [{ year: 2024, amount }] } })
			.where(eq(households.id, family.householdId));
		const chain = await anExchange();
		await playUntil(server, chain, 'instructing', today);
		await opine(chain, 'favourable');
		await opine(chain, 'favourable', '', 1);
		expect((await rowOf(chain)).state).toBe('sealed');
	});

	test('cannot be opposed by the landlord while its conditions are met', async () => {
		const chain = await anExchange();
		await playUntil(server, chain, 'instructing', today);
		await expect(opine(chain, 'unfavourable', 'Réhabilitation votée')).rejects.toMatchObject(
			refused('OPINION_RIGHT_HOLDS')
		);
	});

	test('ends when a condition is no longer met, never by another way in', async () => {
		const chain = await anExchange();
		await playUntil(server, chain, 'instructing', today);
		await server.owner.db.update(dwellings).set({ isFurnished: true }).where(eq(dwellings.id, alone.dwellingId));
		await expect(opine(chain, 'favourable')).rejects.toMatchObject(refused('OPINION_RIGHT_LOST'));
		await opine(chain, 'unfavourable', 'Logement meublé');
		expect((await rowOf(chain)).state).toBe('broken');
	});
});

import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aScene, type Party } from '#tests/factories/chain.ts';
import { aChain } from '#tests/factories/play-chain.ts';
import { openTestServer } from '#tests/support/server.ts';
import { dwellings, leases } from './tables.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
let own: Party;
let other: Party;

beforeAll(async () => {
	server = await openTestServer();
});
beforeEach(async () => {
	const scene = await aScene(server.owner, 2);
	[own, other] = scene.parties as [Party, Party];
});

const api = (party = own) => server.as(party.officer).dwellings;
const refused = (refusal: string) => ({ cause: { refusal } });
const change = (changes: Partial<typeof dwellings.$inferInsert>) =>
	server.owner.db.update(dwellings).set(changes).where(eq(dwellings.id, own.dwellingId));
const leaveVacant = async (changes: Partial<typeof dwellings.$inferInsert> = {}) => {
	await server.owner.db.update(leases).set({ endsOn: '2026-10-01' }).where(eq(leases.dwellingId, own.dwellingId));
	await change({ vacantFrom: '2026-10-02', ...changes });
};
const startsChains = async () =>
	(await server.owner.db.select().from(dwellings).where(eq(dwellings.id, own.dwellingId)))[0]!.startsChains;

describe('a vacant dwelling', () => {
	test('is offered to start chains, and taken back', async () => {
		await leaveVacant();
		await api().offer({ dwellingId: own.dwellingId });
		expect(await startsChains()).toBe(true);
		expect((await api().park({ state: 'starter' })).dwellings).toMatchObject([
			{ id: own.dwellingId, actions: ['takeBack'] }
		]);
		await api().takeBack({ dwellingId: own.dwellingId });
		expect(await startsChains()).toBe(false);
	});

	test('is not offered while occupied, kept out, or without the rent of its next tenant', async () => {
		const offer = () => api().offer({ dwellingId: own.dwellingId });
		await expect(offer()).rejects.toMatchObject(refused('DWELLING_OCCUPIED'));
		await leaveVacant({ blockers: ['sale'] });
		await expect(offer()).rejects.toMatchObject(refused('DWELLING_KEPT_OUT'));
		await leaveVacant({ blockers: [], reletRent: null });
		await expect(offer()).rejects.toMatchObject(refused('DWELLING_RENT_UNKNOWN'));
		expect(await startsChains()).toBe(false);
	});

	test('is not taken back while a chain counts on it', async () => {
		const chain = await aChain(server, 2);
		own = chain.scene.parties[0]!;
		await change({ startsChains: true });
		await expect(api().takeBack({ dwellingId: own.dwellingId })).rejects.toMatchObject(refused('DWELLING_IN_CHAIN'));
	});

	test('is offered by its own organism only', async () => {
		await leaveVacant();
		for (const call of [
			() => api(other).offer({ dwellingId: own.dwellingId }),
			() => api(other).takeBack({ dwellingId: own.dwellingId }),
			() => api(other).recordDecency({ dwellingId: own.dwellingId, isDecent: true })
		])
			await expect(call()).rejects.toMatchObject({ code: 'NOT_FOUND' });
		expect(await startsChains()).toBe(false);
	});
});

describe('the park of an organism', () => {
	test('shows its own dwellings, with who lives there', async () => {
		const { dwellings: shown, total } = await api().park({});
		expect(total).toBe(1);
		expect(shown).toMatchObject([{ id: own.dwellingId, typologie: 'T3', commune: 'Cergy' }]);
		expect(shown[0]!.household).toMatch(/^Foyer/);
	});

	test('is searched by reference, street or household, and a percent sign is a percent sign', async () => {
		const { reference } = (await api().park({})).dwellings[0]!;
		expect((await api().park({ search: reference.toLowerCase() })).total).toBe(1);
		expect((await api().park({ search: '%' })).total).toBe(0);
	});

	test.each(['reference', 'commune', 'rooms', 'area', 'rent', 'vacantFrom'] as const)(
		'is sorted by %s',
		async (sort) => {
			expect((await api().park({ sort, isDescending: true })).total).toBe(1);
		}
	);

	test('counts each state', async () => {
		await leaveVacant({ blockers: ['rehabilitation'] });
		expect((await api().park({})).counts).toEqual({
			all: 1,
			occupied: 0,
			vacant: 1,
			starter: 0,
			blocked: 1,
			inChain: 0
		});
		expect((await api().park({ state: 'blocked', rooms: 3, commune: '95127' })).total).toBe(1);
		expect((await api().park({ rooms: 4 })).total).toBe(0);
	});

	test('notes whether a dwelling is decent', async () => {
		await change({ isDecent: null });
		await api().recordDecency({ dwellingId: own.dwellingId, isDecent: true });
		const [row] = await server.owner.db.select().from(dwellings).where(eq(dwellings.id, own.dwellingId));
		expect(row!.isDecent).toBe(true);
	});
});

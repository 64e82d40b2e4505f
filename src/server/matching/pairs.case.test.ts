import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { codePrefixOf, listingCode } from '#domain/needs/listing-code.ts';
import { dwellings } from '#server/dwellings/tables.ts';
import { listings } from '#server/needs/tables.ts';
import { proposals } from '#server/proposals/tables.ts';
import { aScene, type Party, type Scene } from '#tests/factories/chain.ts';
import { openTestServer } from '#tests/support/server.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
let scene: Scene;

beforeAll(async () => {
	server = await openTestServer();
});

/** A, B and C could change places at three; A and D have found each other, though D asks for none of A's rooms. */
beforeEach(async () => {
	await server.setTime('2026-11-21T09:00:00Z');
	scene = await aScene(server.owner, 4);
	for (const [i, [own, wanted]] of [
		[2, 3],
		[3, 4],
		[4, 2],
		[3, 5]
	].entries()) {
		const { dwellingId, householdId } = scene.parties[i]!;
		await server.owner.db
			.update(dwellings)
			.set({ rooms: own!, area: 20 + 16 * own! })
			.where(eq(dwellings.id, dwellingId));
		await server.owner.db
			.update(listings)
			.set({ need: { minRooms: wanted!, maxRooms: wanted!, communes: ['95127'], maxHouseholds: 4, wishes: [] } })
			.where(eq(listings.householdId, householdId));
	}
});

const codeOf = async ({ householdId }: Party) => {
	const [row] = await server.owner.db.select().from(listings).where(eq(listings.householdId, householdId));
	return listingCode(row!.id);
};
const names = async (one: Party, other: Party) =>
	server.as(one.tenant).needs.namePartner({ code: (await codeOf(other)).toLowerCase() });
const partnerOf = (party: Party) => server.as(party.tenant).needs.partner();

async function householdsServed(): Promise<string[][]> {
	const { runId } = await server.as(scene.coordinator).matching.requestRun({ maxCycle: 3, maxChain: 0 });
	await server.settle();
	const rows = await server.owner.db.select().from(proposals).where(eq(proposals.runId, runId));
	return rows.map(({ householdIds }) => [...householdIds].sort());
}

describe('two households that found each other', () => {
	test('are kept together by the run once both have named each other, whatever else would move more', async () => {
		const [a, , , d] = scene.parties;
		await names(a!, d!);
		expect(await partnerOf(a!)).toEqual({
			ownCode: await codeOf(a!),
			partnerCode: await codeOf(d!),
			isMutual: false
		});
		await names(d!, a!);
		expect(await partnerOf(a!)).toMatchObject({ isMutual: true });
		expect(await partnerOf(d!)).toMatchObject({ isMutual: true });
		expect(await householdsServed()).toEqual([[a!.householdId, d!.householdId].sort()]);
	});

	test('are not paired by the word of one alone', async () => {
		const [a, b, c, d] = scene.parties;
		await names(a!, d!);
		expect(await householdsServed()).toEqual([[a!.householdId, b!.householdId, c!.householdId].sort()]);
	});

	test('are not proposed an exchange that the rules forbid, and the coordinator is told', async () => {
		const [a, , , d] = scene.parties;
		await names(a!, d!);
		await names(d!, a!);
		// Too small for them by the law, whatever they agreed.
		await server.owner.db.update(dwellings).set({ area: 5 }).where(eq(dwellings.id, a!.dwellingId));
		const { runId } = await server.as(scene.coordinator).matching.requestRun({ maxCycle: 2, maxChain: 0 });
		await server.settle();
		const { arranged } = (await server.as(scene.coordinator).matching.run({ runId })).found!;
		expect(arranged).toMatchObject({ kept: 0, faults: [{ fault: 'notCompatible' }] });
	});

	test('stop being one when one of them names nobody any more', async () => {
		const [a, , , d] = scene.parties;
		await names(a!, d!);
		await names(d!, a!);
		await server.as(d!.tenant).needs.forgetPartner();
		expect(await partnerOf(a!)).toMatchObject({ isMutual: false });
		expect(await partnerOf(d!)).toMatchObject({ partnerCode: null, isMutual: false });
	});
});

describe('a code', () => {
	test('that names nobody is answered as any other', async () => {
		const [a, , , d] = scene.parties;
		const known = await names(a!, d!);
		const unknown = await server.as(a!.tenant).needs.namePartner({ code: '0000-0000' });
		expect(unknown).toEqual(known);
		expect(await partnerOf(a!)).toMatchObject({ partnerCode: '0000-0000', isMutual: false });
	});

	test('of one’s own annonce, or badly written, is said to be so', async () => {
		const [a] = scene.parties;
		await expect(names(a!, a!)).rejects.toMatchObject({ message: 'PARTNER_IS_ONESELF' });
		await expect(server.as(a!.tenant).needs.namePartner({ code: 'demain' })).rejects.toThrow('PARTNER_CODE_WRONG');
	});

	test('is the beginning of an identifier', () => {
		expect(codePrefixOf('3f2b9c1d-0000-4000-8000-000000000000')).toBe('3f2b9c1d');
		expect(listingCode('3f2b9c1d-0000-4000-8000-000000000000')).toBe('3F2B-9C1D');
	});
});

import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listingSteps } from '#domain/needs/listing.ts';
import { dwellings } from '#server/dwellings/tables.ts';
import { households } from '#server/households/tables.ts';
import { domainEvents, letters } from '#server/platform/tables.ts';
import { aScene, type Party } from '#tests/factories/chain.ts';
import { openTestServer } from '#tests/support/server.ts';
import { listings } from './tables.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
let party: Party;
let neighbour: Party;

beforeAll(async () => {
	server = await openTestServer();
});

beforeEach(async () => {
	await server.setTime('2026-11-21T09:00:00Z');
	[party, neighbour] = (await aScene(server.owner, 2)).parties as [Party, Party];
	await server.owner.db.delete(listings).where(eq(listings.householdId, party.householdId));
});

const api = (one = party, key?: string) => server.as(one.tenant, key).needs;
const refusal = (code: string) => ({ cause: { refusal: code } });
const listingOf = async (one = party) =>
	(await server.owner.db.select().from(listings).where(eq(listings.householdId, one.householdId)))[0]!;

const answers = [
	{ step: 'dwelling', isRight: 'yes' },
	{ step: 'household', isRight: 'yes' },
	{ step: 'access', hasNeeds: 'yes', needs: ['lift'] },
	{ step: 'resources', monthlyResources: '1 950' },
	{ step: 'motive', motive: 'tooSmall' },
	{ step: 'size', minRooms: '4', maxRooms: '5', hasMinArea: 'no' },
	{ step: 'places', communes: ['95127'] },
	{ step: 'budget', hasLimit: 'yes', maxResidualBill: '600' },
	{ step: 'floor', maxFloor: 'any' },
	{ step: 'wishes', wishes: ['none'] },
	{ step: 'exchange', maxHouseholds: '4', when: 'now' }
] as const;

async function fillIn() {
	await api().start();
	for (const answer of answers) await api().answer(answer as never);
}

describe('a household that writes its annonce', () => {
	test('starts from the sheet of its organism, with nothing answered', async () => {
		await api().start();
		const { listing, home } = await api().own();
		expect(listing).toMatchObject({ state: 'draft', need: {}, motive: null, actions: ['withdraw'] });
		expect(listing!.steps).toEqual(listingSteps.map((step) => ({ step, isAnswered: false, canAnswer: true })));
		expect(home).toMatchObject({ sheet: { typologie: 'T3', area: 64 }, lease: { principalRent: 420 } });
	});

	test('finds the same annonce again when it starts twice at the same moment', async () => {
		const [first, second] = await Promise.all([api().start(), api().start()]);
		expect(second).toEqual(first);
		expect(await server.owner.db.$count(listings, eq(listings.householdId, party.householdId))).toBe(1);
	});

	test('keeps each answer, and those about the household in its file, with their origin', async () => {
		await fillIn();
		const { listing, household } = await api().own();
		expect(listing!.steps.every((step) => step.isAnswered)).toBe(true);
		expect(listing!.need).toMatchObject({ minRooms: 4, maxResidualBill: 600, minArea: null, wishes: [] });
		expect(household.accessNeeds).toEqual(['lift']);
		expect(household.monthlyResources).toEqual({ value: 1950, from: 'tenant', on: '2026-11-21' });
	});

	test('is told which answer is missing, and nothing is filled in for it', async () => {
		await api().start();
		await expect(api().answer({ step: 'budget' } as never)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
		expect((await listingOf()).need).toEqual({});
	});

	test('cannot look in a commune that does not exist', async () => {
		await api().start();
		await expect(api().answer({ step: 'places', communes: ['00000'] })).rejects.toMatchObject(
			refusal('COMMUNE_UNKNOWN')
		);
	});

	test('sends it once every question is answered; its organism is told', async () => {
		await api().start();
		await expect(api().submit()).rejects.toMatchObject(refusal('LISTING_INCOMPLETE'));
		await fillIn();
		await api().submit();
		await server.settle();
		expect(await listingOf()).toMatchObject({ state: 'submitted' });
		const told = await server.owner.db.select().from(letters).where(eq(letters.accountId, party.officer.accountId));
		expect(told.map((letter) => letter.kind)).toEqual(['listingToCheck']);
	});

	test('cannot change what its organism is checking', async () => {
		await fillIn();
		await api().submit();
		await expect(api().answer(answers[6] as never)).rejects.toMatchObject(refusal('LISTING_LOCKED'));
	});

	test('changes its search while published, which is remembered', async () => {
		await api(neighbour).answer({ step: 'size', minRooms: 2, maxRooms: 3, hasMinArea: false });
		const listing = await listingOf(neighbour);
		expect(listing.need).toMatchObject({ minRooms: 2, maxRooms: 3 });
		const events = await server.owner.db.select().from(domainEvents).where(eq(domainEvents.subjectId, listing.id));
		expect(events.map((event) => event.type)).toEqual(['NeedChanged']);
		await expect(api(neighbour).answer(answers[0] as never)).rejects.toMatchObject(refusal('LISTING_LOCKED'));
	});

	test('pauses, takes up again, withdraws, and finds its search when it starts anew', async () => {
		await api(neighbour).answer({ step: 'motive', motive: 'neighbourhood' });
		await api(neighbour).pause();
		expect(await listingOf(neighbour)).toMatchObject({ state: 'paused' });
		await expect(api(neighbour).pause()).rejects.toMatchObject(refusal('LISTING_STEP_IMPOSSIBLE'));
		await api(neighbour).resume();
		await api(neighbour).withdraw();
		expect((await api(neighbour).own()).listing).toBeNull();
		await api(neighbour).start();
		const { listing } = await api(neighbour).own();
		expect(listing).toMatchObject({ state: 'draft', motive: 'neighbourhood', need: { maxHouseholds: 4 } });
		expect(listing!.statements).toEqual({});
	});

	test('cannot start for a home that its organism keeps out of the exchange', async () => {
		await server.owner.db
			.update(dwellings)
			.set({ blockers: ['rehabilitation'] })
			.where(eq(dwellings.id, party.dwellingId));
		await expect(api().start()).rejects.toMatchObject(refusal('DWELLING_KEPT_OUT'));
	});

	test('never sees or changes the annonce or the file of another', async () => {
		const before = await listingOf(neighbour);
		await api().start();
		await api().answer(answers[3] as never);
		await api().withdraw();
		expect(await listingOf(neighbour)).toEqual(before);
		const [other] = await server.owner.db.select().from(households).where(eq(households.id, neighbour.householdId));
		expect(other!.situation.monthlyResources).toMatchObject({ value: 1800 });
	});

	test('is not done twice when the same form is sent twice', async () => {
		await fillIn();
		const key = crypto.randomUUID();
		await api(party, key).submit();
		await api(party, key).submit();
		const listing = await listingOf();
		const events = await server.owner.db.select().from(domainEvents).where(eq(domainEvents.subjectId, listing.id));
		expect(events.map((event) => event.type)).toEqual(['ListingSubmitted']);
	});
});

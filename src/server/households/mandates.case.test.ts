import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sessionsOf, whoIs } from '#server/accounts/auth.ts';
import { accounts } from '#server/accounts/tables.ts';
import { listings } from '#server/needs/tables.ts';
import type { Helper } from '#server/platform/actor.ts';
import { letters } from '#server/platform/tables.ts';
import { aScene, type Party } from '#tests/factories/chain.ts';
import { aHelperOf } from '#tests/factories/mandates.ts';
import { openTestServer } from '#tests/support/server.ts';
import { mandates } from './mandate-tables.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
let party: Party;
let neighbour: Party;
let number = 0;

beforeAll(async () => {
	server = await openTestServer();
});

beforeEach(async () => {
	await server.setTime('2026-11-21T09:00:00Z');
	[party, neighbour] = (await aScene(server.owner, 2)).parties as [Party, Party];
});

const someone = (email = `aide-${++number}@exemple.test`) => ({ firstName: 'Claire', lastName: 'Duval', email });
const api = (one = party) => server.as(one.tenant).households;
const refusal = (code: string) => ({ cause: { refusal: code } });
const accountOf = async (email: string) =>
	(await server.owner.db.select().from(accounts).where(eq(accounts.email, email)))[0];
const lettersTo = async (accountId: string) => {
	await server.settle();
	const rows = await server.owner.db.select().from(letters).where(eq(letters.accountId, accountId));
	return rows.map(({ kind }) => kind).sort();
};

/** Whoever opens a session with the account, as the sign-in finds them. */
async function signedInAs({ accountId }: { accountId: string }) {
	const [account] = await server.owner.db.select().from(accounts).where(eq(accounts.id, accountId));
	const browser = { userAgent: null, deviceHash: null, isDeviceKnown: true };
	const proven = { authenticatedAt: new Date(), secondFactorAt: null };
	const { token } = await sessionsOf(server.deps).create(account!, browser, proven);
	return async () => (await whoIs(server.deps, token)).actor as Helper;
}

describe('a household that names who helps it', () => {
	test('sees who, until when; the person is invited, and every lease holder is told', async () => {
		const person = someone();
		await api().nameHelper({ ...person, months: 3 });
		expect(await api().helper()).toMatchObject({
			live: { name: 'Claire Duval', email: person.email, endsAt: new Date('2027-02-21T23:00:00Z') },
			past: [],
			actions: ['end']
		});
		const account = await accountOf(person.email);
		expect(account).toMatchObject({ kind: 'helper', householdId: null, organismId: null, territoryId: null });
		expect(await lettersTo(account!.id)).toEqual(['helperInvitation']);
		expect(await lettersTo(party.tenant.accountId)).toEqual(['mandateGiven']);
	});

	test('names one at a time, for one of the durations in force', async () => {
		await expect(api().nameHelper({ ...someone(), months: 12 })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
		await api().nameHelper({ ...someone(), months: 1 });
		await expect(api().nameHelper({ ...someone(), months: 1 })).rejects.toMatchObject(refusal('HELPER_ALREADY_NAMED'));
	});

	test('names one of two, when two pages do so at the same moment', async () => {
		const both = await Promise.allSettled([1, 2].map(() => api().nameHelper({ ...someone(), months: 1 })));
		expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(await server.owner.db.$count(mandates, eq(mandates.householdId, party.householdId))).toBe(1);
	});

	test('does not name one of its own lease holders', async () => {
		const [own] = await server.owner.db.select().from(accounts).where(eq(accounts.id, party.tenant.accountId));
		const asked = api().nameHelper({ ...someone(own!.email), months: 1 });
		await expect(asked).rejects.toMatchObject(refusal('HELPER_IS_A_HOLDER'));
	});

	test('is answered the same for the address of somebody of the exchange, whom a letter tells that they cannot', async () => {
		const [other] = await server.owner.db.select().from(accounts).where(eq(accounts.id, neighbour.tenant.accountId));
		await api().nameHelper({ ...someone(other!.email), months: 1 });
		const { live } = await api().helper();
		expect(live).toMatchObject({ name: 'Claire Duval', email: other!.email });
		const [row] = await server.owner.db.select().from(mandates).where(eq(mandates.id, live!.id));
		expect(row!.accountId).toBeNull();
		expect(await lettersTo(neighbour.tenant.accountId)).toEqual(['helperTaken']);
		expect(await accountOf(other!.email)).toMatchObject({ kind: 'tenant' });
	});

	test('is answered and shown the same, in a demonstration too, whoever has the address', async () => {
		const [tenant] = await server.owner.db.select().from(accounts).where(eq(accounts.id, neighbour.tenant.accountId));
		const { helper } = await aHelperOf(server.owner, neighbour.householdId);
		const [busy] = await server.owner.db.select().from(accounts).where(eq(accounts.id, helper.accountId));
		const given: unknown[] = [];
		for (const email of [someone().email, tenant!.email, busy!.email]) {
			const answer = await api().nameHelper({ ...someone(email), months: 1 });
			const { live, past: _, now: __, ...shown } = await api().helper();
			const { id: mandateId, since: ___, ...who } = live!;
			given.push({ answer, ...shown, who: { ...who, email: who.email === email } });
			await api().endMandate({ mandateId });
		}
		expect(given[1]).toEqual(given[0]);
		expect(given[2]).toEqual(given[0]);
		expect(JSON.stringify(given)).not.toContain('/acces/');
	});

	test('shares nobody: an account helps one household at a time, and another once that is over', async () => {
		const person = someone();
		await api(neighbour).nameHelper({ ...person, months: 1 });
		await api().nameHelper({ ...person, months: 6 });
		const { id: accountId } = (await accountOf(person.email))!;
		expect(await lettersTo(accountId)).toEqual(['helperInvitation', 'helperTaken']);
		const actorNow = await signedInAs({ accountId });
		expect(await actorNow()).toMatchObject({ householdId: neighbour.householdId });

		await api().endMandate({ mandateId: (await api().helper()).live!.id });
		await server.setTime('2026-12-22T09:00:00Z');
		await api().nameHelper({ ...person, months: 1 });
		expect(await actorNow()).toMatchObject({ householdId: party.householdId });
	});

	test('writes to few: letters go to addresses that nobody has checked', async () => {
		const nameAndEnd = async () => {
			await api().nameHelper({ ...someone(), months: 1 });
			await api().endMandate({ mandateId: (await api().helper()).live!.id });
		};
		for (let count = 0; count < 5; count++) await nameAndEnd();
		await expect(nameAndEnd()).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
	});
});

describe('who helps', () => {
	let helper: Helper;
	beforeEach(async () => {
		({ helper } = await aHelperOf(server.owner, party.householdId));
		await server.owner.db.delete(listings).where(eq(listings.householdId, party.householdId));
	});

	test('reads and fills in; the household reads what was done and read', async () => {
		const needs = () => server.as(helper).needs;
		await needs().start();
		await needs().answer({ step: 'places', communes: ['95127'] });
		const { listing } = await needs().own();
		expect(listing).toMatchObject({ state: 'draft', need: { communes: ['95127'] }, actions: [] });
		expect((await api().helper()).acts.map(({ act }) => act)).toEqual(['listingAnswered', 'listingStarted']);
		await needs().own();
		expect(await server.as(party.tenant).accounts.whoReadMyFile()).toMatchObject([{ duty: null, purpose: 'help' }]);
		expect((await api(neighbour).helper()).acts).toEqual([]);
	});

	test('neither reads nor says why the household wants to move', async () => {
		await server.as(party.tenant).needs.start();
		await server.as(party.tenant).needs.answer({ step: 'motive', motive: 'health' });
		const needs = () => server.as(helper).needs;
		const { listing } = await needs().own();
		expect(listing!.motive).toBeNull();
		expect(listing!.steps.map(({ step }) => step)).not.toContain('motive');
		await expect(needs().answer({ step: 'motive', motive: 'tooSmall' })).rejects.toMatchObject(
			refusal('HOUSEHOLD_ALONE')
		);
	});

	test('changes nothing that others count on', async () => {
		const { helper: other } = await aHelperOf(server.owner, neighbour.householdId);
		const answered = server.as(other).needs.answer({ step: 'places', communes: ['95127'] });
		await expect(answered).rejects.toMatchObject(refusal('HOUSEHOLD_ALONE'));
		const published = (await server.as(other).needs.own()).listing!;
		expect(published.steps.some(({ canAnswer }) => canAnswer)).toBe(false);
	});

	test('sees nothing any more as soon as the household ends it', async () => {
		const actorNow = await signedInAs(helper);
		expect(await actorNow()).toEqual(helper);
		await api().endMandate({ mandateId: (await api().helper()).live!.id });
		const later = await actorNow();
		expect(later).toEqual({ ...helper, householdId: null });
		await expect(server.as(later).needs.own()).rejects.toMatchObject({ code: 'FORBIDDEN' });
		expect(await server.as(later).accounts.me()).toMatchObject({ household: null, helpsUntil: null });
		// Were the application mistaken, the database would show nothing.
		expect((await server.as(helper).proposals.own()).proposals).toEqual([]);
		await expect(server.as(helper).needs.start()).rejects.toMatchObject(refusal('LEASE_NOT_FOUND'));
	});

	test('sees nothing from the very instant of its end', async () => {
		const actorNow = await signedInAs(helper);
		await server.setTime('2027-03-01T22:59:50Z');
		expect(await actorNow()).toMatchObject({ householdId: party.householdId });
		await server.setTime('2027-03-01T23:00:00Z');
		expect(await actorNow()).toMatchObject({ householdId: null });
		expect((await api().helper()).live).toBeNull();
	});

	test('may stop by itself, which the household is told', async () => {
		await server.as(helper).households.giveUpMandate();
		expect((await api().helper()).past).toMatchObject([{ endsAt: expect.any(Date) as Date }]);
		expect(await lettersTo(party.tenant.accountId)).toEqual(['mandateGivenUp']);
		await expect(server.as(helper).households.giveUpMandate()).rejects.toMatchObject(refusal('MANDATE_OVER'));
	});
});

test('a mandate is only ever ended, whoever asks the database', async () => {
	const { mandateId: live } = await aHelperOf(server.owner, party.householdId);
	const { mandateId: over } = await aHelperOf(server.owner, neighbour.householdId);
	await api(neighbour).endMandate({ mandateId: over });
	const changes = [
		[live, `ends_at = ends_at + interval '1 year'`],
		[live, `account_id = null`],
		// Nor who helped, by ending it.
		[live, `ended_at = app_now(), account_id = null`],
		[over, `ended_at = null`]
	];
	for (const [id, change] of changes)
		await expect(server.owner.sql.unsafe(`update mandate set ${change} where id = '${id}'`)).rejects.toMatchObject({
			code: '23001'
		});
});

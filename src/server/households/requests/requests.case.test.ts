import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Staff } from '#server/platform/actor.ts';
import * as t from '#server/tables.ts';
import { aScene, type Party } from '#tests/factories/chain.ts';
import { aChain, playUntil } from '#tests/factories/play-chain.ts';
import { openTestServer } from '#tests/support/server.ts';
import { applyRetention } from '../apply-retention.ts';

const server = await openTestServer();
const rectification = {
	kind: 'rectification',
	part: 'rent',
	what: 'zq-Le loyer est faux',
	shouldSay: 'zq-430 €'
} as const;
const objection = { kind: 'objection', what: 'zq-Ma situation' } as const;
const limitation = { kind: 'limitation', ground: 'contested' } as const;

let party: Party;
let neighbour: Party;
/** The data-protection officer of the organism, and that of another. */
let officer: Staff;
let stranger: Staff;

const officerOf = async ({ organismId }: Party): Promise<Staff> => {
	const [account] = await server.owner.sql<{ id: string }[]>`select id from account
		where organism_id = ${organismId} and staff_role = 'dataProtectionOfficer'`;
	return { role: 'staff', accountId: account!.id, organismId, staffRole: 'dataProtectionOfficer' };
};

beforeEach(async () => {
	await server.setTime('2026-11-21T09:00:00Z');
	const scene = await aScene(server.owner, 2);
	[party, neighbour] = scene.parties as [Party, Party];
	officer = await officerOf(party);
	stranger = await officerOf(neighbour);
});

const person = () => server.as(party.tenant).dataRequests;
const dpo = () => server.as(officer).dataRequests;
const stateOf = async () => {
	const [listing] = await server.owner.db
		.select({ state: t.listings.state })
		.from(t.listings)
		.where(eq(t.listings.householdId, party.householdId));
	return listing!.state;
};
const lettersTo = async (accountId: string) =>
	server.owner.sql<{ kind: string; body: string }[]>`
		select kind, body from letter where account_id = ${accountId} order by created_at, id`;
const refusalOf = (call: Promise<unknown>) =>
	call.then(
		() => 'done',
		({ message }: Error) => message
	);

describe('a person asks for a rectification', () => {
	test('and it is answered, corrected by who keeps the file, and told at each step', async () => {
		const { requestId } = await person().ask(rectification);
		await server.settle();
		expect(await stateOf()).toBe('published');
		const [line] = (await dpo().list()).waiting;
		expect(line).toMatchObject({ id: requestId, name: 'Camille Test', kind: 'rectification', isLate: false });
		expect(line!.dueAt).toEqual(new Date('2026-12-21T23:00:00Z'));
		expect(JSON.stringify(line)).not.toContain('zq-');
		expect(await dpo().read({ requestId })).toMatchObject({
			what: rectification.what,
			shouldSay: rectification.shouldSay
		});
		expect(await server.as(party.officer).dataRequests.corrections()).toEqual([]);

		await dpo().answer({ requestId, action: 'accept' });
		await server.settle();
		const toDo = await server.as(party.officer).demands.toDo();
		expect(toDo.queues.find(({ name }) => name === 'corrections')).toMatchObject({
			total: 1,
			items: [{ who: 'Camille Test', path: `/gestion/corrections#${requestId}` }]
		});
		const [correction] = await server.as(party.manager).dataRequests.corrections();
		expect(correction).toMatchObject({ what: rectification.what, shouldSay: rectification.shouldSay });
		await server.as(party.officer).dataRequests.correct({ requestId });
		await server.settle();
		expect(await refusalOf(server.as(party.officer).dataRequests.correct({ requestId }))).toBe(
			'DATA_REQUEST_NOT_FOUND'
		);
		expect(await person().own()).toMatchObject([{ state: 'done', actions: [], organism: expect.any(String) }]);
		const told = await lettersTo(party.tenant.accountId);
		expect(told.map(({ kind }) => kind)).toEqual(['dataRequestAnswered', 'dataRequestAnswered']);
		expect((await lettersTo(officer.accountId)).map(({ kind }) => kind)).toEqual(['dataRequestReceived']);
	});

	test('and what was typed is sealed where it is kept, in no event and in no letter', async () => {
		await person().ask(rectification);
		await server.settle();
		const kept = await server.owner.sql`select data_request::text as row from data_request
			union all select domain_event::text from domain_event union all select letter::text from letter
			union all select idempotency_key::text from idempotency_key union all select entry from audit_entry`;
		expect(kept.filter(({ row }) => String(row).includes('zq-'))).toEqual([]);
	});

	test('and its reading is told to the household, with what for', async () => {
		const { requestId } = await person().ask(rectification);
		await dpo().read({ requestId });
		const readings = await server.as(party.tenant).accounts.whoReadMyFile();
		expect(readings).toMatchObject([{ duty: 'dataProtectionOfficer', purpose: 'rightsRequest' }]);
	});
});

describe('a limitation and an objection', () => {
	test.each([
		['limitation', limitation],
		['objection', objection]
	])('take the annonce out of the searches at once, until the answer: %s', async (_, asked) => {
		const { requestId } = await person().ask(asked);
		expect(await stateOf()).toBe('paused');
		const tenant = server.as(party.tenant);
		expect((await tenant.needs.own()).listing?.actions).not.toContain('resume');
		expect(await refusalOf(tenant.needs.resume())).toBe('LISTING_LIMITED');
		await dpo().answer({ requestId, action: 'accept' });
		expect(await stateOf()).toBe('paused');
		await server.as(party.tenant).needs.resume();
		expect(await stateOf()).toBe('published');
	});

	test('asked twice while one waits are refused, and may be asked again once withdrawn', async () => {
		const { requestId } = await person().ask(objection);
		expect(await refusalOf(person().ask(objection))).toBe('DATA_REQUEST_UNDER_WAY');
		await person().withdraw({ requestId });
		expect(await refusalOf(person().withdraw({ requestId }))).toBe('DATA_REQUEST_ANSWERED');
		await server.as(party.tenant).needs.resume();
		await person().ask(objection);
		expect(await stateOf()).toBe('paused');
	});

	test('keep out an annonce that its organism publishes meanwhile', async () => {
		await server.owner.sql`update listing set state = 'submitted' where household_id = ${party.householdId}`;
		await person().ask(limitation);
		expect(await stateOf()).toBe('submitted');
		const [listing] = await server.owner.db
			.select()
			.from(t.listings)
			.where(eq(t.listings.householdId, party.householdId));
		await server.as(party.officer).needs.publishListing({ listingId: listing!.id });
		expect(await stateOf()).toBe('paused');
	});
});

test('an annonce that the end of a chain sets free stays out as well, while its household waits for an answer', async () => {
	const chain = await aChain(server, 2);
	await playUntil(server, chain, 'confirmed', '2026-11-21');
	const { tenant } = chain.legs[0]!.mover;
	const states = async () =>
		(
			await server.owner.sql<{ state: string }[]>`select state from listing
				where household_id = any (${chain.legs.map(({ mover }) => mover.householdId)}) order by state`
		).map(({ state }) => state);
	await server.as(tenant).dataRequests.ask(objection);
	expect(await states()).toEqual(['engaged', 'engaged']);
	await server.as(tenant).proposals.sayNo({ proposalId: chain.proposalId, motive: 'location', note: '' });
	expect(await states()).toEqual(['paused', 'published']);
});

describe('an answer', () => {
	test('that refuses tells why, and whom one may turn to', async () => {
		const { requestId } = await person().ask(rectification);
		const refused = {
			requestId,
			action: 'refuse',
			refusalReason: 'accurate',
			note: 'zq-La quittance dit 450 €'
		} as const;
		await dpo().answer(refused);
		await server.settle();
		const [letter] = await lettersTo(party.tenant.accountId);
		expect(letter!.body).toContain('CNIL');
		expect(letter!.body).toContain('elle est juste');
		expect(letter!.body).not.toContain('zq-');
		expect(await person().own()).toMatchObject([{ state: 'refused', reply: refused.note, refusalReason: 'accurate' }]);
		expect(await refusalOf(dpo().answer({ requestId, action: 'accept' }))).toBe('DATA_REQUEST_ANSWERED');
	});

	test('may come two months later when it is said within the first, and never twice', async () => {
		const { requestId } = await person().ask(rectification);
		const prolong = { requestId, action: 'prolong', prolongationReason: 'complexity' } as const;
		await server.setTime('2026-12-21T22:59:00Z');
		await dpo().answer(prolong);
		const { dueAt, answers } = await dpo().read({ requestId });
		expect([dueAt, answers]).toEqual([new Date('2027-02-21T23:00:00Z'), ['accept', 'refuse']]);
		expect(await refusalOf(dpo().answer(prolong))).toBe('DATA_REQUEST_ANSWERED');
	});

	test('given twice at once is given once', async () => {
		const { requestId } = await person().ask(rectification);
		const both = await Promise.all([
			refusalOf(dpo().answer({ requestId, action: 'accept' })),
			refusalOf(dpo().answer({ requestId, action: 'refuse', refusalReason: 'accurate', note: 'non' }))
		]);
		expect(both.sort()).toEqual(['DATA_REQUEST_ANSWERED', 'done']);
	});

	test('is not for another organism to give, nor to see asked for', async () => {
		const { requestId } = await person().ask(rectification);
		expect((await server.as(stranger).dataRequests.list()).waiting).toEqual([]);
		expect(await refusalOf(server.as(stranger).dataRequests.answer({ requestId, action: 'accept' }))).toBe(
			'DATA_REQUEST_NOT_FOUND'
		);
		expect(await server.as(neighbour.tenant).dataRequests.own()).toEqual([]);
	});
});

describe('the term', () => {
	test('is reminded once a week before, then told to the manager once it is past', async () => {
		await person().ask(rectification);
		await server.settle();
		const kinds = async (accountId: string) => (await lettersTo(accountId)).map(({ kind }) => kind);
		const pass = async (time: string) => {
			await server.setTime(time);
			await server.worker.boss.send('deadlines', {});
			await server.settle();
		};
		await pass('2026-12-14T09:00:00Z');
		expect(await kinds(officer.accountId)).toEqual(['dataRequestReceived']);
		await pass('2026-12-15T09:00:00Z');
		await pass('2026-12-16T09:00:00Z');
		expect(await kinds(officer.accountId)).toEqual(['dataRequestReceived', 'dataRequestDue']);
		expect((await server.as(party.manager).demands.toDo()).lateRequests).toBe(0);
		await pass('2026-12-21T23:00:00Z');
		await pass('2026-12-22T09:00:00Z');
		expect(await kinds(officer.accountId)).toEqual(['dataRequestReceived', 'dataRequestDue', 'dataRequestLate']);
		expect(await kinds(party.manager.accountId)).toEqual(['dataRequestLate']);
		expect((await dpo().list()).waiting).toMatchObject([{ isLate: true }]);
		expect((await server.as(party.manager).demands.toDo()).lateRequests).toBe(1);
		expect((await server.as(party.officer).demands.toDo()).lateRequests).toBe(0);
		expect((await server.as(neighbour.manager).demands.toDo()).lateRequests).toBe(0);
	});

	test('is told to who gives access where nobody is there to answer', async () => {
		await server.owner.sql`update account set staff_role = 'calSecretary' where id = ${officer.accountId}`;
		await person().ask(rectification);
		await server.settle();
		expect((await lettersTo(party.manager.accountId)).map(({ kind }) => kind)).toEqual(['dataRequestUnattended']);
	});
});

test('a household asks five times a day, and not a sixth', async () => {
	for (let nth = 0; nth < 5; nth++) await person().ask(rectification);
	expect(await refusalOf(person().ask(rectification))).toBe('DATA_REQUESTS_TOO_MANY');
	await server.as(neighbour.tenant).dataRequests.ask(rectification);
});

test('a request sent twice under one key is made once', async () => {
	const key = 'b7a5c9f2-52b0-4f0e-8f0b-0a8d0f3b9c11';
	const [one, other] = await Promise.all(
		[1, 2].map(() => server.as(party.tenant, key).dataRequests.ask(rectification))
	);
	expect(one).toEqual(other);
	expect(await person().own()).toHaveLength(1);
});

describe('a request', () => {
	test('is in the copy that the person takes of their data, with what was replied', async () => {
		const { requestId } = await person().ask(objection);
		await dpo().answer({ requestId, action: 'refuse', refusalReason: 'otherBasis', note: 'zq-Le bail' });
		const { requests } = await server.as(party.tenant).households.exportData();
		expect(requests).toMatchObject([
			{ kind: 'objection', what: objection.what, reply: 'zq-Le bail', state: 'refused' }
		]);
	});

	test('is erased a year after it was answered, and with everything else of the household', async () => {
		const { requestId } = await person().ask(objection);
		await dpo().answer({ requestId, action: 'accept' });
		await person().ask(rectification);
		await server.setTime('2027-11-20T09:00:00Z');
		await applyRetention(server.worker);
		expect(await person().own()).toHaveLength(2);
		await server.setTime('2027-11-22T09:00:00Z');
		await applyRetention(server.worker);
		expect(await person().own()).toMatchObject([{ kind: 'rectification' }]);
		await server.as(party.tenant).households.askErasure();
		await applyRetention(server.worker);
		expect(await server.owner.db.$count(t.dataRequests, eq(t.dataRequests.householdId, party.householdId))).toBe(0);
	});
});

/** Who learns what of a request on personal data, with SQL alone: its author, who answers it, who corrects, and nobody else. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Staff, Tenant } from '#server/platform/actor.ts';
import { contextOf } from '#server/platform/context.ts';
import { createCaller } from '#server/router.ts';
import { openServer } from '#server/runtime.ts';
import { databaseUrls } from '#tests/support/database.ts';
import { openTestServer } from '#tests/support/server.ts';
import { checkRows, type RowChecks } from './rows.ts';
import { aWorld, type Member, type World } from './world.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
let world: World;
let rows: RowChecks;
let member: Member;
let officer: Staff;
/** Another holder of the same lease. */
let coHolder: Tenant;

beforeAll(async () => {
	server = await openTestServer();
	world = await aWorld(server);
	rows = checkRows(world);
	member = world.chains.open[0]!;
	officer = world.organisms.A.staff.dataProtectionOfficer;
	const [account] = await server.owner.sql<{ id: string }[]>`
		insert into account (kind, email, first_name, last_name, household_id)
		values ('tenant', ${`${randomUUID()}@exemple.test`}, 'Karim', 'Benali', ${member.householdId}) returning id`;
	coHolder = { ...member.tenant, accountId: account!.id };
}, 120_000);

const idsSeenBy = (actor: Actor) =>
	rows.asSomebody(actor, async (tx) => (await tx`select id from data_request`).map(({ id }) => id as string));
const namesSeenBy = (actor: Actor) =>
	rows.asSomebody(actor, async (tx) => [...(await tx`select * from data_request_people()`)]);
const codeOf = (actor: Actor, statement: string) =>
	rows.asSomebody(actor, async (tx) => {
		const done = await rows.attempt(tx, statement);
		return typeof done === 'string' ? done : (done as { count?: number }).count;
	});

describe('the database alone', () => {
	test('shows a data-protection officer the requests of the organism, what is public and what is their own', async () => {
		const seen = await rows.asSomebody(officer, async (tx) => {
			const found: string[] = [];
			for (const table of await rows.tablesOf()) {
				const read = await rows.attempt(tx, `select 1 from "${table}" limit 1`);
				if (typeof read !== 'string' && read.length > 0) found.push(table);
			}
			return found;
		});
		expect(seen).toEqual(['account', 'commune', 'data_request', 'demo_clock', 'estate', 'organism', 'territory']);
		const accounts = await rows.asSomebody(officer, (tx) => tx`select id from account`);
		expect(accounts.map(({ id }) => id as string)).toEqual([officer.accountId]);
		const organisms = await rows.asSomebody(officer, (tx) => tx`select distinct organism_id as id from data_request`);
		expect(organisms.map(({ id }) => id as string)).toEqual([officer.organismId]);
	});

	test('shows a request to the person who made it, and not to another holder of the lease', async () => {
		expect(await idsSeenBy(member.tenant)).toEqual([member.requestId]);
		expect(await idsSeenBy(coHolder)).toEqual([]);
	});

	test('shows nobody else a request, a name or how many are late', async () => {
		const { auditor, calSecretary, organismAdmin, officer: agent, manager } = world.organisms.A.staff;
		const others = [auditor, calSecretary, organismAdmin, agent, manager, world.coordinator, member.tenant];
		for (const actor of others) {
			if (actor !== member.tenant) expect(await idsSeenBy(actor)).toEqual([]);
			expect(await namesSeenBy(actor)).toEqual([]);
		}
		await server.owner.sql`update data_request set due_at = ${'2026-11-01T00:00:00Z'} where id = ${member.requestId}`;
		const lateFor = (actor: Actor) =>
			rows.asSomebody(actor, async (tx) => Number((await tx`select late_data_requests() as count`)[0]!.count));
		expect(await lateFor(manager)).toBe(1);
		for (const actor of [...others.filter((one) => one !== manager), world.organisms.B.staff.manager])
			expect(await lateFor(actor)).toBe(0);
	});

	test('shows who corrects what is to be corrected, while it is', async () => {
		const { officer: agent, calSecretary } = world.organisms.A.staff;
		await server.owner.sql`update data_request set state = 'toCorrect' where id = ${member.requestId}`;
		try {
			expect(await idsSeenBy(agent)).toEqual([member.requestId]);
			expect((await namesSeenBy(agent)).map(({ request_id: id }) => id as string)).toEqual([member.requestId]);
			expect(await idsSeenBy(calSecretary)).toEqual([]);
			expect(await codeOf(agent, `update data_request set state = 'done'`)).toBe(0);
		} finally {
			await server.owner.sql`update data_request set state = 'asked' where id = ${member.requestId}`;
		}
	});

	test.each([
		['edit what was asked', `update data_request set statement = 'v1.x'`],
		['give it to another organism', `update data_request set organism_id = gen_random_uuid()`],
		['put off its term and leave it open', `update data_request set due_at = '2099-01-01'`],
		['delete it', `delete from data_request`]
	])('lets nobody %s', async (_, statement) => {
		for (const actor of [officer, member.tenant, world.organisms.A.staff.manager])
			expect(['42501', 0]).toContain(await codeOf(actor, statement));
	});

	test('lets a person ask in no name but their own', async () => {
		const insert = (accountId: string, organismId: string, state: string) =>
			`insert into data_request (account_id, household_id, organism_id, kind, state, statement, asked_at, due_at)
			values ('${accountId}', '${member.householdId}', '${organismId}', 'rectification', '${state}', 'v1.x', now(), now())`;
		const { accountId } = member.tenant;
		expect(await codeOf(member.tenant, insert(accountId, member.organismId, 'asked'))).toBe(1);
		expect(await codeOf(member.tenant, insert(coHolder.accountId, member.organismId, 'asked'))).toBe('42501');
		expect(await codeOf(member.tenant, insert(accountId, world.organisms.B.organismId, 'asked'))).toBe('42501');
		expect(await codeOf(member.tenant, insert(accountId, member.organismId, 'done'))).toBe('42501');
	});
});

test('the application alone lists to a data-protection officer the requests of the organism', async () => {
	const { config } = server.deps;
	const unfiltered = await openServer({
		...config,
		databaseUrls: { ...config.databaseUrls, server: databaseUrls.owner }
	});
	try {
		const listedTo = async (actor: Actor) => {
			const { waiting } = await createCaller(contextOf(unfiltered.deps, actor, randomUUID())).dataRequests.list();
			return waiting.map(({ id }) => id);
		};
		expect(await listedTo(officer)).toContain(member.requestId);
		expect(await listedTo(world.organisms.B.staff.dataProtectionOfficer)).not.toContain(member.requestId);
	} finally {
		await unfiltered.close();
	}
});

test('a data-protection officer is never a referent of protected households', async () => {
	const { manager } = world.organisms.A.staff;
	const { colleagues } = await server.as(manager).organisms.referents();
	expect(colleagues.map(({ accountId }) => accountId)).not.toContain(officer.accountId);
});

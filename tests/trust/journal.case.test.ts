/** What the auditor of an organism learns: its journals, the names of its colleagues, and nothing of any household. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { readSensitive } from '#server/platform/audit.ts';
import { takeWitness } from '#server/platform/audit-witness.ts';
import type { Actor, Staff } from '#server/platform/actor.ts';
import { keyOf } from '#server/platform/limits.ts';
import { asActor } from '#server/platform/unit.ts';
import { openTestServer } from '#tests/support/server.ts';
import { checkRows, type RowChecks } from './rows.ts';
import { aWorld, type Member, type World } from './world.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
let world: World;
let rows: RowChecks;
let auditor: Staff;
let officer: Staff;
/** A household whose file the officer reads. */
let member: Member;
/** The last entry of each journal of the organism, when they were signed. */
let signedHeads: { journal: string; hash: string }[];

beforeAll(async () => {
	server = await openTestServer();
	world = await aWorld(server);
	rows = checkRows(world);
	({ auditor, officer } = world.organisms.A.staff);
	member = world.chains.open[0]!;
	for (const purpose of ['instruction', 'documents', 'documents'] as const)
		await asActor(server.deps, officer, async (unit) => readSensitive(unit, purpose, member.householdId));
	await asActor(server.deps, world.organisms.B.staff.officer, async (unit) =>
		readSensitive(unit, 'followUp', world.chains.open[1]!.householdId)
	);
	await takeWitness(server.worker);
	signedHeads = await server.owner.sql`
		select journal, hash from audit_head where chain_id = ${auditor.organismId} order by journal`;
}, 120_000);

const journalOf = (actor: Actor, asked: Parameters<ReturnType<typeof server.as>['accounts']['journal']>[0] = {}) =>
	server.as(actor).accounts.journal({ days: 365, ...asked });

describe('the journal of an organism', () => {
	test('tells its auditor who read which file, when and what for, without saying whose file it is', async () => {
		const { lines, total } = await journalOf(auditor);
		expect(lines.map(({ purpose }) => purpose)).toEqual(['documents', 'documents', 'instruction']);
		expect(total).toBe(3);
		const [account] = await server.owner.sql`select first_name || ' ' || last_name as name from account
			where id = ${officer.accountId}`;
		for (const line of lines)
			expect(line).toMatchObject({ author: { role: 'staff', name: account!.name }, duty: 'officer' });
		expect(new Set(lines.map(({ subject }) => subject)).size).toBe(1);
		expect(JSON.stringify(lines)).not.toContain(member.householdId);
	});

	test('tells what was done, without what the events carry', async () => {
		const { lines } = await journalOf(auditor, { view: 'acts' });
		expect(lines.map(({ action }) => action)).toContain('ProposalPublished');
		expect(Object.keys(lines[0]!).sort()).toEqual([
			...['action', 'at', 'author', 'duty', 'look', 'purpose', 'seq', 'subject']
		]);
		expect(lines.filter(({ purpose, duty, look }) => purpose ?? duty ?? look)).toEqual([]);
	});

	test('is filtered by colleague, by purpose, by household and by period', async () => {
		const { agents, lines } = await journalOf(auditor);
		const [agent] = agents.filter(({ count }) => count === 3);
		expect((await journalOf(auditor, { agent: agent!.pseudonym })).total).toBe(3);
		expect((await journalOf(auditor, { agent: randomUUID() })).total).toBe(0);
		expect((await journalOf(auditor, { purpose: 'instruction' })).total).toBe(1);
		expect((await journalOf(auditor, { subject: lines[0]!.subject })).total).toBe(3);
		expect((await journalOf(auditor, { subject: randomUUID() })).total).toBe(0);
		await server.setTime('2026-12-01T09:00:00Z');
		expect((await journalOf(auditor, { days: 7 })).total).toBe(0);
		expect((await journalOf(auditor, { days: 30 })).total).toBe(3);
		await server.setTime('2026-11-21T09:00:00Z');
	});

	test('names nobody of another organism', async () => {
		const { lines, agents } = await journalOf(world.organisms.B.staff.auditor);
		expect(lines.map(({ purpose }) => purpose)).toEqual(['followUp']);
		const names = agents.map(({ name }) => name).join();
		expect(names).toContain('zq-staff-B-zq');
		expect(names).not.toContain('zq-staff-A-zq');
	});

	test('gives the organism the last signed state, for it to keep elsewhere', async () => {
		const { witness } = await journalOf(auditor);
		expect(witness!.heads.map(({ journal, hash }) => ({ journal, hash }))).toEqual([...signedHeads]);
	});
});

describe('who looks at the journal of an organism', () => {
	const lastLook = async (actor: Actor) => (await journalOf(actor, { view: 'looks' })).lines[0]!;

	test('leaves one entry at each look, in the journal of readings, with its duty and its purpose', async () => {
		const { total: before } = await journalOf(auditor, { view: 'looks' });
		await journalOf(auditor, { view: 'acts', days: 90, page: 2 });
		const { lines, total } = await journalOf(auditor, { view: 'looks' });
		// That look, and the one before it.
		expect(total - before).toBe(2);
		expect(lines[0]).toMatchObject({
			action: 'JournalRead',
			author: { role: 'staff', name: expect.stringContaining('zq-staff-A-zq') },
			duty: 'auditor',
			purpose: 'audit',
			subject: null,
			look: { view: 'acts', days: 90, page: 2, agent: null, reason: null }
		});
	});

	test('is told apart when only one person was looked at, by their pseudonym', async () => {
		const { agents, lines } = await journalOf(auditor);
		const { pseudonym, name } = agents.find(({ count }) => count === 3)!;
		await journalOf(auditor, { agent: pseudonym });
		expect(await lastLook(auditor)).toMatchObject({ subject: null, look: { agent: pseudonym, agentName: name } });
		await journalOf(auditor, { subject: lines[0]!.subject, purpose: 'documents' });
		const last = await lastLook(auditor);
		expect(last).toMatchObject({ subject: lines[0]!.subject, look: { agent: null, reason: 'documents' } });
		expect(JSON.stringify(last)).not.toContain(member.householdId);
	});

	test('is no reading of a file: neither the list of readings nor the household counts it', async () => {
		const { lines } = await journalOf(auditor);
		await journalOf(auditor, { subject: lines[0]!.subject });
		expect((await journalOf(auditor)).total).toBe(3);
		const told = await server.as(member.tenant).accounts.whoReadMyFile();
		expect(told.map(({ purpose }) => purpose)).toEqual(['documents', 'documents', 'instruction']);
	});
});

test('what a referent of protected households does is told to the auditor, and on whom is not', async () => {
	const { manager: referent, auditor: watching } = world.organisms.C.staff;
	await server.as(referent).households.listProtected();
	const { lines } = await journalOf(watching, { view: 'acts' });
	expect(lines[0]).toMatchObject({ action: 'ProtectionRead', subject: null });
});

describe('the database alone', () => {
	test('shows an auditor no table but the journals, what is public and what is their own', async () => {
		expect(await rows.tablesSeenBy(auditor)).toEqual([
			'account',
			'audit_checkpoint',
			'audit_entry',
			'commune',
			'demo_clock',
			'estate',
			'organism',
			'territory'
		]);
		const own = await rows.asSomebody(auditor, (tx) => tx`select id from account`);
		expect(own.map(({ id }) => id as string)).toEqual([auditor.accountId]);
	});

	test('lets an auditor change no row but their own account', async () => {
		const changed = await rows.asSomebody(auditor, async (tx) => {
			const found: string[] = [];
			for (const table of await rows.tablesOf()) {
				const deleted = await rows.attempt(tx, `delete from "${table}" returning 1`);
				if (typeof deleted !== 'string' && deleted.length > 0) found.push(`delete ${table}`);
			}
			const settings = await rows.attempt(tx, `update organism set name = name returning 1`);
			if (typeof settings !== 'string' && settings.length > 0) found.push('update organism');
			return found;
		});
		expect(changed).toEqual([]);
	});

	test('shows the journals and the names behind them to no other colleague', async () => {
		const { officer, manager, calSecretary, organismAdmin } = world.organisms.A.staff;
		for (const actor of [officer, manager, calSecretary, organismAdmin, member.tenant, world.coordinator]) {
			const seen = await rows.asSomebody(actor, async (tx) => [
				...(await tx`select from audit_entry where chain_id = ${auditor.organismId} and journal = 'acts'`),
				...(await tx`select from audit_checkpoint`),
				...(await tx`select from journal_colleagues()`)
			]);
			expect(seen).toEqual([]);
		}
	});
});

test('an auditor is never a referent of protected households', async () => {
	const { manager } = world.organisms.A.staff;
	const { colleagues } = await server.as(manager).organisms.referents();
	const ids = colleagues.map(({ accountId }) => accountId);
	expect([ids.includes(officer.accountId), ids.includes(auditor.accountId)]).toEqual([true, false]);
});

test('who opens more than 200 papers in an hour is stopped, and those who watch over accounts and data are told once', async () => {
	const hour = 3_600_000;
	const windowStart = Math.floor(Date.now() / hour) * hour;
	for (const start of [windowStart, windowStart + hour])
		await server.owner.sql`insert into attempt (key, window_start, count)
			values (${keyOf('files', officer.accountId)}, ${new Date(start)}, 199)`;
	const open = () =>
		server
			.as(officer)
			.documents.file({ legId: randomUUID(), fileId: randomUUID() })
			.catch(({ message }: Error) => message);
	const answers = [await open(), await open(), await open(), await open()];
	expect(answers).toEqual(['DOCUMENT_NOT_FOUND', ...Array<string>(3).fill('READINGS_TOO_MANY')]);
	await server.settle();
	const { manager, organismAdmin } = world.organisms.A.staff;
	const told = await server.owner.sql`select account_id from letter where kind = 'readingsStopped' order by account_id`;
	expect(told.map((row) => row.account_id as string)).toEqual(
		[manager, organismAdmin, auditor].map(({ accountId }) => accountId).sort()
	);
	const { lines } = await journalOf(auditor, { view: 'acts' });
	expect(lines.filter(({ action }) => action === 'ReadingsStopped')).toHaveLength(1);
});

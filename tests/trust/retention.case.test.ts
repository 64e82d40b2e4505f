import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { retainedData, retentionVersions } from '#domain/households/retention.ts';
import { applyRetention } from '#server/households/apply-retention.ts';
import { sealHealth } from '#server/households/health.ts';
import { sealMotive } from '#server/needs/motive.ts';
import { verifyAudit } from '#server/platform/audit-verify.ts';
import { readWitnesses, takeWitness, verifyingKey, witnessFile } from '#server/platform/audit-witness.ts';
import { connectAs } from '#tests/support/database.ts';
import { openTestServer } from '#tests/support/server.ts';
import { aWorld, today, type Member, type World } from './world.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
let world: World;
const auditor = connectAs('auditor');
const worker = connectAs('worker');
const { rules } = retentionVersions[0]!;

beforeAll(async () => {
	server = await openTestServer({ WITNESS_FOLDER: mkdtempSync(path.join(tmpdir(), 'retention-')) });
	world = await aWorld(server);
}, 120_000);

const later = (days: number) => server.setTime(new Date(Date.parse(today) + days * 86_400_000));
const count = async (table: string, where = 'true') =>
	Number((await server.owner.sql.unsafe(`select count(*) from ${table} where ${where}`))[0]!.count);

/** All that the database holds, as text. */
async function dump(): Promise<string> {
	const { sql } = server.owner;
	const tables = await sql<{ name: string }[]>`select relname as name from pg_class
		where relnamespace = 'public'::regnamespace and relkind = 'r'`;
	const texts: string[] = [];
	for (const { name } of tables)
		for (const { row } of await sql.unsafe<{ row: string }[]>(`select t::text as row from "${name}" t`))
			texts.push(row);
	return texts.join('\n');
}
const marksOf = ({ name }: Member, text: string) => [
	...new Set(text.match(new RegExp(`zq-[a-z]+-${name}-zq`, 'g')) ?? [])
];

describe('the durations', () => {
	test('say for every datum how long, and where that comes from or that it is our choice', () => {
		for (const { rules: one } of retentionVersions)
			for (const datum of retainedData) {
				expect(one[datum].days).toBeGreaterThan(0);
				expect(one[datum].source).not.toBe('');
			}
		expect(rules.auditReads.days).toBeLessThanOrEqual(366);
	});
});

describe('a household that asks to be forgotten', () => {
	test('cannot while others count on its home', async () => {
		const { tenant } = world.chains.open[0]!;
		await expect(server.as(tenant).households.askErasure()).rejects.toMatchObject({ message: 'ERASURE_IN_CHAIN' });
	});

	test('is, within the day: no trace of it is left but the decisions of the law and journals that name nobody', async () => {
		const member = world.chains.broken[1]!;
		const { sql } = server.owner;
		const [listing] = await sql<{ id: string }[]>`select id from listing where household_id = ${member.householdId}`;
		const { config } = server.deps;
		const health = sealHealth(config, member.householdId, {
			accessNeeds: ['lift'],
			disabilityCards: [],
			receivesAah: true
		});
		await sql`update household set health = ${health} where id = ${member.householdId}`;
		await sql`update listing set motive = ${sealMotive(config, listing!.id, 'health')} where id = ${listing!.id}`;
		expect(marksOf(member, await dump()).length).toBeGreaterThan(8);

		await server.as(member.tenant).households.askErasure();
		await server.as(member.tenant).households.askErasure();
		await applyRetention(server.worker);

		const after = await dump();
		// The sheet of its dwelling stays: its address is that of the home, not of the household.
		expect(marksOf(member, after).filter((mark) => !/street|door/.test(mark))).toEqual([]);
		expect(after).not.toContain(health);
		expect(await count('audit_pseudonym', `person_id in ('${member.householdId}', '${member.tenant.accountId}')`)).toBe(
			0
		);
		expect(await count('session', `account_id = '${member.tenant.accountId}'`)).toBe(0);
		expect(await count('erasure', `household_id = '${member.householdId}' and done_at is not null`)).toBe(1);
	});

	test('takes nothing from anybody else', async () => {
		const neighbour = world.chains.broken[0]!;
		expect(marksOf(neighbour, await dump()).length).toBeGreaterThan(8);
	});

	test('is forgotten again when a back-up brings it back', async () => {
		const { householdId } = world.chains.broken[1]!;
		await server.owner.sql`update household set name = 'zq-restored-zq', forgotten_at = null where id = ${householdId}`;
		await server.owner.sql`delete from erasure`;
		await applyRetention(server.worker);
		expect(await dump()).not.toContain('zq-restored-zq');
	});

	test('leaves journals that are whole', async () => {
		await takeWitness(server.worker);
		const { config } = server.deps;
		const { problems } = await verifyAudit(auditor.sql, {
			witnesses: await readWitnesses(witnessFile(config)),
			key: verifyingKey(config),
			keptDays: { acts: 1827, reads: 365 }
		});
		expect(problems).toEqual([]);
	});
});

describe('every night, what is at the end of its time is erased, and nothing before', () => {
	type Case = [datum: keyof typeof rules, table: string, where: string];
	const cases: Case[] = [
		['attempts', 'attempt', `key = 'zq-attempt'`],
		['letters', 'letter', 'true'],
		['commandKeys', 'idempotency_key', 'true'],
		['decisions', 'decision', 'true'],
		['documents', 'candidacy', `documents <> '[]' and state = 'withdrawn'`],
		['imports', 'dwelling_import_line', 'true'],
		['exports', 'export_record', 'true'],
		['dataRequests', 'data_request', `state = 'refused'`],
		['households', 'household', `forgotten_at is null and name like 'zq-name-completed%'`]
	];

	beforeAll(async () => {
		const { sql } = server.owner;
		await sql`update letter set created_at = ${today}::timestamptz`;
		await sql`update idempotency_key set at = ${today}::timestamptz`;
		await sql`alter table decision disable trigger user`;
		await sql`update decision set decided_at = ${today}::timestamptz`;
		await sql`alter table decision enable trigger user`;
		await sql`update candidacy set documents = '[{"code":"ID-FR","state":"asked","receivedOn":null,"refusal":null,"validUntil":null}]', answered_at = ${today}::timestamptz,
			state = 'withdrawn' where leg_id in (select id from leg where state = 'signed')`;
		await sql`update listing set updated_at = ${today}::timestamptz`;
		await sql`update data_request set state = 'refused', refusal_reason = 'accurate', ended_at = ${today}::timestamptz
			where id = ${world.chains.open[0]!.requestId}`;
		await sql`update dwelling_import set received_at = ${today}::timestamptz`;
		await sql`alter table export_record disable trigger user`;
		await sql`update export_record set requested_at = ${today}::timestamptz`;
		await sql`alter table export_record enable trigger user`;
		await sql`insert into attempt (key, window_start, count) values ('zq-attempt', ${today}::timestamptz, 1)`;
	});

	// In the order in which their time comes, since the clock only goes forward; what ends the same day, together.
	const byDays = [...Map.groupBy(cases, ([datum]) => rules[datum].days)].sort(([a], [b]) => a - b);
	test.each(byDays)('on the last of %i days', async (days, ending) => {
		const left = async () => Promise.all(ending.map(([, table, where]) => count(table, where)));
		const before = await left();
		expect(before).not.toContain(0);
		await later(days - 1);
		await applyRetention(server.worker);
		expect(await left()).toEqual(before);
		await later(days + 1);
		const counts = await applyRetention(server.worker);
		expect(await left()).toEqual(ending.map(() => 0));
		for (const [index, [datum]] of ending.entries()) expect(counts[datum]).toBeGreaterThanOrEqual(before[index]!);
	});

	test('is counted in the journal, without a name', async () => {
		const rows = await server.owner.sql<{ entry: string }[]>`
			select entry from audit_entry where action = 'RetentionApplied' order by seq desc limit 1`;
		expect(JSON.parse(rows[0]!.entry)).toMatchObject({ data: { version: '2026-1', counts: {} }, actor: null });
	});
});

describe('erasing before the time', () => {
	test.each([
		[`select forget_decisions('2099-01-01')`],
		[`select audit_purge('acts', '2099-01-01')`],
		[`delete from decision`],
		[`update answer set note = 'x'`],
		[`set app.forgetting = 'decision'; delete from decision`]
	])('is refused or does nothing to what is young, even to the jobs: %s', async (statement) => {
		await later(0);
		const before = await dump();
		await worker.sql.unsafe(statement).catch((error: { code: string }) => expect(error.code).toMatch(/42501|23001/));
		expect((await dump()).length).toBe(before.length);
	});

	test('is not for the pages to ask', async () => {
		const pages = connectAs('server');
		for (const call of [`forget_household(gen_random_uuid())`, `forget_decisions(now())`, `forget_run_inputs(now())`])
			await expect(pages.sql.unsafe(`select ${call}`)).rejects.toMatchObject({ code: '42501' });
	});
});

import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readSensitive } from '#server/platform/audit.ts';
import { verifyAudit } from '#server/platform/audit-verify.ts';
import { readWitnesses, takeWitness, verifyingKey, witnessFile } from '#server/platform/audit-witness.ts';
import { asActor } from '#server/platform/unit.ts';
import { aFoundProposal, aScene, type Scene } from '#tests/factories/chain.ts';
import { putToHouseholds } from '#tests/factories/play-chain.ts';
import { connectAs } from '#tests/support/database.ts';
import { openTestServer } from '#tests/support/server.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
let scene: Scene;
let proposalId: string;
const auditor = connectAs('auditor');
const owner = connectAs('owner');
const witnessFolder = mkdtempSync(path.join(tmpdir(), 'witness-'));
const keptDays = { acts: 1827, reads: 365 };

beforeAll(async () => {
	server = await openTestServer({ WITNESS_FOLDER: witnessFolder });
	await server.setTime('2026-11-21T09:00:00Z');
	scene = await aScene(server.owner, 3);
	proposalId = await aFoundProposal(server.owner, scene);
	await play();
	await takeWitness(server.worker);
});

/** A chain is published and everyone says yes; each party's organism has every step in its journal. */
async function play() {
	await putToHouseholds(server.deps, scene.coordinator, proposalId);
	await Promise.all(
		scene.parties.map(({ tenant }) => server.as(tenant).proposals.sayYes({ proposalId, question: 'proposal' }))
	);
}

const verify = async (witnesses = readWitnesses(witnessFile(server.deps.config))) =>
	verifyAudit(auditor.sql, { witnesses: await witnesses, key: verifyingKey(server.deps.config), keptDays });
const codes = async () => [...new Set((await verify()).problems.map(({ code }) => code))];
const entriesOf = (organismId: string) =>
	owner.sql<{ seq: string; action: string; entry: string }[]>`
		select seq, action, entry from audit_entry where chain_id = ${organismId} and journal = 'acts' order by seq`;

describe('the journals', () => {
	test('say each step once in the journal of every organism of the chain', async () => {
		for (const { organismId } of scene.parties) {
			const actions = (await entriesOf(organismId)).map(({ action }) => action);
			expect(actions).toEqual(['ProposalPublished', 'LegAdvanced', 'LegAdvanced', 'LegAdvanced', 'AllAccepted']);
		}
	});

	test('name nobody: who acted is a pseudonym that only the exchange can read', async () => {
		const { tenant, organismId } = scene.parties[0]!;
		const texts = (await entriesOf(organismId)).map(({ entry }) => entry).join();
		expect(texts).not.toContain(tenant.accountId);
		expect(texts).not.toContain(tenant.householdId);
		const [row] = await owner.sql`select pseudonym from audit_pseudonym where person_id = ${tenant.accountId}`;
		expect(texts).toContain(row!.pseudonym);
	});

	test('hold nothing of a transaction that was undone', async () => {
		const { tenant, organismId } = scene.parties[0]!;
		const before = (await entriesOf(organismId)).length;
		await expect(
			asActor(server.deps, tenant, async (unit) => {
				await unit.record([{ type: 'NeedChanged', listingId: randomUUID() }]);
				throw new Error('undone');
			})
		).rejects.toThrow('undone');
		expect(await entriesOf(organismId)).toHaveLength(before);
	});

	test('are all there after many acted at once, in one order', async () => {
		const { tenant, organismId } = scene.parties[0]!;
		const before = (await entriesOf(organismId)).length;
		await Promise.all(
			Array.from({ length: 40 }, () =>
				asActor(server.deps, tenant, (unit) => unit.record([{ type: 'NeedChanged', listingId: randomUUID() }]))
			)
		);
		expect(await entriesOf(organismId)).toHaveLength(before + 40);
		expect((await verify()).problems).toEqual([]);
	});

	test('are added to by their function only, even by who serves the pages', async () => {
		const { officer, organismId } = scene.parties[0]!;
		const attempts = [
			sql`insert into audit_entry (chain_id, journal, seq, entry, hash) values (${organismId}, 'acts', 99, '{}', 'h')`,
			sql`update audit_entry set hash = 'h'`,
			sql`delete from audit_entry`,
			sql`truncate audit_entry`,
			sql`update audit_head set seq = 0`,
			sql`insert into audit_checkpoint (number, at, body, signature) values (9, now(), 'b', 's')`,
			sql`select audit_purge('acts', now())`
		];
		for (const attempt of attempts)
			await expect(asActor(server.deps, officer, ({ tx }) => tx.execute(attempt))).rejects.toMatchObject({
				cause: { code: '42501' }
			});
	});

	test('are read by the organism they are about, and by no other', async () => {
		const [mine, other] = scene.parties as [Scene['parties'][0], Scene['parties'][0]];
		const auditor = { ...mine.officer, staffRole: 'auditor' } as const;
		const seen = await asActor(server.deps, auditor, ({ tx }) =>
			tx.execute<{ chain_id: string }>(sql`select distinct chain_id from audit_entry`)
		);
		expect(seen.map((row) => row.chain_id)).toEqual([mine.organismId]);
		expect(mine.organismId).not.toBe(other.organismId);
	});
});

describe('a file that is read', () => {
	test('is told to its household, with the organism, the duty and the reason', async () => {
		const { tenant, householdId, organismId } = scene.parties[1]!;
		const reader = scene.parties[1]!.officer;
		await asActor(server.deps, reader, async (unit) => readSensitive(unit, 'instruction', householdId));
		expect(await server.as(tenant).accounts.whoReadMyFile()).toEqual([
			{ at: expect.any(Date), organism: expect.any(String), duty: 'officer', purpose: 'instruction' }
		]);
		const [entry] = await owner.sql`select chain_id from audit_entry where journal = 'reads'`;
		expect(entry!.chain_id).toBe(organismId);
	});

	test('is told each time its file is opened by the organism', async () => {
		const { tenant, officer, householdId } = scene.parties[2]!;
		const [listing] = await owner.sql`select id from listing where household_id = ${householdId}`;
		await server.as(officer).needs.listing({ listingId: listing!.id });
		await server.as(officer).needs.listing({ listingId: listing!.id });
		const read = await server.as(tenant).accounts.whoReadMyFile();
		expect(read.map(({ purpose }) => purpose)).toEqual(['listingCheck', 'listingCheck']);
	});

	test('is not told to another household', async () => {
		expect(await server.as(scene.parties[0]!.tenant).accounts.whoReadMyFile()).toEqual([]);
		const rows = await asActor(server.deps, scene.parties[0]!.tenant, ({ tx }) =>
			tx.execute(sql`select from audit_entry`)
		);
		expect(rows).toHaveLength(0);
	});
});

describe('tampering by who owns the database', () => {
	let chain: string;

	beforeEach(() => {
		chain = scene.parties[0]!.organismId;
	});

	/** Does it with every protection of the database taken away, looks, and puts everything back. */
	async function tamper(work: () => Promise<unknown>): Promise<string[]> {
		const { sql } = owner;
		await sql`alter table audit_entry disable trigger user`;
		await sql`alter table audit_checkpoint disable trigger user`;
		await sql`create table kept_entry as select chain_id, journal, seq, entry, hash from audit_entry`;
		await sql`create table kept_head as select * from audit_head`;
		await sql`create table kept_checkpoint as select * from audit_checkpoint`;
		const file = readFileSync(witnessFile(server.deps.config));
		try {
			await work();
			return await codes();
		} finally {
			writeFileSync(witnessFile(server.deps.config), file);
			await sql`delete from audit_entry`;
			await sql`insert into audit_entry (chain_id, journal, seq, entry, hash) select * from kept_entry`;
			await sql`delete from audit_head`;
			await sql`insert into audit_head select * from kept_head`;
			await sql`delete from audit_checkpoint`;
			await sql`insert into audit_checkpoint select * from kept_checkpoint`;
			await sql`drop table kept_entry, kept_head, kept_checkpoint`;
			await sql`alter table audit_entry enable trigger user`;
			await sql`alter table audit_checkpoint enable trigger user`;
		}
	}

	/** Computes all hashes of a journal anew, head included, as somebody who knows how would. */
	async function rehash() {
		await owner.sql`do $$
			declare one record; last text := repeat('0', 64); n bigint := 0;
			begin
				for one in select seq, entry, journal, chain_id from audit_entry where journal = 'acts' order by chain_id, seq loop
					if one.seq = 1 then last := repeat('0', 64); end if;
					last := encode(sha256(convert_to(last || one.entry, 'UTF8')), 'hex');
					update audit_entry e set hash = last where e.chain_id = one.chain_id and e.journal = 'acts' and e.seq = one.seq;
					update audit_head h set hash = last, seq = one.seq where h.chain_id = one.chain_id and h.journal = 'acts';
				end loop;
			end $$`;
	}

	test('is refused first: journals are only added to', async () => {
		await expect(owner.sql`update audit_entry set entry = entry`).rejects.toMatchObject({ code: '23001' });
		await expect(owner.sql`delete from audit_entry`).rejects.toMatchObject({ code: '23001' });
		await expect(owner.sql`truncate audit_entry`).rejects.toMatchObject({ code: '23001' });
		await expect(owner.sql`delete from audit_checkpoint`).rejects.toMatchObject({ code: '23001' });
	});

	test('finds nothing where there was none', async () => {
		expect(await codes()).toEqual([]);
	});

	test.each<[string, string, (sql: typeof owner.sql) => Promise<unknown>]>([
		[
			'an entry that is edited',
			'HASH_WRONG',
			(sql) =>
				sql`update audit_entry set entry = replace(entry, 'accepted', 'declined') where chain_id = ${chain} and seq = 2`
		],
		[
			'an entry whose hash is edited',
			'HASH_WRONG',
			(sql) => sql`update audit_entry set hash = repeat('a', 64) where chain_id = ${chain} and seq = 2`
		],
		[
			'an entry that is deleted',
			'NUMBER_WRONG',
			(sql) => sql`delete from audit_entry where chain_id = ${chain} and seq = 2`
		],
		[
			'an entry that is inserted',
			'HASH_WRONG',
			async (sql) => {
				await sql`update audit_entry set seq = seq + 1000 where chain_id = ${chain} and seq > 2`;
				await sql`insert into audit_entry (chain_id, journal, seq, entry, hash)
				select chain_id, journal, 3, replace(entry, '"seq": 2', '"seq": 3'), hash from audit_entry where chain_id = ${chain} and seq = 2`;
				await sql`update audit_entry set seq = seq - 999 where chain_id = ${chain} and seq > 1000`;
			}
		],
		[
			'two entries that are swapped',
			'ENTRY_OF_ANOTHER_JOURNAL',
			async (sql) => {
				await sql`update audit_entry set seq = -1 where chain_id = ${chain} and seq = 2`;
				await sql`update audit_entry set seq = 2 where chain_id = ${chain} and seq = 3`;
				await sql`update audit_entry set seq = 3 where chain_id = ${chain} and seq = -1`;
			}
		],
		[
			'an end that is cut off',
			'HEAD_WRONG',
			(sql) => sql`delete from audit_entry where chain_id = ${chain} and seq >= 4`
		],
		[
			'a head that is rewritten',
			'HEAD_WRONG',
			(sql) => sql`update audit_head set hash = repeat('b', 64) where chain_id = ${chain}`
		],
		[
			'an end that is cut off with its head rewritten',
			'WITNESS_DIFFERS',
			async (sql) => {
				await sql`delete from audit_entry where chain_id = ${chain} and journal = 'acts' and seq >= 4`;
				await sql`update audit_head h set seq = 3, hash = (select hash from audit_entry e where e.chain_id = h.chain_id and e.journal = 'acts' and e.seq = 3)
				where chain_id = ${chain} and journal = 'acts'`;
			}
		],
		[
			'a journal rewritten with all its hashes',
			'WITNESS_DIFFERS',
			async (sql) => {
				await sql`update audit_entry set entry = replace(entry, 'accepted', 'declined') where chain_id = ${chain}`;
				await rehash();
			}
		],
		[
			'an entry moved to another journal',
			'ENTRY_OF_ANOTHER_JOURNAL',
			async (sql) => {
				const [last] =
					await sql`select seq from audit_head where chain_id = ${scene.parties[1]!.organismId} and journal = 'acts'`;
				await sql`insert into audit_entry (chain_id, journal, seq, entry, hash)
				select ${scene.parties[1]!.organismId}, journal, ${Number(last!.seq) + 1}, entry, hash from audit_entry where chain_id = ${chain} and seq = 2`;
			}
		],
		[
			'a whole journal that is deleted',
			'WITNESS_DIFFERS',
			async (sql) => {
				await sql`delete from audit_entry where chain_id = ${chain}`;
				await sql`delete from audit_head where chain_id = ${chain}`;
			}
		],
		[
			'a beginning that is deleted before its time',
			'DELETED_TOO_EARLY',
			async (sql) => {
				await sql`update audit_head h set kept_from = 8, kept_hash = (select hash from audit_entry e where e.chain_id = h.chain_id and e.journal = 'acts' and e.seq = 7)
				where chain_id = ${chain} and journal = 'acts'`;
				await sql`delete from audit_entry where chain_id = ${chain} and journal = 'acts' and seq < 8`;
			}
		],
		[
			'an act whose event never was',
			'EVENT_UNKNOWN',
			async () => {
				await server.deps.db.transaction((tx) =>
					tx.execute(
						sql`select audit_append(${JSON.stringify([{ journal: 'acts', chains: [chain], action: 'LegAdvanced', subject: proposalId, isPerson: false, event: 999_999, data: {} }])}::jsonb)`
					)
				);
			}
		],
		[
			'a witness of the database that is edited',
			'WITNESS_NOT_KEPT',
			(sql) => sql`update audit_checkpoint set body = replace(body, '"seq":5', '"seq":6')`
		]
	])('finds %s', async (_, code, work) => {
		expect(await tamper(() => work(owner.sql))).toContain(code);
		expect(await codes()).toEqual([]);
	});

	test('finds an end that no witness saw, cut off with its head rewritten: what it told is still known', async () => {
		const { tenant } = scene.parties[0]!;
		await asActor(server.deps, tenant, (unit) => unit.record([{ type: 'NeedChanged', listingId: randomUUID() }]));
		expect(await codes()).toEqual([]);
		const found = await tamper(async () => {
			await owner.sql`delete from audit_entry e using audit_head h where e.chain_id = h.chain_id
				and e.journal = h.journal and e.seq = h.seq and e.event = (select max(event) from audit_entry)`;
			await owner.sql`update audit_head h set (seq, hash) = (select e.seq, e.hash from audit_entry e
				where e.chain_id = h.chain_id and e.journal = h.journal order by e.seq desc limit 1)`;
		});
		expect(found).toEqual(['EVENT_UNTOLD']);
	});

	test('finds a witness of the file that is edited, or missing', async () => {
		await takeWitness(server.worker);
		const { tenant } = scene.parties[0]!;
		await asActor(server.deps, tenant, (unit) => unit.record([{ type: 'NeedChanged', listingId: randomUUID() }]));
		await takeWitness(server.worker);
		const witnesses = await readWitnesses(witnessFile(server.deps.config));
		const edited = witnesses.map((one) => ({ ...one, body: one.body.replace('"seq":5', '"seq":4') }));
		const problems = async (lines: typeof witnesses) =>
			(await verify(Promise.resolve(lines))).problems.map(({ code }) => code);
		expect(await problems(edited)).toContain('WITNESS_FORGED');
		const unsigned = [...witnesses.slice(0, -1), { ...witnesses.at(-1)!, signature: 'AAAA' }];
		expect(await problems(unsigned)).toContain('WITNESS_FORGED');
		expect(await problems(witnesses.slice(1))).toContain('WITNESS_FORGED');
	});
});

describe('a witness', () => {
	test('is taken when something was done since the last one', async () => {
		const count = async () => (await readWitnesses(witnessFile(server.deps.config))).length;
		await takeWitness(server.worker);
		const before = await count();
		await takeWitness(server.worker);
		expect(await count()).toBe(before);
		const { tenant } = scene.parties[0]!;
		await asActor(server.deps, tenant, (unit) => unit.record([{ type: 'NeedChanged', listingId: randomUUID() }]));
		await takeWitness(server.worker);
		expect(await count()).toBe(before + 1);
	});

	test('that could not be written to its file is written with the next one', async () => {
		const file = witnessFile(server.deps.config);
		const before = readFileSync(file);
		await takeWitness(server.worker);
		writeFileSync(file, before);
		await takeWitness(server.worker);
		const [row] = await owner.sql<{ count: number }[]>`select count(*)::int from audit_checkpoint`;
		expect(await readWitnesses(file)).toHaveLength(row!.count);
		expect(await codes()).toEqual([]);
	});
});

describe('entries at the end of their time', () => {
	test('are deleted from the first one on, and what is kept is still whole', async () => {
		const { organismId, tenant } = scene.parties[0]!;
		await server.setTime('2031-11-25T09:00:00Z');
		await asActor(server.deps, tenant, (unit) => unit.record([{ type: 'NeedChanged', listingId: randomUUID() }]));
		await asActor(server.worker, { role: 'system' }, ({ tx }) =>
			tx.execute(sql`select audit_purge('acts', '2026-11-22T00:00:00Z')`)
		);
		const kept = await entriesOf(organismId);
		expect(kept.map(({ action }) => action)).toEqual(['NeedChanged']);
		expect(await codes()).toEqual([]);
	});

	test('are never deleted within six months, whoever asks', async () => {
		const { organismId } = scene.parties[0]!;
		await asActor(server.worker, { role: 'system' }, ({ tx }) =>
			tx.execute(sql`select audit_purge('acts', '2099-01-01T00:00:00Z')`)
		);
		expect(await entriesOf(organismId)).toHaveLength(1);
	});
});

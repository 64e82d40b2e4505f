/** Deposits under stress: limits reached together, a folder that takes nothing, a virus, the end of its time. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { utimes } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { depositLimits } from '#domain/documents/deposited-file.ts';
import { retentionVersions } from '#domain/households/retention.ts';
import { sealName } from '#server/documents/file-name.ts';
import { scanFile } from '#server/documents/scan-file.ts';
import { documentFiles } from '#server/documents/tables.ts';
import { applyRetention } from '#server/households/apply-retention.ts';
import { aPdf, sentFile } from '#tests/factories/files.ts';
import { aChain, playUntil, type PlayedLeg } from '#tests/factories/play-chain.ts';
import { openTestServer } from '#tests/support/server.ts';

const server = await openTestServer();
const folder = server.deps.config.filesFolder;
const today = '2026-03-09';
let leg: PlayedLeg;
let pdf: Uint8Array;
const tenant = () => server.as(leg.mover.tenant);
const deposit = (name = 'avis.pdf') => tenant().documents.deposit({ code: 'FI-AV', file: sentFile(name, pdf) });
const rows = () => server.owner.db.$count(documentFiles, eq(documentFiles.householdId, leg.mover.householdId));
const stored = () =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((one) => one.isFile())
		.map(({ name }) => name);

beforeEach(async () => {
	pdf = await aPdf();
	await server.setTime(`${today}T09:00:00Z`);
	await server.owner.sql`delete from document_file`;
	await server.owner.sql`delete from attempt`;
	rmSync(folder, { recursive: true, force: true });
	const chain = await aChain(server, 2);
	await playUntil(server, chain, 'confirmed', today);
	leg = chain.legs[0]!;
	await server.as(leg.host.officer).demands.askDocuments({ legId: leg.id, codes: ['FI-AV'] });
});

/** Rows of files that were sent before, without their bytes. */
async function filled(files: number, bytes = 10): Promise<void> {
	const { householdId } = leg.mover;
	for (let nth = 0; nth < files; nth++) {
		const id = randomUUID();
		await server.owner.db.insert(documentFiles).values({
			id,
			householdId,
			code: 'RM-SA',
			name: sealName(server.deps.config, id, 'a.pdf', 'pdf'),
			format: 'pdf',
			bytes,
			isScanned: false,
			depositedAt: new Date(`${today}T08:00:00Z`)
		});
	}
}

describe('a household', () => {
	test('that sends several files at once where one more fits keeps one, and nothing is left of the others', async () => {
		await filled(depositLimits.files - 1);
		const results = await Promise.allSettled([deposit(), deposit(), deposit()]);
		expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		for (const result of results)
			if (result.status === 'rejected') expect(result.reason).toMatchObject({ message: 'UPLOAD_HOUSEHOLD_FULL' });
		expect(await rows()).toBe(depositLimits.files);
		expect(stored()).toHaveLength(1);
	});

	test('keeps no more than it may in all', async () => {
		await filled(1, depositLimits.allBytes - 10);
		await expect(deposit()).rejects.toMatchObject({ message: 'UPLOAD_HOUSEHOLD_FULL' });
		expect(stored()).toEqual([]);
	});

	test('tries so many times a day, whatever became of each', async () => {
		const bad = () => tenant().documents.deposit({ code: 'FI-AV', file: sentFile('a.pdf', Buffer.from('bonjour')) });
		await server.owner.sql`insert into attempt (key, window_start, count)
			select 'deposits:' || left(encode(sha256(${leg.mover.householdId}::text::bytea), 'hex'), 32),
				date_trunc('day', now() at time zone 'UTC') at time zone 'UTC', ${depositLimits.perDay - 1}`;
		await expect(bad()).rejects.toMatchObject({ message: 'UPLOAD_KIND' });
		await expect(bad()).rejects.toMatchObject({ message: 'UPLOADS_TOO_MANY', code: 'TOO_MANY_REQUESTS' });
	});

	test.each(['../../../etc/passwd.pdf', 'a\u202Efdp.exe.pdf', `${'é'.repeat(300)}.pdf`])(
		'names its file as it likes (%j): on the disk it has another name, and it is shown without tricks',
		async (name) => {
			const { fileId } = await deposit(name);
			expect(stored()).toEqual([fileId]);
			const [shown] = (await tenant().documents.own()).documents[0]!.files;
			expect(shown!.name).not.toMatch(/[/\\]|\p{C}/u);
			expect(shown!.name.length).toBeLessThanOrEqual(90);
		}
	);
});

describe('a folder of files that takes nothing', () => {
	test('is told plainly; nothing is lost, and the same form goes through once it is mended', async () => {
		rmSync(folder, { recursive: true, force: true });
		writeFileSync(folder, 'not a folder');
		const key = randomUUID();
		const again = () =>
			server.as(leg.mover.tenant, key).documents.deposit({ code: 'FI-AV', file: sentFile('avis.pdf', pdf) });
		await expect(again()).rejects.toMatchObject({ message: 'UPLOAD_NOT_STORED' });
		expect(await rows()).toBe(0);
		expect((await tenant().documents.own()).documents[0]).toMatchObject({ state: 'asked' });
		rmSync(folder);
		const { fileId } = await again();
		expect(stored()).toEqual([fileId]);
	});

	test('that has lost a file says so to who opens it, and not that there is none', async () => {
		const { fileId } = await deposit();
		rmSync(folder, { recursive: true, force: true });
		const file = await tenant().documents.ownFile({ fileId });
		await expect(file.content()).rejects.toThrow('not in the folder');
	});
});

describe('clamd', () => {
	const answers: Record<string, string> = {};
	let listening: Server | undefined;
	afterAll(() => listening?.close());
	const answering = (answer: string) =>
		new Promise<string>((resolve) => {
			listening?.close();
			listening = createServer((socket) => {
				let seen = Buffer.alloc(0);
				socket.on('data', (some) => {
					seen = Buffer.concat([seen, some]);
					if (!seen.subarray(-4).equals(Buffer.alloc(4))) return;
					answers.last = seen.toString('latin1');
					socket.end(answer);
				});
			}).listen(0, '127.0.0.1', () => {
				const address = listening!.address() as { port: number };
				resolve(`127.0.0.1:${address.port}`);
			});
		});

	test.each([
		['stream: OK\0', 'clean'],
		['stream: Win.Test.EICAR_HDB-1 FOUND\0', 'infected'],
		['INSTREAM size limit exceeded. ERROR\0', 'notScanned'],
		['', 'notScanned']
	] as const)('that answers %j makes a file %s', async (answer, scan) => {
		expect(await scanFile(await answering(answer), Buffer.from('bonjour'))).toBe(scan);
		expect(answers.last).toBe('zINSTREAM\0\0\0\0\u0007bonjour\0\0\0\0');
	});

	test('that is not there leaves the file unscanned, and the officer reads it', async () => {
		expect(await scanFile('127.0.0.1:1', Buffer.from('a'))).toBe('notScanned');
		expect(await scanFile(null, Buffer.from('a'))).toBe('notScanned');
		await deposit();
		const { candidacy } = await server.as(leg.host.officer).demands.file({ legId: leg.id });
		expect(candidacy!.documents[0]!.files).toMatchObject([{ isScanned: false }]);
	});
});

describe('at the end of its time', () => {
	const { days } = retentionVersions[0]!.rules.documentFiles;
	const later = (count: number) => server.setTime(new Date(Date.parse(`${today}T09:00:00Z`) + count * 86_400_000));

	test('a file is erased with its bytes, after the decision and not before', async () => {
		const { fileId } = await deposit();
		await later(days + 1);
		await applyRetention(server.worker);
		expect(await rows(), 'its candidacy is under way').toBe(1);
		await server.owner.sql`update candidacy set state = 'refused', answered_at = ${`${today}T09:00:00Z`}::timestamptz`;
		await later(days - 1);
		await applyRetention(server.worker);
		expect(await rows()).toBe(1);
		await later(days + 1);
		await applyRetention(server.worker);
		expect(await rows()).toBe(0);
		// What is young may be waiting for its row: an hour later it is swept.
		await aged(fileId);
		await applyRetention(server.worker);
		expect(stored()).toEqual([]);
	});

	test('a household that is forgotten leaves no file', async () => {
		const { fileId } = await deposit();
		await server.owner.sql`update household_hold set released_at = now()`;
		await server.owner.sql`insert into erasure (household_id, asked_at) values (${leg.mover.householdId}, now())`;
		await aged(fileId);
		await applyRetention(server.worker);
		expect(await rows()).toBe(0);
		expect(stored()).toEqual([]);
	});
});

/** As if it had been written two hours ago. */
async function aged(fileId: string): Promise<void> {
	const then = new Date(Date.now() - 7_200_000);
	await utimes(`${folder}/${fileId.slice(0, 2)}/${fileId}`, then, then);
}

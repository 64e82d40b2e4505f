/** Files of dwellings under crowd and accident: what is written is a whole file, once, against the stock as it is. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { eq } from 'drizzle-orm';
import { build } from 'vite';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { applyImport } from '#server/dwellings/import/apply-import.ts';
import { checkImport } from '#server/dwellings/import/check-import.ts';
import { dwellingImports } from '#server/dwellings/import/tables.ts';
import { dwellingAddresses, dwellings } from '#server/dwellings/tables.ts';
import { aFoundProposal, aScene, type Party, type Scene } from '#tests/factories/chain.ts';
import { putToHouseholds } from '#tests/factories/play-chain.ts';
import { databaseUrls } from '#tests/support/database.ts';
import type { Watched } from '#tests/support/import-under-watch.ts';
import { openTestServer } from '#tests/support/server.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
let scene: Scene;
let own: Party;

beforeAll(async () => {
	server = await openTestServer();
});
beforeEach(async () => {
	scene = await aScene(server.owner, 2);
	own = scene.parties[0]!;
});

const api = () => server.as(own.manager).imports;
const header =
	'Référence;Adresse;Code postal;Commune;Résidence;Pièces;Surface;Étage;Ascenseur;Accessibilité;Financement;Annexes;Charges;Conventionné;QPV;Réservation\n';
const home = (reference: string) =>
	`${reference};3 rue des Lilas;95000;95127;Les Lilas;T3;64,5;2;oui;ordinaire;PLUS;0;118;oui;non;en flux\n`;
const homes = (count: number) => header + Array.from({ length: count }, (_, index) => home(`N${index}`)).join('');
const referenceOf = async ({ dwellingId }: Party) =>
	(await server.owner.db.select().from(dwellingAddresses).where(eq(dwellingAddresses.dwellingId, dwellingId)))[0]!
		.reference;
const areaOf = async ({ dwellingId }: Party) =>
	(await server.owner.db.select().from(dwellings).where(eq(dwellings.id, dwellingId)))[0]!.area;
const countHomes = async () => server.owner.db.$count(dwellings, eq(dwellings.organismId, own.organismId));
const stateOf = async (importId: string) =>
	(await server.owner.db.select().from(dwellingImports).where(eq(dwellingImports.id, importId)))[0]!.state;

/** A file that is checked, and may be confirmed. */
async function checked(text: string) {
	const { importId } = await api().receive({ file: { name: 'parc.csv', text } });
	const { mapping } = await api().read({ importId });
	await api().map({ importId, mapping });
	await server.settle();
	return importId;
}
const confirmed = async (text: string) => {
	const importId = await checked(text);
	await api().confirm({ importId });
	return importId;
};

describe('the same file', () => {
	test('sent twice by one double click is one file', async () => {
		const key = '4a1f6f0e-6f51-4a49-9f5e-3d1f0a55a001';
		const send = () => server.as(own.manager, key).imports.receive({ file: { name: 'parc.csv', text: homes(3) } });
		const answers = await Promise.all([send(), send(), send()]);
		expect(new Set(answers.map(({ importId }) => importId)).size).toBe(1);
		expect(await api().list()).toHaveLength(1);
	});

	test('sent by two at once is written once; the other is told to wait, then changes nothing', async () => {
		const [first, second] = [await checked(homes(50)), await checked(homes(50))];
		const outcomes = await Promise.allSettled([first, second].map((importId) => api().confirm({ importId })));
		const refused = outcomes.filter((one) => one.status === 'rejected');
		expect(refused).toHaveLength(1);
		expect(refused[0]!.reason).toMatchObject({ cause: { refusal: 'IMPORT_UNDER_WAY' } });
		await server.settle();
		const waiting = outcomes[0]!.status === 'rejected' ? first : second;
		await api().confirm({ importId: waiting });
		await server.settle();
		// Its report told of new dwellings that are there by now: it was checked again.
		expect(await api().read({ importId: waiting })).toMatchObject({
			state: 'checked',
			counts: { created: 0, changed: 0, unchanged: 50, refused: 0 }
		});
		expect(await countHomes()).toBe(51);
	});

	test('written by two workers at once is written once', async () => {
		const importId = await confirmed(homes(200));
		await Promise.all([1, 2, 3].map(() => applyImport(server.worker, importId)));
		expect([await stateOf(importId), await countHomes()]).toEqual(['applied', 201]);
	});

	test('checked by two workers at once has one report', async () => {
		const importId = await checked(homes(1));
		await server.owner.sql`update dwelling_import set state = 'checking' where id = ${importId}`;
		await Promise.all([1, 2, 3].map(() => checkImport(server.worker, importId)));
		const lines = await server.owner.sql`select from dwelling_import_line where import_id = ${importId}`;
		expect([await stateOf(importId), lines.length]).toEqual(['checked', 1]);
	});
});

describe('a file against a chain', () => {
	const publishChain = async () => {
		const proposalId = await aFoundProposal(server.owner, scene);
		await putToHouseholds(server.deps, scene.coordinator, proposalId);
	};
	const resized = async (area: number) => `Référence;Surface\n${await referenceOf(own)};${area}\n`;

	test('published after the check writes nothing, and is checked again', async () => {
		const importId = await confirmed(await resized(70));
		await publishChain();
		await server.settle();
		expect(await areaOf(own)).toBe(64);
		expect(await api().read({ importId })).toMatchObject({ state: 'checked', counts: { refused: 1 } });
	});

	test('published at the same time leaves one of two worlds: the file before the chain, or the chain and no file', async () => {
		for (let round = 0; round < 8; round++) {
			scene = await aScene(server.owner, 2);
			own = scene.parties[0]!;
			const importId = await confirmed(await resized(70));
			const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
			await Promise.all([
				wait((round % 4) * 3).then(() => applyImport(server.worker, importId)),
				wait(((7 - round) % 4) * 3).then(publishChain)
			]);
			const state = await stateOf(importId);
			expect([state, await areaOf(own)]).toEqual(state === 'applied' ? ['applied', 70] : ['checking', 64]);
			await server.settle();
		}
	});

	test('of which a dwelling changed meanwhile is checked again, not written over', async () => {
		const importId = await confirmed(await resized(70));
		await server.owner.db.update(dwellings).set({ area: 65 }).where(eq(dwellings.id, own.dwellingId));
		await server.settle();
		expect(await areaOf(own)).toBe(65);
		expect((await api().report({ importId })).lines).toMatchObject([{ before: { area: 65 }, after: { area: 70 } }]);
	});
});

describe('a file whose writing is killed', () => {
	test('leaves nothing of itself, and is written whole when it is taken up again', async () => {
		const importId = await confirmed(homes(2_000));
		let killed = 0;
		let isWritten = false;
		// The database cuts who writes dwellings, wherever it is; the worker tries again by itself.
		const killer = async () => {
			while (!isWritten && killed < 3) {
				const cut = await server.owner.sql`select pg_terminate_backend(pid) from pg_stat_activity
					where usename = 'chasse_croise_worker' and state <> 'idle' and query like '%insert into dwelling (id%'`;
				killed += cut.length;
			}
		};
		const killing = killer();
		const counts = new Set<number>();
		const watch = setInterval(() => void countHomes().then((count) => counts.add(count)), 2);
		await applyImport(server.worker, importId);
		isWritten = true;
		await killing;
		clearInterval(watch);
		expect(killed, 'times it was killed').toBeGreaterThan(0);
		expect([await stateOf(importId), await countHomes()]).toEqual(['applied', 2_001]);
		expect([...counts].filter((count) => count !== 1 && count !== 2_001)).toEqual([]);
	});

	test('of which the last line cannot be written has none written', async () => {
		const importId = await confirmed(homes(100));
		await server.owner.sql`update dwelling_import_line set after = after || '{"financing": "NONE"}'
			where import_id = ${importId} and reference = 'N99'`;
		await server.settle();
		expect([await stateOf(importId), await countHomes()]).toEqual(['failed', 1]);
		expect(await api().read({ importId })).toMatchObject({
			problem: { code: 'FILE_FAILED' },
			actions: ['map', 'discard']
		});
	});
});

/** What V8 may hold of old objects, and of young ones, MB. */
const heap = ['--expose-gc', '--max-old-space-size=150', '--max-semi-space-size=8'];
/** Lines of the long file: a million when asked for, or as many as a run in CI has time for. */
const many = Number(process.env.IMPORT_ROWS ?? 50_000);

test(`${many} lines are received, checked and written in 300 MB`, { timeout: 1_800_000 }, async () => {
	// Built as the application is, with a heap that cleans up behind itself: on a large machine it would not care to.
	const outDir = path.resolve('node_modules/.cache/import-under-watch');
	await build({ configFile: false, logLevel: 'silent', build: { ssr: 'tests/support/import-under-watch.ts', outDir } });
	const script = path.join(outDir, 'import-under-watch.js');
	const run = promisify(execFile)(process.execPath, [...heap, script, String(many), JSON.stringify(own.manager)], {
		env: { ...process.env, DATABASE_URL: databaseUrls.owner, LOG_LEVEL: 'silent' }
	});
	const { seconds, mebibytes, restingMebibytes } = JSON.parse((await run).stdout) as Watched;
	console.log(
		`${many} lines: ${seconds.toFixed(0)} s of processor, ${mebibytes} MB at most (${restingMebibytes} before)`
	);
	expect(await countHomes()).toBe(many + 1);
	// Only Linux tells how much a process took at most.
	if (mebibytes !== null) expect(mebibytes).toBeLessThan(300);
});

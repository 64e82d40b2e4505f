import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openScratchCluster } from './cluster.ts';
import { openDatabase } from './database.ts';
import { dataFolderOf, isAlive, processesIn, readPostmaster } from './home.ts';

let home: string;
let dataFolder: string;
const starts = new Set<ChildProcess>();

beforeEach(() => {
	home = mkdtempSync(path.join(tmpdir(), 'chasse-croise-test-'));
	chmodSync(home, 0o711);
	dataFolder = dataFolderOf(home);
	vi.stubEnv('PG_DATA_DIR', home);
	vi.stubEnv('DATABASE_URL', '');
});

afterEach(async () => {
	for (const start of starts) start.kill('SIGKILL');
	starts.clear();
	try {
		await nothingRuns();
	} finally {
		rmSync(home, { recursive: true, force: true });
	}
});

/** A command of another process that uses the server, as `npm start` does. */
async function startElsewhere() {
	const script = path.resolve('tests/support/hold-a-server.ts');
	const start = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
	starts.add(start);
	const [line] = (await once(start.stdout!, 'data')) as [Buffer];
	return { start, url: line.toString().trim() };
}

async function write(url: string, text: string) {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	await sql`create table if not exists kept (words text)`;
	await sql`insert into kept values (${text})`;
	await sql.end();
}

async function read(url: string) {
	const sql = postgres(url, { max: 1 });
	const rows = await sql<{ words: string }[]>`select words from kept`;
	await sql.end();
	return rows.map(({ words }) => words);
}

const nothingRuns = () =>
	vi.waitFor(() => expect(processesIn(dataFolder)).toEqual([]), { timeout: 10_000, interval: 20 });
const postmaster = () => readPostmaster(dataFolder)!.pid;

/** The parent of the postmaster. */
function supervisor() {
	const status = readFileSync(`/proc/${postmaster()}/status`, 'utf8');
	return Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]);
}

async function kill(...pids: number[]) {
	for (const pid of pids) process.kill(pid, 'SIGKILL');
	for (const pid of pids) await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 5000, interval: 20 });
}

test('what was written is found by the next start', async () => {
	const first = await openDatabase();
	await write(first.ownerUrl, 'kept');
	await first.close();
	await nothingRuns();
	const second = await openDatabase();
	expect(await read(second.ownerUrl)).toEqual(['kept']);
	await second.close();
});

test('starts made at once share one server, which stops after the last of them', async () => {
	const [one, two, three] = await Promise.all([openDatabase(), openDatabase(), openDatabase()]);
	expect(new Set([one.ownerUrl, two.ownerUrl, three.ownerUrl]).size).toBe(1);
	await one.close();
	await two.close();
	await write(three.ownerUrl, 'still there');
	await three.close();
	await nothingRuns();
	expect(readdirSync(home).sort()).toEqual(['pg18', 'postgres.log']);
});

test('the server stops when the start that held it is killed, and the next start finds the data', async () => {
	const { start, url } = await startElsewhere();
	await write(url, 'before the kill');
	start.kill('SIGKILL');
	await nothingRuns();
	const next = await openDatabase();
	expect(await read(next.ownerUrl)).toEqual(['before the kill']);
	await next.close();
});

test.runIf(process.platform === 'linux')(
	'a server whose supervisor was killed is taken over by the next start',
	async () => {
		const { start, url } = await startElsewhere();
		await write(url, 'before the kill');
		await kill(supervisor());
		start.kill('SIGKILL');
		expect(processesIn(dataFolder)).not.toEqual([]);
		const next = await openDatabase();
		expect(await read(next.ownerUrl)).toEqual(['before the kill']);
		await next.close();
		await nothingRuns();
	}
);

test.runIf(process.platform === 'linux')('a start whose supervisor was killed still stops its server', async () => {
	const { start } = await startElsewhere();
	await kill(supervisor());
	start.kill('SIGTERM');
	await once(start, 'exit');
	expect(processesIn(dataFolder)).toEqual([]);
});

test('a server that is killed is started again at the same address', async () => {
	const { ownerUrl, close } = await openDatabase();
	await write(ownerUrl, 'before the kill');
	const killed = postmaster();
	await kill(killed);
	await vi.waitFor(
		() => expect(readPostmaster(dataFolder)).toMatchObject({ isReady: true, pid: expect.not.toBeOneOf([killed]) }),
		{
			timeout: 10_000,
			interval: 20
		}
	);
	expect(await read(ownerUrl)).toEqual(['before the kill']);
	await close();
});

test('a server given back just after it was killed is not started again', async () => {
	const { close } = await openDatabase();
	process.kill(postmaster(), 'SIGKILL');
	await close();
	expect(processesIn(dataFolder)).toEqual([]);
	expect(readdirSync(home).sort()).toEqual(['pg18', 'postgres.log']);
});

test.runIf(process.platform === 'linux')('the next start recovers when everything was killed at once', async () => {
	const { start, url } = await startElsewhere();
	await write(url, 'before the kill');
	const guardian = supervisor();
	const server = postmaster();
	start.kill('SIGKILL');
	await kill(guardian, server);
	const next = await openDatabase();
	expect(await read(next.ownerUrl)).toEqual(['before the kill']);
	await next.close();
});

test('a lock left by a power cut does not keep the server from starting, whoever has its number now', async () => {
	const first = await openDatabase();
	const lock = readFileSync(path.join(dataFolder, 'postmaster.pid'), 'utf8');
	await first.close();
	await nothingRuns();
	writeFileSync(path.join(dataFolder, 'postmaster.pid'), lock.replace(/^\d+/, String(process.pid)));
	const next = await openDatabase();
	await next.close();
});

test('a data folder that was being made when the power went is made again', async () => {
	mkdirSync(`${dataFolder}.new-999999999`);
	const { close } = await openDatabase();
	expect(readdirSync(home).filter((name) => name.includes('.new-'))).toEqual([]);
	await close();
});

test('a data folder of another version is refused', async () => {
	mkdirSync(dataFolder);
	writeFileSync(path.join(dataFolder, 'PG_VERSION'), '17\n');
	await expect(openDatabase()).rejects.toMatchObject({
		code: 'DATA_FOLDER_OF_ANOTHER_VERSION',
		details: { version: '17' }
	});
});

test('a data folder that cannot be made is refused', async () => {
	writeFileSync(path.join(home, 'file'), '');
	vi.stubEnv('PG_DATA_DIR', path.join(home, 'file', 'folder'));
	await expect(openDatabase()).rejects.toMatchObject({ code: 'DATA_FOLDER_NOT_WRITABLE' });
});

test.runIf(process.platform === 'linux')('a data folder where the system makes none is refused', async () => {
	vi.stubEnv('PG_DATA_DIR', '/proc/chasse-croise/data');
	await expect(openDatabase()).rejects.toMatchObject({ code: 'DATA_FOLDER_NOT_WRITABLE' });
});

test.runIf(process.getuid?.() === 0)(
	'a data folder that the account of the server cannot enter is refused',
	async () => {
		chmodSync(home, 0o700);
		await expect(openDatabase()).rejects.toMatchObject({ code: 'DATA_FOLDER_CLOSED' });
	}
);

test('a scratch server leaves nothing behind', async () => {
	const cluster = await openScratchCluster();
	const sql = postgres(cluster.urlOf('postgres'), { max: 1 });
	const [folder] = await sql<{ path: string }[]>`select current_setting('data_directory') as path`;
	await sql.end();
	await cluster.stop();
	expect(readdirSync(path.resolve(folder!.path, '../..'))).not.toContain(path.basename(path.dirname(folder!.path)));
});

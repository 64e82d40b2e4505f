/** Makes the data folder of an embedded server and runs its process. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.ts';
import { dataFolderOf, isAlive, logFileOf, OWNER, passwordFileOf, readPostmaster } from './home.ts';
import { DatabaseProblem } from './problem.ts';

export type ServerSetting = {
	home: string;
	/** The folder of `bin/initdb` and `bin/postgres`. */
	programs: string;
	account: Account | null;
	/** A scratch server writes nothing safely: it is for tests and demonstrations, and deleted at its end. */
	isScratch: boolean;
};

/** Recovery after a power cut may be long; a server that gives no sign for this time (milliseconds) is stuck. */
const START_WITHIN = 60_000;

/** Makes the data folder unless it exists. Interrupted, it leaves nothing that a later start would take for data. */
export async function initialise({ home, programs, account, isScratch }: ServerSetting): Promise<void> {
	const dataFolder = dataFolderOf(home);
	removeAbandonedDrafts(home);
	if (readdirSync(home).includes(path.basename(dataFolder)) && readdirSync(dataFolder).length > 0) return;

	const draft = `${dataFolder}.new-${process.pid}`;
	const passwordFile = passwordFileOf(draft);
	const passwordForInit = `${draft}.password`;
	const password = randomBytes(24).toString('base64url');
	mkdirSync(draft, { mode: 0o700 });
	writeFileSync(passwordForInit, password, { mode: 0o600 });
	if (account) for (const file of [draft, passwordForInit]) chownSync(file, account.uid, account.gid);

	// The rules of the language are those of the server, not of the laptop: the same order everywhere.
	const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
	const safety = ['--data-checksums', '--auth=scram-sha-256', ...(isScratch ? ['--no-sync'] : [])];
	const identity = [`--username=${OWNER}`, `--pwfile=${passwordForInit}`];
	const clock = ['--set', 'timezone=UTC', '--set', 'log_timezone=UTC'];
	const init = run(
		path.join(programs, 'bin', 'initdb'),
		['-D', draft, ...locale, ...safety, ...identity, ...clock],
		account
	);
	const [code] = (await once(init, 'exit')) as [number | null];
	rmSync(passwordForInit);
	if (code !== 0) {
		rmSync(draft, { recursive: true });
		throw new DatabaseProblem('POSTGRES_DOES_NOT_START', { log: logFileOf(home), line: lastLine(home) });
	}
	writeFileSync(passwordFile, password, { mode: 0o600 });
	if (account) chownSync(passwordFile, account.uid, account.gid);
	try {
		renameSync(draft, dataFolder);
	} catch (error) {
		rmSync(draft, { recursive: true });
		// Another start made the folder first: it is as good as ours.
		if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
	}
}

function removeAbandonedDrafts(home: string): void {
	for (const name of readdirSync(home)) {
		const pid = /\.new-(\d+)/.exec(name)?.[1];
		if (pid && !isAlive(Number(pid))) rmSync(path.join(home, name), { recursive: true, force: true });
	}
}

/**
 * Starts the server and waits until it answers.
 *
 * @param preferredPort the port to keep when it is free, so that those who were connected find it again.
 * @param onSpawn told of the process as soon as it exists, before it can lock the data folder.
 * @returns null when another server has the data folder.
 * @throws DatabaseProblem POSTGRES_DOES_NOT_START, with the last line of the log.
 */
export async function startServer(
	setting: ServerSetting,
	preferredPort: number | undefined,
	onSpawn: (pid: number) => void
): Promise<{ child: ChildProcess; port: number } | null> {
	const { home, programs, account, isScratch } = setting;
	const deadline = Date.now() + START_WITHIN;
	let port = await usablePort(preferredPort);
	while (Date.now() < deadline) {
		const logStart = statSync(logFileOf(home)).size;
		const network = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-p', String(port)];
		// Details and statements repeat what people typed: the log of the database says which error, never of whom.
		const discreet = ['-c', 'log_error_verbosity=terse', '-c', 'log_min_error_statement=panic'];
		const speed = isScratch ? ['-F', '-c', 'full_page_writes=off', '-c', 'max_connections=300'] : [];
		const program = path.join(programs, 'bin', 'postgres');
		const child = run(program, ['-D', dataFolderOf(home), ...network, ...discreet, ...speed], account);
		if (child.pid) onSpawn(child.pid);
		if (await isReady(child, home, deadline)) return { child, port };

		const said = readFileSync(logFileOf(home), 'utf8').slice(logStart);
		if (/lock file .* already exists/.test(said)) return null;
		if (/could not create any TCP\/IP sockets|Address already in use/.test(said)) port = await usablePort(undefined);
		// The processes of a killed server take a moment to notice it.
		else if (/shared memory block .* is still in use/.test(said)) await sleep(500);
		else break;
	}
	throw new DatabaseProblem('POSTGRES_DOES_NOT_START', { log: logFileOf(home), line: lastLine(home) });
}

async function isReady(child: ChildProcess, home: string, deadline: number): Promise<boolean> {
	let hasEnded = false;
	child.once('exit', () => (hasEnded = true));
	child.once('error', () => (hasEnded = true));
	while (!hasEnded && Date.now() < deadline) {
		const postmaster = readPostmaster(dataFolderOf(home));
		if (postmaster?.pid === child.pid && postmaster?.isReady) return true;
		await sleep(20);
	}
	return false;
}

function run(program: string, parameters: string[], account: Account | null): ChildProcess {
	// PGDATA, PGOPTIONS and their like are the user's own settings for other servers.
	const kept = Object.entries(process.env).filter(([key]) => !key.startsWith('PG') && !key.startsWith('LC_'));
	const env = { ...Object.fromEntries(kept), LC_ALL: 'C' };
	// All it says goes to the log, which is our error output. The current folder may be closed to that account.
	return spawn(program, parameters, { ...account, env, cwd: '/', stdio: ['ignore', 2, 2] });
}

async function usablePort(preferred: number | undefined): Promise<number> {
	for (const port of preferred ? [preferred, 0] : [0]) {
		const probe = createServer().listen(port, '127.0.0.1');
		try {
			await once(probe, 'listening');
			return (probe.address() as AddressInfo).port;
		} catch {
			// Taken: let the system choose.
		} finally {
			probe.close();
		}
	}
	throw new Error('The system has no free port.');
}

/** The last thing that PostgreSQL complained of. */
function lastLine(home: string): string {
	const lines = readFileSync(logFileOf(home), 'utf8').trim().split('\n');
	return lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? '';
}

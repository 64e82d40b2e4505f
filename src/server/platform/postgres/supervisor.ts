/**
 * Looks after one embedded server, in a process of its own: starts it, starts it again when it falls, stops it
 * when nobody holds it any more (`lease.ts`). Those who held it may have ended in any way, `kill -9` included:
 * the system closes their connection for them. Started by `cluster.ts`, to which it says in one line of JSON how
 * the start went.
 */
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { accountFor } from './account.ts';
import { findBinaries } from './binaries.ts';
import { dataFolderOf, leaseFileOf, processesIn, readPostmaster } from './home.ts';
import { isSupervised, type SupervisorAddress } from './lease.ts';
import { endProcesses, removeStaleLock } from './orphans.ts';
import { DatabaseProblem, type DatabaseProblemCode } from './problem.ts';
import { initialise, startServer, type ServerSetting } from './server-process.ts';

/** How the start went. `taken`: another supervisor has the server, or is about to. */
export type SupervisorOutcome =
	{ is: 'ready' } | { is: 'taken' } | { is: 'problem'; code: DatabaseProblemCode; details: Record<string, string> };

/** A starter that has not come for its lease by then (milliseconds) will not come. */
const LEASE_WITHIN = 15_000;
/** A server that is slower than this to stop (milliseconds) is killed. */
const STOP_WITHIN = 10_000;
/** A server that falls more often than this within a minute is not started again. */
const FALLS_PER_MINUTE = 5;

const { home, isScratch } = JSON.parse(process.argv[2] ?? '') as { home: string; isScratch: boolean };
const dataFolder = dataFolderOf(home);
const name = randomUUID();
const holders = new Set<Socket>();
const ready = Promise.withResolvers<number>();
const falls: number[] = [];
let server: ChildProcess | undefined;
let restart: Promise<void> | undefined;
let isStopping = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
const leases = createServer(welcome).listen(0, '127.0.0.1');
await once(leases, 'listening');

try {
	const account = accountFor(dataFolder);
	const setting = { home, isScratch, account, programs: findBinaries(account) };
	await initialise(setting);
	await clearTheWay();
	const port = await supervise(setting, readPostmaster(dataFolder)?.port);
	forgetFormerSupervisors();
	ready.resolve(port);
	report({ is: 'ready' });
	setTimeout(() => holders.size === 0 && void stop(), LEASE_WITHIN);
} catch (error) {
	if (!(error instanceof DatabaseProblem)) throw error;
	leave({ is: 'problem', code: error.code, details: error.details });
}

/** Makes sure that no server works in the data folder, or leaves it to the supervisor that has one. */
async function clearTheWay(): Promise<void> {
	if (await isSupervised(home)) leave({ is: 'taken' });
	const orphans = processesIn(dataFolder);
	if (orphans.length > 0) {
		// A server seen without a supervisor may be another start's, which has not had the time to say so.
		await sleep(500);
		if (await isSupervised(home)) leave({ is: 'taken' });
		await endProcesses(dataFolder, orphans);
	}
	removeStaleLock(dataFolder);
}

/** Starts the server, and again when it falls. Gives its port, which stays the same. */
async function supervise(setting: ServerSetting, preferredPort: number | undefined): Promise<number> {
	const started = await startServer(setting, preferredPort, (pid) => {
		const address: SupervisorAddress = { port: (leases.address() as AddressInfo).port, name };
		writeFileSync(leaseFileOf(home, pid), JSON.stringify(address), { mode: 0o600 });
	});
	if (!started) return leave({ is: 'taken' });
	const { child, port } = started;
	server = child;
	child.once('exit', () => {
		if (isStopping) return;
		rmSync(leaseFileOf(home, child.pid ?? 0), { force: true });
		falls.push(Date.now());
		const recent = falls.filter((at) => at > Date.now() - 60_000);
		if (recent.length > FALLS_PER_MINUTE) void stop();
		else restart = startAgain(setting, port);
	});
	return port;
}

async function startAgain(setting: ServerSetting, port: number): Promise<void> {
	try {
		await endProcesses(dataFolder, processesIn(dataFolder));
		if (!isStopping) await supervise(setting, port);
	} catch {
		// The log says why; those who hold the server learn it from their queries.
		void stop();
	}
}

function welcome(socket: Socket): void {
	// A holder that is killed may cut its connection instead of closing it.
	socket.on('error', () => {});
	socket.write(`${name}\n`);
	createInterface({ input: socket }).on('line', async (line) => {
		if (line === 'hold') {
			holders.add(socket);
			socket.write(`${await ready.promise}\n`);
		} else if (line === 'release') {
			holders.delete(socket);
			if (holders.size > 0) socket.end();
			else await stop();
		}
	});
	socket.on('close', () => {
		if (holders.delete(socket) && holders.size === 0) void stop();
	});
}

/** Stops the server and ends. Those who wait for it see their connection close. */
async function stop(): Promise<void> {
	if (isStopping) return;
	isStopping = true;
	leases.close();
	// A server on its way up would otherwise outlive us.
	await Promise.race([restart, sleep(STOP_WITHIN, undefined, { ref: false })]);
	if (server && server.exitCode === null && server.signalCode === null) {
		const ended = once(server, 'exit');
		// Fast: roll back and write everything. Immediate: nothing of a scratch server is kept.
		server.kill(isScratch ? 'SIGQUIT' : 'SIGINT');
		const isLate = await Promise.race([ended.then(() => false), sleep(STOP_WITHIN, true, { ref: false })]);
		if (isLate) {
			server.kill('SIGKILL');
			await ended;
		}
	}
	await endProcesses(dataFolder, processesIn(dataFolder));
	if (server?.pid) rmSync(leaseFileOf(home, server.pid), { force: true });
	if (isScratch) rmSync(home, { recursive: true, force: true, maxRetries: 5 });
	process.exit(0);
}

function forgetFormerSupervisors(): void {
	const current = path.basename(leaseFileOf(home, server?.pid ?? 0));
	for (const file of readdirSync(home)) {
		if (file.startsWith('supervisor.') && file !== current) rmSync(path.join(home, file), { force: true });
	}
}

function report(outcome: SupervisorOutcome): void {
	try {
		writeSync(1, `${JSON.stringify(outcome)}\n`);
	} catch {
		// The starter has ended meanwhile: nobody will come for the server.
		if (holders.size === 0) void stop();
	}
}

function leave(outcome: SupervisorOutcome): never {
	report(outcome);
	if (isScratch) rmSync(home, { recursive: true, force: true });
	process.exit(0);
}

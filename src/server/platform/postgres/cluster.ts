/** Starts an embedded PostgreSQL server, or joins the one that runs already. */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import {
	dataFolderOf,
	lastingHome,
	logFileOf,
	OWNER,
	passwordFileOf,
	prepareHome,
	processesIn,
	scratchHome
} from './home.ts';
import { holdLease, type Lease } from './lease.ts';
import { endProcesses } from './orphans.ts';
import { DatabaseProblem } from './problem.ts';
import type { SupervisorOutcome } from './supervisor.ts';

export type Cluster = {
	/** The address of a database of this server, as its owner. */
	urlOf(database: string): string;
	/** Gives the server back. It stops when nobody else uses it; a scratch server is then deleted. */
	stop(): Promise<void>;
};

/** A joined start that lasts longer (milliseconds) has gone wrong. */
const JOIN_WITHIN = 90_000;
const LOG_SIZE = 5_000_000;

/**
 * The server that keeps the data of this project. Several commands may use it at once.
 *
 * @throws DatabaseProblem when the folder or the programs cannot be used, or the server does not start.
 */
export const openLastingCluster = () => open(lastingHome(), false);

/** A server of one's own for tests and demonstrations: fast, unsafe, deleted with the process that asked for it. */
export const openScratchCluster = () => open(scratchHome(), true);

async function open(home: string, isScratch: boolean): Promise<Cluster> {
	prepareHome(home);
	const lease = await join(home, isScratch).catch((error) => {
		if (isScratch) rmSync(home, { recursive: true, force: true });
		throw error;
	});
	const password = readFileSync(passwordFileOf(dataFolderOf(home)), 'utf8');
	let isLost = false;
	void lease.lost.then(() => (isLost = true));
	return {
		urlOf: (database) => `postgres://${OWNER}:${password}@127.0.0.1:${lease.port}/${database}`,
		async stop() {
			await lease.release();
			// The supervisor was killed and left its server behind.
			if (isLost) await endProcesses(dataFolderOf(home), processesIn(dataFolderOf(home)));
			if (isLost && isScratch) rmSync(home, { recursive: true, force: true });
		}
	};
}

async function join(home: string, isScratch: boolean): Promise<Lease> {
	for (const deadline = Date.now() + JOIN_WITHIN; Date.now() < deadline; await sleep(100)) {
		const lease = await holdLease(home);
		if (lease) return lease;
		const outcome = await startSupervisor(home, isScratch);
		if (outcome.is === 'problem') throw new DatabaseProblem(outcome.code, outcome.details);
	}
	throw new DatabaseProblem('POSTGRES_DOES_NOT_START', { log: logFileOf(home), line: '' });
}

async function startSupervisor(home: string, isScratch: boolean): Promise<SupervisorOutcome> {
	const isLong = (statSync(logFileOf(home), { throwIfNoEntry: false })?.size ?? 0) > LOG_SIZE;
	const log = openSync(logFileOf(home), isLong ? 'w' : 'a', 0o600);
	const supervisor = spawn(
		process.execPath,
		[path.join(import.meta.dirname, 'supervisor.ts'), JSON.stringify({ home, isScratch })],
		// Detached: Ctrl-C in the terminal is for the commands, which then give the server back.
		{ detached: true, cwd: path.parse(home).root, stdio: ['ignore', 'pipe', log] }
	);
	closeSync(log);
	supervisor.unref();
	const answer = supervisor.stdout!;
	try {
		for await (const line of createInterface({ input: answer })) {
			return JSON.parse(line) as SupervisorOutcome;
		}
	} finally {
		// Nothing more will come; left open, it would keep this process from ending.
		answer.destroy();
	}
	throw new DatabaseProblem('POSTGRES_DOES_NOT_START', { log: logFileOf(home), line: '' });
}

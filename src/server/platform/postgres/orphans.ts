/** Servers left without a supervisor by a `kill -9` or a power cut, and what they leave in the data folder. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, processesIn, readPostmaster } from './home.ts';

/** What to send, and for how long to wait before sending the next: fast stop, immediate stop, the end. */
const farewells = [
	['SIGINT', 10_000],
	['SIGQUIT', 5_000],
	['SIGKILL', 5_000]
] as const;

/** Stops these processes of a server that no supervisor looks after, the postmaster first when it is one of them. */
export async function endProcesses(dataFolder: string, pids: readonly number[]): Promise<void> {
	const remaining = () => processesIn(dataFolder).filter((pid) => pids.includes(pid));
	for (const [signal, patience] of farewells) {
		const postmaster = readPostmaster(dataFolder)?.pid;
		// The postmaster passes a stop on to the others; without one each is told. To them SIGINT only says to give up
		// the statement, which its client would take for a refusal: SIGTERM ends the connection, and the client tries again.
		const hasPostmaster = remaining().includes(postmaster ?? 0);
		for (const pid of hasPostmaster ? [postmaster ?? 0] : remaining())
			send(!hasPostmaster && signal === 'SIGINT' ? 'SIGTERM' : signal, pid);
		for (let waited = 0; waited < patience && remaining().length > 0; waited += 50) await sleep(50);
		if (remaining().length === 0) return;
	}
}

/**
 * Removes a lock whose process number now belongs to a stranger, or to a dead process that nobody has taken note
 * of: PostgreSQL would refuse to start for ever. When no process has the number it does so by itself.
 */
export function removeStaleLock(dataFolder: string): void {
	const lock = readPostmaster(dataFolder);
	if (lock && isAlive(lock.pid) && processesIn(dataFolder).length === 0) {
		rmSync(path.join(dataFolder, 'postmaster.pid'), { force: true });
	}
}

/** Sends a signal to a process that may just have ended. */
export function send(signal: NodeJS.Signals, pid: number): void {
	try {
		process.kill(pid, signal);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}

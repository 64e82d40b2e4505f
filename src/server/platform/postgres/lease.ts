/**
 * A lease: an open connection to the supervisor of an embedded server, which keeps the server running.
 *
 * The supervisor greets with its name; whoever then writes `hold` is told the port of the server once it is
 * ready, and holds it until the connection closes, or until it writes `release` and waits for the closing.
 */
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { dataFolderOf, leaseFileOf, readPostmaster } from './home.ts';

/** Where a supervisor listens on this machine, and its name, which tells it from a later user of that port. */
export type SupervisorAddress = { port: number; name: string };

export type Lease = {
	/** The port of the server. */
	port: number;
	/** Settles when the supervisor is gone without being asked to. */
	lost: Promise<void>;
	/** Gives the server back; when nobody else holds it, settles once it has stopped. */
	release(): Promise<void>;
};

/** How long a supervisor may take to start its server, in milliseconds. Recovery after a power cut is included. */
const READY_WITHIN = 60_000;
const STOPPED_WITHIN = 20_000;

function addressOfSupervisor(home: string): SupervisorAddress | null {
	const postmaster = readPostmaster(dataFolderOf(home));
	if (!postmaster) return null;
	try {
		return JSON.parse(readFileSync(leaseFileOf(home, postmaster.pid), 'utf8')) as SupervisorAddress;
	} catch {
		return null;
	}
}

/** A connection to the supervisor, after its greeting; null when there is none. */
async function greet(home: string): Promise<{ socket: Socket; nextLine: () => Promise<string | null> } | null> {
	const address = addressOfSupervisor(home);
	if (!address) return null;
	const socket = connect(address.port, '127.0.0.1');
	socket.on('error', () => {});
	const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
	const nextLine = async () => {
		try {
			const { value, done } = await lines.next();
			return done ? null : String(value);
		} catch {
			// Refused or cut: nobody is there.
			return null;
		}
	};
	socket.setTimeout(2000, () => socket.destroy());
	if ((await nextLine()) !== address.name) {
		socket.destroy();
		return null;
	}
	socket.setTimeout(0);
	return { socket, nextLine };
}

/** True when a supervisor looks after the server of this home. */
export async function isSupervised(home: string): Promise<boolean> {
	const connection = await greet(home);
	connection?.socket.destroy();
	return connection !== null;
}

/** Holds the running server of this home, or null when no supervisor has one. */
export async function holdLease(home: string): Promise<Lease | null> {
	const connection = await greet(home);
	if (!connection) return null;
	const { socket, nextLine } = connection;
	socket.setTimeout(READY_WITHIN, () => socket.destroy());
	socket.write('hold\n');
	const port = Number(await nextLine());
	if (!port) {
		socket.destroy();
		return null;
	}
	socket.setTimeout(0);
	// A command that ends without a word lets go of the server by ending.
	socket.unref();
	const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
	let isReleased = false;
	return {
		port,
		lost: closed.then(() => (isReleased ? new Promise<void>(() => {}) : undefined)),
		async release() {
			isReleased = true;
			socket.ref();
			socket.setTimeout(STOPPED_WITHIN, () => socket.destroy());
			socket.write('release\n');
			await closed;
		}
	};
}
